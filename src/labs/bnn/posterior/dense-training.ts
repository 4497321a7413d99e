import type { RunContext } from '../../../engine/bench.ts';
import { fillNormals } from '../../../math/fill-normals.ts';
import { inverseSoftplus } from '../../../math/softplus.ts';
import { zigguratNormals } from '../../../math/ziggurat-normals.ts';
import { layoutOf } from '../../../tensor/nn/flat-parameters.ts';
import { type Perceptron, perceptronShapes, perceptronWork } from '../../../tensor/nn/gaussian-perceptron.ts';
import { openPerceptronTraining } from '../../../tensor/nn/perceptron-training.ts';
import { batches, cosine, stepsOfEpoch, warmUp } from './batches.ts';
import { densePosterior, numbersHeld } from './dense-posterior.ts';
import { openRows } from './dense-rows.ts';
import { denseStepCost, type Posterior, type Topology } from './posterior.ts';
import type { PosteriorProblem } from './problem.ts';

export interface DenseValues {
  readonly updates: number;
  readonly rate: number;
  /** Of point weights. */
  readonly decay: number;
  /** Gaussian weights: weight of the KL term, standard deviation of the prior, and of the first weights. */
  readonly beta: number;
  readonly priorSd: number;
  readonly sigma0: number;
}

/** A network on the device with its optimiser: what the loops of the dense methods are written in. */
export interface DenseTraining {
  /** One step of Adam on the next batch. */
  descend(): void;
  /** What holds after the last step; `topology` for a network that was pruned. */
  posterior(topology?: Topology | null): Posterior;
  /** Parameters at home, in the order of `perceptronShapes`. */
  parameters(): Promise<Float32Array>;
  /** Sets weights, with their running moments, to 0 for ever; by layer 1 keeps and 0 removes. */
  mask(masks: readonly Uint8Array[]): Promise<void>;
  dispose(): void;
}

/** Opens a network; `dispose` belongs in the `finally` of the generator that called. */
export function openDense(
  problem: PosteriorProblem,
  perceptron: Perceptron,
  values: DenseValues,
  run: RunContext,
): DenseTraining {
  const shapes = perceptronShapes(perceptron);
  const layout = layoutOf(shapes);
  const rows = Math.min(problem.batch, problem.train.count);
  const first = firstParameters(perceptron, values.sigma0, run);
  const training = openPerceptronTraining(perceptron, first, rows, run.noise);
  const take = openRows(problem, training.x, training.truth);
  const order = batches(problem, run.noise);
  const normals = zigguratNormals(run.noise);
  const work = perceptronWork(perceptron, rows);
  const dense = denseStepCost(perceptron.sizes, rows);
  const held = numbersHeld(perceptron);

  let kept: readonly Uint8Array[] | null = null;
  let step = 0;
  let multiplyAdds = 0;
  let beta = 0;

  const draw = (): void => {
    for (const [k, numbers] of training.noise.entries()) {
      // Flipout's second and third arrays of a layer are signs.
      if (perceptron.estimator === 'flipout' && k % 3 > 0) fillSigns(run.noise, numbers);
      else normals(numbers);
    }
  };

  return {
    descend() {
      beta = values.beta * warmUp(step, values.updates, stepsOfEpoch(problem));
      const penalty = { weight: beta / problem.train.count, priorSd: values.priorSd, decay: values.decay };
      const rate = values.rate * cosine(step, values.updates);
      step++;
      take(order.next().value);
      draw();
      training.descend(penalty, rate, step);
      multiplyAdds += work;
      run.count('multiply-add', work);
    },
    posterior: (topology = null) =>
      densePosterior({
        perceptron,
        step,
        topology,
        masks: kept,
        train: problem.train.count,
        beta,
        priorSd: values.priorSd,
        decay: values.decay,
        cost: { multiplyAdds, denseMultiplyAdds: step * dense, formula: null, held },
        bring: async () => ({ parameters: await training.parameters(), seen: await training.seen() }),
      }),
    parameters: training.parameters,
    async mask(next) {
      const all = await training.moments();
      const perLayer = shapes.length / next.length;
      let from = 0;
      shapes.forEach((shape, place) => {
        const length = shape.reduce((p, q) => p * q, 1);
        const l = Math.floor(place / perLayer);
        // ρ keeps its number: σ is 0 by the mask.
        const matrix = place % perLayer === 0;
        for (let k = 0; k < length && shape.length === 2; k++) {
          if (next[l]![k] === 1) continue;
          if (matrix) all[from + k] = 0;
          all[layout.size + from + k] = 0;
          all[2 * layout.size + from + k] = 0;
        }
        from += length;
      });
      training.restart(all, next);
      kept = next;
    },
    dispose: training.dispose,
  };
}

/** Means from N(0, 2 / inputs), ρ of σ₀, biases 0. */
function firstParameters(perceptron: Perceptron, sigma0: number, { random }: RunContext): Float32Array {
  const shapes = perceptronShapes(perceptron);
  const first = new Float32Array(layoutOf(shapes).size);
  const rho = inverseSoftplus(sigma0);
  const perLayer = shapes.length / (perceptron.sizes.length - 1);
  let from = 0;
  shapes.forEach((shape, place) => {
    const length = shape.reduce((p, q) => p * q, 1);
    const block = first.subarray(from, from + length);
    if (place % perLayer === 0) {
      fillNormals(random, block);
      const scale = Math.sqrt(2 / shape[1]!);
      for (let k = 0; k < length; k++) block[k] = block[k]! * scale;
    } else if (shape.length === 2) block.fill(rho);
    from += length;
  });
  return first;
}

/** −1 or 1, 32 of them from each draw. */
function fillSigns(random: () => number, out: Float32Array): void {
  for (let k = 0; k < out.length; ) {
    let bits = Math.floor(random() * 2 ** 32) | 0;
    for (let b = 0; b < 32 && k < out.length; b++, bits >>>= 1) out[k++] = bits & 1 ? 1 : -1;
  }
}
