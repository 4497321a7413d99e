import { cosineNormal } from '../../../math/cosine-normal.ts';
import { mulberry32, type Random } from '../../../math/random.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { type Conjugate, type Examples, instance, type Task } from './problem.ts';

const NOTHING: Examples = { count: 0, inputs: new Float64Array(0), labels: new Uint8Array(0) };

/** Noise of variance s², shifted so that it has mean 0: sample means are then what is asked for, and known. */
function centred(random: Random, count: number, variance: number): Float64Array {
  const noise = Float64Array.from({ length: count }, () => Math.sqrt(variance) * cosineNormal(random));
  const mean = noise.reduce((sum, one) => sum + one, 0) / count;
  return noise.map((one) => one - mean);
}

export const conjugate = instance({
  label: 'Exact posterior, wrong model',
  help: 'Numbers arrive first from one Gaussian or line, then from another; the model believes in a single one. Its posterior is known exactly.',
  params: {
    model: choice({
      label: 'Model',
      options: ['mean', 'line'],
      default: 'mean',
      optionLabels: { mean: 'one mean', line: 'one line' },
    }),
    n1: integer({ label: 'Observations of task 1', symbol: 'n₁', min: 1, max: 400, default: 20, scale: 'log' }),
    n2: integer({ label: 'Observations of task 2', symbol: 'n₂', min: 1, max: 400, default: 20, scale: 'log' }),
    apart: number({
      label: 'Half the distance of the truths',
      min: 0,
      max: 3,
      default: 1,
      help: 'The means are −this and +this, or the slopes of the two lines.',
    }),
    noise: number({ label: 'Variance of an observation', symbol: 's²', min: 0.01, max: 10, default: 1, scale: 'log' }),
    priorVariance: number({
      label: 'Variance of the prior',
      symbol: 'v₀',
      min: 0.01,
      max: 100,
      default: 4,
      scale: 'log',
    }),
  },
  make({ model, n1, n2, apart, noise, priorVariance }, { seed }) {
    const random = mulberry32(seed);
    const [truths, places, values] = [[], [], []] as Float64Array[][];
    [n1, n2].forEach((n, t) => {
      const truth = t === 0 ? -apart : apart;
      const at = Float64Array.from({ length: n }, () => (model === 'mean' ? 0 : 4 * random() - 2));
      const errors = centred(random, n, noise);
      truths!.push(Float64Array.from(model === 'mean' ? [truth] : [0, truth]));
      places!.push(at);
      values!.push(errors.map((error, i) => error + (model === 'mean' ? truth : truth * at[i]!)));
    });
    const words = model === 'mean' ? ['low mean', 'high mean'] : ['falling line', 'rising line'];
    const tasks = words.map((name): Task => ({ name, classes: [], train: NOTHING, test: NOTHING }));
    const known: Conjugate = {
      model,
      noise,
      priorMean: 0,
      priorVariance,
      truths: truths!,
      places: places!,
      values: values!,
    };
    return { kind: 'conjugate', width: 1, classes: 0, tasks, teachers: null, conjugate: known };
  },
});
