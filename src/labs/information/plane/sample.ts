import { ProblemError } from '../../../engine/bench.ts';
import { subset } from '../../../math/diffusion-spectrum.ts';
import { normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { type LayerView, observerStream } from './look.ts';
import type { Task } from './problem.ts';

/** Rows that observers of pairs look at. */
export const rowsParam = integer({
  label: 'Rows observed',
  help: 'a fixed random subset of the plane, for the cost grows with its square',
  min: 64,
  max: 1024,
  scale: 'log',
  default: 512,
});
export const neighbours = integer({ label: 'Neighbours', symbol: 'k', min: 1, max: 20, default: 5 });
export const observerNoise = number({
  label: 'Observer’s noise',
  help: 'standard deviation of the Gaussian noise the observer adds to a layer that has none, so that I(X;T) is finite',
  min: 1e-3,
  max: 0.5,
  scale: 'log',
  default: 0.05,
});
export const codeDimension = integer({
  label: 'Code dimension',
  help: 'principal components kept of X and of each layer',
  min: 1,
  max: 4,
  default: 2,
});
export const variance = number({
  label: 'Kernel variance',
  symbol: 'σ²',
  help: 'variance of the noise that the kernels stand for',
  min: 1e-5,
  max: 1e-1,
  scale: 'log',
  default: 1e-3,
});

/** A fixed random subset of the rows of the plane. */
export interface Sample {
  readonly size: number;
  /** Places among the rows of the plane, increasing. */
  readonly places: Int32Array;
  readonly labels: Int32Array;
  /** Patterns of the sample, size × width. */
  readonly inputs: () => Float64Array;
  /** Values of a layer there, size × width. */
  readonly values: (view: LayerView) => Float64Array;
}

/** No epoch has this number: the choice of rows is one for the whole run. */
const CHOICE = -1;

/** Throws a ProblemError when the subset has one class only. */
export function sampleOf(task: Task, rows: number): Sample {
  const size = Math.min(rows, task.observed.length);
  const places = subset(observerStream(task, CHOICE, 0), task.observed.length, size);
  const labels = Int32Array.from(places, (place) => task.labels[task.observed[place]!]!);
  if (labels.every((label) => label === labels[0]))
    throw new ProblemError(
      `All ${size} rows observed are of class ${labels[0]}; at least one of another class is needed.`,
    );
  const take = (from: Float64Array, width: number, rowOf: (place: number) => number) => {
    const out = new Float64Array(size * width);
    for (let k = 0; k < size; k++) {
      const row = rowOf(places[k]!);
      for (let c = 0; c < width; c++) out[k * width + c] = from[row * width + c]!;
    }
    return out;
  };
  return {
    size,
    places,
    labels,
    inputs: () => take(task.inputs, task.width, (place) => task.observed[place]!),
    values: (view) => take(view.values, view.width, (place) => place),
  };
}

/** Refuses a class with no more rows than neighbours (classes without rows do not count). */
export function checkNeighbours({ labels }: Sample, classes: number, k: number): void {
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label] = counts[label]! + 1;
  counts.forEach((count, label) => {
    if (count > 0 && count <= k)
      throw new ProblemError(
        `Class ${label} has ${count} of the rows observed, and ${k} neighbours need at least ${k + 1} rows of each class.`,
      );
  });
}

/** The sample of a layer with Gaussian noise added, drawn afresh for every epoch and layer. */
export function noisySample(task: Task, sample: Sample, view: LayerView, deviation: number): Float64Array {
  const values = sample.values(view);
  const z = normals(observerStream(task, view.epoch, view.layer), values.length);
  for (let k = 0; k < values.length; k++) values[k] = values[k]! + deviation * z[k]!;
  return values;
}
