import { backward, createGradients, createMlp, createTape, forward, parametersOf } from '../../../../math/mlp.ts';
import { createOptimiser } from '../../../../math/optimisers.ts';
import { softmaxCrossEntropy } from '../../../../math/softmax-cross-entropy.ts';
import { integer, number } from '../../../../params/descriptor.ts';
import { denseParams } from '../dense-learner.ts';
import { followTasks } from '../follow-tasks.ts';
import { method } from '../problem.ts';
import { createPrototypes, fitPrototypes, prototypeBackward, prototypeLogits } from '../prototypes.ts';
import { recallPrototypes } from '../recall-prototypes.ts';
import { createReplayMemory } from '../replay-memory.ts';

/** α of every class before it was seen: where the paper's starts, which learns it. */
const ALPHA = Math.exp(0.78);

/**
 * Prototypical Bayesian continual learning (ProtoCL): an encoder is learned, and each class is a Gaussian about a
 * prototype whose posterior is known exactly, whatever the order of the data.
 *
 * Source   Kessler, Cobb, Rudner, Zohren & Roberts 2023, Entropy 25:884, section 6.
 * Solves   min −log predictive of one half of a batch given prototypes from the other, over the encoder, by Adam.
 * Cost     three multiply-adds a weight and example; a batch is half new and half remembered.
 * Rate     that of Adam.
 * Needs    a few examples of every class, for ever: the encoder moves, and they say where its classes went.
 * Fails    where the memory is too small to hold the encoder: with none, all earlier prototypes are the prior's.
 * Departs  by a fixed α = e^0.78, three layers of 64, 64 and 16 and no dropout; memory is the first of each class.
 */
export const prototypicalBayes = method({
  label: 'Prototypes (ProtoCL)',
  source: 'Kessler et al. 2023, arXiv 2301.01828',
  precision: 'float64',
  params: {
    ...denseParams,
    embedding: integer({ label: 'Size of an embedding', symbol: 'D', min: 2, max: 64, default: 16, scale: 'log' }),
    memory: integer({ label: 'Remembered of each class', min: 0, max: 50, default: 10 }),
    prototypeVariance: number({
      label: 'Variance of a prototype',
      symbol: 'v₀',
      min: 0.01,
      max: 100,
      default: 1,
      scale: 'log',
    }),
    scatter: number({
      label: 'Variance about a prototype',
      symbol: 'ς',
      min: 0.01,
      max: 100,
      default: 1,
      scale: 'log',
    }),
  },
  *solve(stream, given, run) {
    const { epochs, width, batch, embedding, memory: most, prototypeVariance: priorVariance, scatter: noise } = given;
    const { classes, tasks } = stream;
    const net = createMlp([stream.width, width, width, embedding], 'relu', run.random);
    const tape = createTape(net, 2 * batch);
    const gradients = createGradients(net);
    const [slopes, optimiser] = [parametersOf(gradients), createOptimiser('adam', parametersOf(net))];
    const memory = createReplayMemory(stream, most, batch, run);
    const cost = 3 * net.weights.reduce((sum, w) => sum + w.length, 0);
    const half = createPrototypes(classes, embedding, priorVariance, noise);
    const logits = new Float64Array(2 * batch * classes);
    const delta = new Float64Array(2 * batch * classes);
    const ofRows = new Float64Array(2 * batch * embedding);
    /** Training examples of every class that have come, those of the present task included. */
    const seen = new Float64Array(classes);
    const learn = (input: Float64Array, labels: Int32Array, rows: number) => {
      const first = rows >> 1;
      const z = forward(net, input, rows, tape);
      const queries = z.subarray(first * embedding);
      fitPrototypes(half, z, labels, first, ALPHA);
      prototypeLogits(half, queries, rows - first, seen, logits);
      softmaxCrossEntropy(logits, rows - first, classes, labels.subarray(first), delta);
      prototypeBackward(half, queries, delta, rows - first, labels, first, ofRows.subarray(first * embedding), ofRows);
      backward(net, input, rows, tape, ofRows, gradients);
      optimiser.step(slopes, given.rate);
    };
    let shown: ReturnType<typeof recallPrototypes> | null = null;
    const followed = followTasks(stream, epochs, {
      *epoch(task) {
        seen.fill(0);
        for (const { train } of tasks.slice(0, task + 1))
          for (const label of train.labels) seen[label] = seen[label]! + 1;
        yield* memory.pass(task, cost, learn);
      },
      predictor() {
        const { inputs, labels } = memory;
        shown = recallPrototypes(net, { inputs, labels, seen, alpha: ALPHA, priorVariance, noise });
        return shown.predictor;
      },
    });
    for (const learned of followed) yield learned && { ...learned, prototypes: shown!.prototypes };
  },
});
