import type { Breathing } from '../../../math/breaths.ts';
import { createTape, forward, type Mlp, type Tape } from '../../../math/mlp.ts';
import { normals, philoxStream, type Random } from '../../../math/random.ts';
import { softmaxRows } from '../../../math/softmax-cross-entropy.ts';
import type { LayerPicture, Task } from './problem.ts';

/** A layer at an epoch, as an observer sees it. */
export interface LayerView {
  readonly epoch: number;
  /** 0 for the first hidden layer; the last is the softmax output. */
  readonly layer: number;
  readonly output: boolean;
  /** rows × width, row-major; valid until the next look. */
  readonly values: Float64Array;
  readonly rows: number;
  readonly width: number;
}

/** What an observer makes of a layer: its point in bits, and what it was made from. */
export interface Sight {
  readonly ixt: number;
  readonly ity: number;
  readonly edges?: Float64Array;
  readonly spectrum?: Float64Array;
}

/** Looks at one layer at a time, in breaths. A pure function of the view (and of its own seeded streams). */
export type Observer = (view: LayerView) => Breathing<Sight>;

/** Streams of what is drawn while looking: none of them is a stream of the training. */
const NOISE = 0x1000;
const OBSERVERS = 0x2000_0000;

/** Stream for what an observer draws at that epoch and layer. */
export const observerStream = (task: Task, epoch: number, layer: number): Random =>
  philoxStream(task.seed, OBSERVERS + 16 * epoch + layer);

/** Adds the training's noise, drawn afresh for every epoch and row set, after each hidden layer. */
export function evaluationNoise(task: Task, noise: number, epoch: number, part: number) {
  if (noise === 0) return undefined;
  const random = philoxStream(task.seed, NOISE + 4 * epoch + part);
  return (_: number, values: Float64Array, count: number) => {
    const z = normals(random, count);
    for (let k = 0; k < count; k++) values[k] = values[k]! + noise * z[k]!;
  };
}

export function gather(inputs: Float64Array, width: number, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length * width);
  rows.forEach((row, k) => {
    out.set(inputs.subarray(row * width, (row + 1) * width), k * width);
  });
  return out;
}

/**
 * The layers on the observed rows, the last one as softmax probabilities. `single`: rounded to float32, so that a
 * saturated unit is exactly ±1 and levels that only rounding tells apart are one.
 */
export function layersOf(
  network: Mlp,
  input: Float64Array,
  rows: number,
  tape: Tape,
  options: { epoch: number; single: boolean; disturb?: ReturnType<typeof evaluationNoise> },
): LayerView[] {
  const { epoch, single, disturb } = options;
  const logits = forward(network, input, rows, tape, disturb);
  const last = network.weights.length - 1;
  softmaxRows(logits, rows, network.sizes[last + 1]!, logits);
  return tape.activations.map((all, layer) => {
    const width = network.sizes[layer + 1]!;
    const values = all.subarray(0, rows * width);
    if (single) for (let k = 0; k < values.length; k++) values[k] = Math.fround(values[k]!);
    return { epoch, layer, output: layer === last, values, rows, width };
  });
}

/** Looks at a network on the rows of the plane, again and again. */
export function createLooker(task: Task, network: Mlp, noise: number): (epoch: number) => LayerView[] {
  const rows = task.observed.length;
  const input = gather(task.inputs, task.width, task.observed);
  const tape = createTape(network, rows);
  return (epoch) => {
    const disturb = evaluationNoise(task, noise, epoch, 0);
    return layersOf(network, input, rows, tape, { epoch, single: true, ...(disturb ? { disturb } : {}) });
  };
}

const CELLS = 60;

/** Histogram of a layer over its own range. */
export function pictureOf({ values }: LayerView, { edges, spectrum }: Sight): LayerPicture {
  let low = Infinity;
  let high = -Infinity;
  for (let k = 0; k < values.length; k++) {
    low = Math.min(low, values[k]!);
    high = Math.max(high, values[k]!);
  }
  const counts = new Int32Array(CELLS);
  const scale = high > low ? CELLS / (high - low) : 0;
  for (let k = 0; k < values.length; k++) {
    const cell = Math.min(CELLS - 1, Math.floor((values[k]! - low) * scale));
    counts[cell] = counts[cell]! + 1;
  }
  const none = new Float64Array(0);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  return { low, high, counts, largest, edges: edges ?? none, spectrum: spectrum ?? none };
}
