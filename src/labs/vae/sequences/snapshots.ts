import { freeRunOf, recognitionOf } from './free-run.ts';
import type { Automaton, Generator } from './problem.ts';

export interface RunsSnapshot {
  /** −1 to 1, a row a sequence. */
  readonly training: Float64Array;
  readonly trainingSteps: number;
  readonly free: Float64Array;
  readonly freeSteps: number;
  readonly rows: number;
}

export interface PhasesSnapshot {
  readonly truth: Float64Array;
  readonly probability: Float64Array;
  readonly spread: Float64Array;
  /** [latent][phase]. */
  readonly sd: Float64Array;
}

export interface TimelineSnapshot {
  readonly kl: Float64Array;
  readonly reconstruction: Float64Array;
  readonly latents: number;
}

const ROWS = 12;

export const snapshots = {
  runs: (problem: Automaton, generator: Generator) => {
    const { x, steps } = freeRunOf(problem, generator);
    const rows = Math.min(ROWS, problem.count);
    return {
      training: problem.targets.slice(0, rows * problem.length),
      trainingSteps: problem.length,
      free: x.slice(0, rows * steps),
      freeSteps: steps,
      rows,
    } satisfies RunsSnapshot;
  },
  phases: (problem: Automaton, generator: Generator) => {
    const { probability, spread, sd } = freeRunOf(problem, generator);
    return {
      truth: Float64Array.from(problem.truth),
      probability: probability.slice(),
      spread: spread.slice(),
      sd: sd.slice(),
    } satisfies PhasesSnapshot;
  },
  timeline: (problem: Automaton, generator: Generator) => {
    const { kl, reconstruction } = recognitionOf(problem, generator);
    return {
      kl: kl.slice(),
      reconstruction: reconstruction.slice(),
      latents: generator.weights.latents,
    } satisfies TimelineSnapshot;
  },
};
