import type { Layer, Posterior } from './posterior.ts';

/** How the weights that exist lie in their matrices, all layers together. */
export interface Structure {
  /** By layer, outputs × inputs: 1 where a weight exists. */
  readonly masks: readonly Uint8Array[];
  readonly active: number;
  readonly total: number;
  /** Of weights one after another in a row of a matrix, and in a column. */
  readonly meanRun: number;
  /** Runs of each length: entry k counts those of length k + 1. */
  readonly runs: Float64Array;
  /** Patches of weights that touch above, below, left or right. */
  readonly clusters: number;
  /** Neurons without a weight from below. */
  readonly emptyNeurons: number;
  /** Σ over patches of log₂ (weights of the matrix): bits that name where each begins. */
  readonly indexBits: number;
}

const kept = new WeakMap<Posterior, Structure | null>();

/** Of the first network: by its patterns, or by the supports believed in; null where all weights are there. */
export function structureOf(posterior: Posterior): Structure | null {
  const known = kept.get(posterior);
  if (known !== undefined) return known;
  const { layers } = posterior.networks[0]!;
  // A support that is still inferred stands beside matrices in which all weights are there.
  const masks = layers.map((layer, l) => {
    const beliefs = layer.mean.length === layer.inputs * layer.outputs ? posterior.support?.layers[l] : undefined;
    return beliefs ? Uint8Array.from(beliefs.active, (one) => (one > 0.5 ? 1 : 0)) : maskOf(layer);
  });
  const found = masks.every((mask) => mask !== null) ? structure(layers, masks as Uint8Array[]) : null;
  kept.set(posterior, found);
  return found;
}

function maskOf({ pattern, inputs, outputs }: Layer): Uint8Array | null {
  if (pattern === null) return null;
  const mask = new Uint8Array(inputs * outputs);
  for (let o = 0; o < outputs; o++)
    for (let k = pattern.rowStart[o]!; k < pattern.rowStart[o + 1]!; k++) mask[o * inputs + pattern.columns[k]!] = 1;
  return mask;
}

function structure(layers: readonly Layer[], masks: readonly Uint8Array[]): Structure {
  let [active, total, clusters, emptyNeurons, indexBits] = [0, 0, 0, 0, 0];
  const longest = Math.max(...layers.map(({ inputs, outputs }) => Math.max(inputs, outputs)));
  const runs = new Float64Array(longest);
  layers.forEach(({ inputs, outputs }, l) => {
    const mask = masks[l]!;
    total += mask.length;
    active += mask.reduce((sum, one) => sum + one, 0);
    countRuns(mask, outputs, inputs, inputs, 1, runs);
    countRuns(mask, inputs, outputs, 1, inputs, runs);
    for (let o = 0; o < outputs; o++) if (!mask.subarray(o * inputs, (o + 1) * inputs).includes(1)) emptyNeurons++;
    const patches = countPatches(mask, outputs, inputs);
    clusters += patches;
    indexBits += patches * Math.log2(mask.length);
  });
  let [count, sum] = [0, 0];
  runs.forEach((number, k) => {
    count += number;
    sum += number * (k + 1);
  });
  return { masks, active, total, meanRun: sum / count, runs, clusters, emptyNeurons, indexBits };
}

/** Adds the runs of ones along lines of the matrix. */
function countRuns(
  mask: Uint8Array,
  lines: number,
  length: number,
  lineStride: number,
  stride: number,
  runs: Float64Array,
): void {
  for (let line = 0; line < lines; line++) {
    let run = 0;
    for (let k = 0; k <= length; k++) {
      if (k < length && mask[line * lineStride + k * stride] === 1) run++;
      else if (run > 0) {
        runs[run - 1]!++;
        run = 0;
      }
    }
  }
}

/** 4-connected patches of ones. */
function countPatches(mask: Uint8Array, rows: number, columns: number): number {
  const seen = new Uint8Array(mask.length);
  const open = new Int32Array(mask.length);
  let patches = 0;
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start] === 1) continue;
    patches++;
    let count = 1;
    open[0] = start;
    seen[start] = 1;
    const visit = (at: number) => {
      if (mask[at] === 0 || seen[at] === 1) return;
      seen[at] = 1;
      open[count++] = at;
    };
    while (count > 0) {
      const at = open[--count]!;
      const column = at % columns;
      if (column > 0) visit(at - 1);
      if (column < columns - 1) visit(at + 1);
      if (at >= columns) visit(at - columns);
      if (at + columns < rows * columns) visit(at + columns);
    }
  }
  return patches;
}
