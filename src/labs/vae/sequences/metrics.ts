import type { Metric } from '../../../engine/bench.ts';
import { freeRunOf, recognitionOf } from './free-run.ts';
import type { Automaton, Generator } from './problem.ts';

type Measured = Metric<Automaton, Generator>;

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

const probability = (phase: number, name: string): Measured => ({
  label: `Up at the ${name} phase`,
  unit: 'probability',
  scale: 'linear',
  better: null,
  help: `Share of free-run predictions above 0 at the ${name} phase, after the length of the training sequences.`,
  measure: (problem, generator) => freeRunOf(problem, generator).probability[phase]!,
});

export const metrics: Readonly<Record<string, Measured>> = {
  reconstruction: {
    label: 'Reconstruction',
    scale: 'log',
    better: 'lower',
    help: '½ (x − x̂)² summed over the steps of a training sequence, with z from its posterior; mean of the sequences.',
    measure: (problem, generator) => total(recognitionOf(problem, generator).reconstruction),
  },
  kl: {
    label: 'KL',
    symbol: 'KL',
    unit: 'nats a latent',
    scale: 'linear',
    better: null,
    help: 'KL from prior to posterior, divided by n_z and summed over the steps of a sequence; none without latents.',
    measure: (problem, generator) =>
      generator.weights.latents > 0 ? total(recognitionOf(problem, generator).kl) : Number.NaN,
  },
  phaseError: {
    label: 'Error of the free run',
    scale: 'linear',
    better: 'lower',
    help: 'Difference of P(+1) from the automaton’s, mean of the three phases; 0 for a network that has understood.',
    measure: (problem, generator) => {
      const found = freeRunOf(problem, generator).probability;
      return problem.truth.reduce((sum, one, phase) => sum + Math.abs(one - found[phase]!) / 3, 0);
    },
  },
  first: probability(0, 'first'),
  second: probability(1, 'second'),
  third: probability(2, 'third'),
  spread: {
    label: 'Spread at the third phase',
    scale: 'linear',
    better: null,
    help: 'Standard deviation of predictions across free runs where the automaton is random; 0 if all runs are the same.',
    measure: (problem, generator) => freeRunOf(problem, generator).spread[2]!,
  },
  contrast: {
    label: 'Prior deviation where it branches',
    unit: 'times elsewhere',
    scale: 'linear',
    better: null,
    help: 'Deviation of the prior before the third phase, over the mean of the others; of the latent where that is most. None without latents.',
    measure: (problem, generator) => {
      const { sd } = freeRunOf(problem, generator);
      const ratios = Array.from(
        { length: sd.length / 3 },
        (_, k) => (2 * sd[3 * k + 2]!) / (sd[3 * k]! + sd[3 * k + 1]!),
      );
      return ratios.length > 0 ? Math.max(...ratios) : Number.NaN;
    },
  },
};
