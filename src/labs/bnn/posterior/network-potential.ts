import type { Potential } from '../../../math/hamiltonian-monte-carlo.ts';
import { backward, createGradients, createTape, forward, type Mlp, parametersOf } from '../../../math/mlp.ts';
import { normals, type Random } from '../../../math/random.ts';
import type { Network } from './posterior.ts';
import { layerSizes, type PosteriorProblem } from './problem.ts';

/** The network's parameters as one vector: matrix (inputs × outputs) and biases of each layer in turn. */
function emptyMlp(problem: PosteriorProblem): Mlp {
  const sizes = layerSizes(problem);
  return {
    sizes,
    activation: problem.activation,
    weights: sizes.slice(1).map((outputs, l) => new Float64Array(sizes[l]! * outputs)),
    biases: sizes.slice(1).map((outputs) => new Float64Array(outputs)),
  };
}

/** U(θ) = −Σ ln p(y | x, θ) over all training rows + Σ θ² / (2p²): minus the log posterior, up to a constant. */
export function networkPotential(problem: PosteriorProblem, priorSd: number): Potential {
  const { train, outputs, kind, noiseSd } = problem;
  const mlp = emptyMlp(problem);
  const [tape, gradients] = [createTape(mlp, train.count), createGradients(mlp)];
  const [parts, slopes] = [parametersOf(mlp), parametersOf(gradients)];
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const errors = new Float64Array(train.count * outputs);
  const precision = 1 / (priorSd * priorSd);
  return {
    size,
    // Forward, gradients of the weights and of the inputs.
    cost: 3 * size * train.count,
    evaluate(position, gradient) {
      let from = 0;
      for (const part of parts) {
        for (let k = 0; k < part.length; k++) part[k] = position[from + k]!;
        from += part.length;
      }
      const out = forward(mlp, train.inputs, train.count, tape);
      let energy = 0;
      for (let n = 0; n < train.count; n++) {
        const target = train.targets[n]!;
        if (kind === 'regression') {
          const residual = (out[n]! - target) / noiseSd;
          energy += 0.5 * residual * residual;
          errors[n] = residual / noiseSd;
        } else energy += classError(out, outputs, n * outputs, target, errors);
      }
      backward(mlp, train.inputs, train.count, tape, errors, gradients);
      from = 0;
      for (const slope of slopes) {
        for (let k = 0; k < slope.length; k++) {
          const theta = position[from + k]!;
          gradient[from + k] = slope[k]! + precision * theta;
          energy += 0.5 * precision * theta * theta;
        }
        from += slope.length;
      }
      return energy;
    },
  };
}

/** −ln p of the class at a row of logits, and its derivative. */
function classError(logits: Float64Array, classes: number, at: number, target: number, out: Float64Array): number {
  let largest = -Infinity;
  for (let c = 0; c < classes; c++) largest = Math.max(largest, logits[at + c]!);
  let sum = 0;
  for (let c = 0; c < classes; c++) sum += Math.exp(logits[at + c]! - largest);
  for (let c = 0; c < classes; c++) out[at + c] = Math.exp(logits[at + c]! - largest) / sum - (c === target ? 1 : 0);
  return Math.log(sum) + largest - logits[at + target]!;
}

/** A vector of parameters as a network of point weights. */
export function networkAt(problem: PosteriorProblem, position: Float64Array): Network {
  const sizes = layerSizes(problem);
  let from = 0;
  const layers = sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l]!;
    const mean = new Float64Array(inputs * outputs);
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < outputs; o++) mean[o * inputs + i] = position[from + i * outputs + o]!;
    from += mean.length;
    const bias = position.slice(from, from + outputs);
    from += outputs;
    return { inputs, outputs, pattern: null, mean, sd: null, bias };
  });
  return { layers };
}

/** Each chain from a network of its own: weights from N(0, 2 / inputs), biases 0. */
export function networkStarts(problem: PosteriorProblem, size: number, count: number, random: Random): Float64Array {
  const start = new Float64Array(count * size);
  const sizes = layerSizes(problem);
  let from = 0;
  for (let c = 0; c < count; c++)
    for (let l = 0; l + 1 < sizes.length; l++) {
      const [inputs, outputs] = [sizes[l]!, sizes[l + 1]!];
      const scale = Math.sqrt(2 / inputs);
      start.set(
        normals(random, inputs * outputs).map((one) => scale * one),
        from,
      );
      from += inputs * outputs + outputs;
    }
  return start;
}
