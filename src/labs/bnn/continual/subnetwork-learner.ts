import type { RunContext } from '../../../engine/bench.ts';
import { erkDensities } from '../../../math/erk-densities.ts';
import { backward, createGradients, createTape, forward, type Mlp, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { exchangeRate, keptAt, pruneAndGrow, randomMask } from '../../../math/prune-and-grow.ts';
import { normals } from '../../../math/random.ts';
import { softmaxCrossEntropy, softmaxRows } from '../../../math/softmax-cross-entropy.ts';
import { createNetwork } from './dense-learner.ts';
import type { TaskLearner } from './follow-tasks.ts';
import type { Predictor, Subnetworks, TaskStream } from './problem.ts';
import { createTaskBatches } from './task-batches.ts';

export interface SubnetworkValues {
  readonly epochs: number;
  readonly width: number;
  readonly rate: number;
  readonly batch: number;
  readonly density: number;
  readonly spread: 'erk' | 'uniform';
  readonly growth: 'gradient' | 'random' | 'unused';
  readonly interval: number;
  readonly exchanged: number;
  readonly freeze: boolean;
}

const ROWS = 128;

/** A learner with one sparse subnetwork a task: weights that an earlier task's mask holds are frozen, and may be used again. */
export function createSubnetworks(
  stream: TaskStream,
  values: SubnetworkValues,
  run: RunContext,
): TaskLearner & { subnetworks(): Subnetworks } {
  const { batch, epochs } = values;
  const net = createNetwork(stream, values.width, run.random);
  const shapes = net.weights.map((_, l) => [net.sizes[l]!, net.sizes[l + 1]!]);
  const densities = values.spread === 'erk' ? erkDensities(shapes, values.density) : shapes.map(() => values.density);
  const used = net.weights.map((W) => new Uint8Array(W.length));
  const stored: Uint8Array[][] = [];
  const tape = createTape(net, batch);
  const gradients = createGradients(net);
  const delta = new Float64Array(batch * stream.classes);
  const pass = createTaskBatches(stream.width, batch, run);
  let masks: Uint8Array[] = [];
  let optimiser = createOptimiser('adam', parametersOf(net));
  let current = -1;
  let [step, steps] = [0, 0];

  const frozen = (l: number): Uint8Array | null => (values.freeze ? used[l]! : null);

  /** A new random mask of every layer; free weights under it are drawn anew, free weights outside it are 0. */
  const begin = (task: number): void => {
    current = task;
    step = 0;
    steps = epochs * Math.ceil(stream.tasks[task]!.train.count / batch);
    masks = net.weights.map((W, l) => randomMask(W.length, keptAt(densities[l]!, W.length), run.random));
    net.weights.forEach((W, l) => {
      const scale = Math.sqrt(2 / (densities[l]! * net.sizes[l]!));
      const fresh = normals(run.random, W.length);
      const held = frozen(l);
      for (let i = 0; i < W.length; i++) {
        if (held?.[i] === 1) continue;
        if (values.freeze || task === 0) W[i] = masks[l]![i] === 1 ? scale * fresh[i]! : 0;
        else if (masks[l]![i] === 1 && W[i] === 0) W[i] = scale * fresh[i]!;
      }
    });
    optimiser = createOptimiser('adam', parametersOf(net));
  };

  const effective = (with_: readonly Uint8Array[]): Mlp => ({
    ...net,
    weights: net.weights.map((W, l) => W.map((value, i) => value * with_[l]![i]!)),
  });

  const exchange = (): void => {
    const rate = exchangeRate(step / steps, values.exchanged);
    net.weights.forEach((W, l) => {
      const [mask, held] = [masks[l]!, frozen(l)];
      const slope = gradients.weights[l]!;
      const chance = values.growth === 'gradient' ? null : Float64Array.from(W, run.noise);
      const growth = (i: number) =>
        chance === null ? Math.abs(slope[i]!) : chance[i]! + (values.growth === 'unused' && used[l]![i] === 0 ? 1 : 0);
      const active = mask.reduce((sum, one) => sum + one, 0);
      const kept = W.slice();
      pruneAndGrow(W, mask, (i) => Math.abs(W[i]!), growth, Math.ceil(rate * active), held);
      // What an earlier task uses keeps its value, in the present mask or not.
      for (let i = 0; i < W.length; i++) if (used[l]![i] === 1) W[i] = kept[i]!;
    });
  };

  const learn = (input: Float64Array, labels: Int32Array, rows: number): void => {
    const sparse = effective(masks);
    const { classes } = stream.tasks[current]!;
    const logits = forward(sparse, input, rows, tape);
    taskLoss(logits, rows, stream.classes, classes, labels, delta);
    backward(sparse, input, rows, tape, delta, gradients);
    step++;
    if (step % values.interval === 0 && step < steps) {
      exchange();
      return;
    }
    gradients.weights.forEach((slope, l) => {
      const [mask, held] = [masks[l]!, frozen(l)];
      for (let i = 0; i < slope.length; i++) if (mask[i] === 0 || held?.[i] === 1) slope[i] = 0;
    });
    // Without biases nothing that tasks share can move.
    for (const slope of gradients.biases) slope.fill(0);
    const before = net.weights.map((W) => W.slice());
    optimiser.step(parametersOf(gradients), values.rate);
    net.weights.forEach((W, l) => {
      const [mask, held, old] = [masks[l]!, frozen(l), before[l]!];
      // Moments of what was exchanged must not move what is not in the mask, nor what is frozen.
      for (let i = 0; i < W.length; i++) if (mask[i] === 0 || held?.[i] === 1) W[i] = old[i]!;
    });
  };

  return {
    *epoch(task) {
      if (task !== current) begin(task);
      const cost = 3 * masks.reduce((sum, mask) => sum + mask.reduce((a, b) => a + b, 0), 0);
      yield* pass(stream.tasks[task]!.train, cost, learn);
    },
    predictor: () =>
      subnetworkPredictor(
        stream,
        net,
        [...stored, masks].map((all) => all.map((mask) => mask.slice())),
      ),
    *finish(task) {
      stored[task] = masks.map((mask) => mask.slice());
      masks.forEach((mask, l) => {
        for (let i = 0; i < mask.length; i++) if (mask[i] === 1) used[l]![i] = 1;
      });
      yield undefined;
    },
    subnetworks: () => ({
      masks: [...stored, ...(stored.length <= current ? [masks] : [])].map((all) => all.map((mask) => mask.slice())),
    }),
  };
}

/** Cross-entropy over the columns of a task alone; the gradient of the others is 0. */
function taskLoss(
  logits: Float64Array,
  rows: number,
  all: number,
  classes: readonly number[],
  labels: Int32Array,
  delta: Float64Array,
): void {
  const own = classes.length;
  const part = new Float64Array(rows * own);
  const slope = new Float64Array(rows * own);
  const places = Int32Array.from({ length: rows }, (_, r) => classes.indexOf(labels[r]!));
  for (let r = 0; r < rows; r++) for (let c = 0; c < own; c++) part[r * own + c] = logits[r * all + classes[c]!]!;
  softmaxCrossEntropy(part, rows, own, places, slope);
  delta.fill(0);
  for (let r = 0; r < rows; r++) for (let c = 0; c < own; c++) delta[r * all + classes[c]!] = slope[r * own + c]!;
}

/** Predicts with the mask and the columns of the task an input is said to belong to; of a task not seen yet, with the present mask. */
function subnetworkPredictor(stream: TaskStream, net: Mlp, masks: readonly (readonly Uint8Array[])[]): Predictor {
  const networks = masks.map((layers) => ({
    ...net,
    weights: net.weights.map((W, l) => W.map((value, i) => value * layers[l]![i]!)),
    biases: net.biases.map((b) => b.slice()),
  }));
  return {
    predict(given, count, task, out) {
      const network = networks[Math.min(task, networks.length - 1)]!;
      const { classes } = stream.tasks[task]!;
      const tape = createTape(network, ROWS);
      const part = new Float64Array(ROWS * classes.length);
      out.fill(0, 0, count * stream.classes);
      for (let from = 0; from < count; from += ROWS) {
        const rows = Math.min(ROWS, count - from);
        const logits = forward(network, given.subarray(from * stream.width, (from + rows) * stream.width), rows, tape);
        for (let r = 0; r < rows; r++)
          classes.forEach((c, k) => {
            part[r * classes.length + k] = logits[r * stream.classes + c]!;
          });
        softmaxRows(part, rows, classes.length, part);
        for (let r = 0; r < rows; r++)
          classes.forEach((c, k) => {
            out[(from + r) * stream.classes + c] = part[r * classes.length + k]!;
          });
      }
    },
  };
}
