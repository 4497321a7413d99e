import { fillNormals } from '../../../../math/fill-normals.ts';
import { createOptimiser } from '../../../../math/optimisers.ts';
import { mulberry32 } from '../../../../math/random.ts';
import { softmaxCrossEntropy, softmaxRows } from '../../../../math/softmax-cross-entropy.ts';
import { number } from '../../../../params/descriptor.ts';
import { denseParams } from '../dense-learner.ts';
import { followTasks } from '../follow-tasks.ts';
import {
  backwardGaussian,
  createGaussianNetwork,
  createGaussianTape,
  forwardGaussian,
  type GaussianNetwork,
} from '../gaussian-network.ts';
import { method, type Predictor } from '../problem.ts';
import { createTaskBatches } from '../task-batches.ts';

/** Samples of the weights that a prediction is averaged over. */
const SAMPLES = 5;
const ROWS = 128;
const FIRST_PRIOR = 1;

/**
 * Variational continual learning: a Gaussian for every weight, and yesterday's posterior as today's prior.
 *
 * Source   Nguyen, Li, Bui & Turner 2018, arXiv 1710.10628, equation 4, without coresets.
 * Solves   min E_q[−log p(D_t|θ)] + KL(q_t ‖ q_{t−1}) over means and standard deviations, by Adam; q_0 = N(0, 1).
 * Cost     six multiply-adds a weight and example.
 * Rate     that of Adam.
 * Needs    to know where a task ends.
 * Fails    slowly: what the Gaussian family leaves out at each task adds up, and with it forgetting.
 * Departs  by local reparameterisation in place of sampled weights, and by one start from random means instead of a
 *          maximum-likelihood solution.
 */
export const variationalContinual = method({
  label: 'Variational (VCL)',
  source: 'Nguyen et al. 2018, arXiv 1710.10628',
  precision: 'float64',
  params: {
    ...denseParams,
    deviation: number({
      label: 'Standard deviation at the start',
      symbol: 'σ₀',
      min: 1e-3,
      max: 0.5,
      default: 0.05,
      scale: 'log',
    }),
  },
  solve(stream, given, run) {
    const { epochs, width, batch, deviation } = given;
    const { classes } = stream;
    const net = createGaussianNetwork([stream.width, width, width, classes], deviation, run.random);
    const { mean, logDeviation } = net;
    const tape = createGaussianTape(net, batch);
    const like = () => mean.map((layer) => new Float64Array(layer.length));
    const [ofMean, ofDeviation, priorMean, priorDeviation] = [like(), like(), like(), like()];
    for (const layer of priorDeviation) layer.fill(Math.log(FIRST_PRIOR));
    const optimiser = createOptimiser('adam', [...mean, ...logDeviation]);
    const slopes = [...ofMean, ...ofDeviation];
    const delta = new Float64Array(batch * classes);
    const pass = createTaskBatches(stream.width, batch, run);
    const cost = 6 * mean.reduce((sum, layer) => sum + layer.length, 0);
    let share = 0;
    const learn = (input: Float64Array, labels: Int32Array, rows: number) => {
      for (const noise of tape.noise) fillNormals(run.noise, noise);
      softmaxCrossEntropy(forwardGaussian(net, input, rows, tape), rows, classes, labels, delta);
      backwardGaussian(net, rows, tape, delta, ofMean, ofDeviation);
      mean.forEach((mu, l) => {
        const [rho, mu0, rho0] = [logDeviation[l]!, priorMean[l]!, priorDeviation[l]!];
        const [gradient, slope] = [ofMean[l]!, ofDeviation[l]!];
        for (let k = 0; k < mu.length; k++) {
          const precision = Math.exp(-2 * rho0[k]!);
          gradient[k] = gradient[k]! + share * (mu[k]! - mu0[k]!) * precision;
          slope[k] = slope[k]! + share * (Math.exp(2 * rho[k]!) * precision - 1);
        }
      });
      optimiser.step(slopes, given.rate);
    };
    return followTasks(stream, epochs, {
      *epoch(task) {
        const { train } = stream.tasks[task]!;
        share = 1 / train.count;
        yield* pass(train, cost, learn);
      },
      predictor: () => samplePredictor(net),
      *finish() {
        mean.forEach((mu, l) => {
          priorMean[l]!.set(mu);
          priorDeviation[l]!.set(logDeviation[l]!);
        });
      },
    });
  },
});

/** Mean of the softmax over samples of the network as it is now; always the same samples. */
function samplePredictor({ sizes, mean, logDeviation }: GaussianNetwork): Predictor {
  const copy = (layers: readonly Float64Array[]) => layers.map((layer) => layer.slice());
  const frozen = { sizes, mean: copy(mean), logDeviation: copy(logDeviation) };
  const [inputs, classes] = [sizes[0]!, sizes.at(-1)!];
  return {
    predict(given, count, _, out) {
      const random = mulberry32(1);
      const tape = createGaussianTape(frozen, ROWS);
      const p = new Float64Array(ROWS * classes);
      out.fill(0);
      for (let from = 0; from < count; from += ROWS) {
        const rows = Math.min(ROWS, count - from);
        for (let s = 0; s < SAMPLES; s++) {
          for (const noise of tape.noise) fillNormals(random, noise);
          const logits = forwardGaussian(frozen, given.subarray(from * inputs, (from + rows) * inputs), rows, tape);
          softmaxRows(logits, rows, classes, p);
          for (let k = 0; k < rows * classes; k++) out[from * classes + k] = out[from * classes + k]! + p[k]! / SAMPLES;
        }
      }
    },
  };
}
