import type { Snapshot } from '../../../engine/bench.ts';
import { boundLine } from './bound.ts';
import type { DriftHistory, Task, Training } from './problem.ts';

/** Names of the layers: `Layer 1 (10)`, ..., `Output (2)`. */
export function layerNames({ network }: Training): string[] {
  const widths = network.sizes.slice(1);
  return widths.map((width, l) => (l === widths.length - 1 ? `Output (${width})` : `Layer ${l + 1} (${width})`));
}

/** First epoch after the largest signal-to-noise ratio at which it is below 1; NaN before that. */
export function transitionEpoch({ epochs, snr }: DriftHistory): number {
  let peak = -1;
  snr.forEach((value, k) => {
    if (Number.isFinite(value) && (peak < 0 || value > snr[peak]!)) peak = k;
  });
  for (let k = peak + 1; peak >= 0 && k < snr.length; k++) if (snr[k]! < 1) return epochs[k]!;
  return Number.NaN;
}

/** Where every layer was at every epoch looked at, and the most it could be. */
function plane(task: Task, training: Training): Snapshot {
  const { epochs, ixt, ity } = training.history;
  const { boundX, boundY } = boundLine(task);
  return {
    epochs: Float64Array.from(epochs),
    layerNames: layerNames(training),
    ixt: Float64Array.from(ixt),
    ity: Float64Array.from(ity),
    transition: transitionEpoch(training.drift),
    boundX: Float64Array.from(boundX),
    boundY: Float64Array.from(boundY),
  };
}

/** Mean and spread of the gradients, relative to the weights, epoch by epoch. */
function drift(_: Task, training: Training): Snapshot {
  const { layers, epochs, mean, spread, snr } = training.drift;
  const ofLayer = (values: readonly number[], l: number) =>
    Float64Array.from(epochs, (_, e) => values[e * layers + l]!);
  const all = Array.from({ length: layers }, (_, l) => l);
  return {
    epochs: Float64Array.from(epochs),
    layerNames: layerNames(training),
    mean: all.map((l) => ofLayer(mean, l)),
    spread: all.map((l) => ofLayer(spread, l)),
    snr: all.map((l) => Float64Array.from(epochs, (_, e) => mean[e * layers + l]! / spread[e * layers + l]!)),
    total: Float64Array.from(snr),
    transition: transitionEpoch(training.drift),
  };
}

/** Histograms of the layers when the plane was looked at last, with the bins that were used. */
function activations(_: Task, training: Training): Snapshot {
  return {
    epoch: training.history.epochs.at(-1)!,
    layerNames: layerNames(training),
    layers: training.pictures.map(({ low, high, counts, largest, edges }) => ({
      low,
      high,
      counts: Float32Array.from(counts),
      largest,
      edges: edges.slice(),
    })),
  };
}

/** Eigenvalues of the diffusion operator of each layer; empty for observers without one. */
function spectrum(_: Task, training: Training): Snapshot {
  return {
    epoch: training.history.epochs.at(-1)!,
    layerNames: layerNames(training),
    eigenvalues: training.pictures.map((picture) => picture.spectrum.slice()),
  };
}

export const snapshots = { plane, drift, activations, spectrum };

/** What the page shows of the task itself. */
export function taskFacts(task: Task): Snapshot {
  const { boundX, boundY } = boundLine(task);
  const { kind, count, width, classes, train, test, observed, hX, hY, ixy } = task;
  return {
    kind,
    patterns: count,
    width,
    classes,
    trainRows: train.length,
    testRows: test.length,
    rows: observed.length,
    hX,
    hY,
    ixy,
    softLabels: task.rule !== null,
    boundX: Float64Array.from(boundX),
    boundY: Float64Array.from(boundY),
  };
}
