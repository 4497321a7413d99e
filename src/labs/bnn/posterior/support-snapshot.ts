import { sigmoid } from '../../../math/support-chain.ts';
import type { Posterior } from './posterior.ts';
import { structureOf } from './support-structure.ts';

/** Bars of the histogram of ⟨ρ⟩, by its decimal logarithm. */
const BINS = 36;
const FROM = -1;
const TO = 5;
/** Runs of this length and longer share the last place. */
export const LONGEST_RUN = 20;

/** The matrix with most weights, and the runs of all. */
export interface SupportSnapshot {
  /** Number of the layer, from 1. */
  readonly layer: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Chance of each weight to be there; 0 or 1 once it is settled. */
  readonly active: Float64Array;
  /** Chance by the weight's own precision, and by the other weights; null for methods without beliefs. */
  readonly evidence: Float64Array | null;
  readonly message: Float64Array | null;
  /** Middles of the bars, log₁₀ ⟨ρ⟩, and weights in them over all layers: of those that are there, and of the others. */
  readonly middles: Float64Array;
  readonly kept: Float64Array | null;
  readonly gone: Float64Array | null;
  /** Share of the runs of length 1, 2, …; the last is of all longer ones. */
  readonly runs: Float64Array;
  readonly meanRun: number;
  readonly clusters: number;
  readonly activeCount: number;
  readonly total: number;
}

export function supportSnapshot(posterior: Posterior): SupportSnapshot | null {
  const structure = structureOf(posterior);
  if (structure === null) return null;
  const { masks, runs, meanRun, clusters, active: activeCount, total } = structure;
  const { layers } = posterior.networks[0]!;
  const l = masks.reduce((most, mask, k) => (mask.length > masks[most]!.length ? k : most), 0);
  const { inputs, outputs, mean } = layers[l]!;
  const beliefs = posterior.support?.layers[l];
  const open = beliefs !== undefined && mean.length === inputs * outputs;
  const whole = runs.reduce((sum, one) => sum + one, 0);
  return {
    layer: l + 1,
    inputs,
    outputs,
    active: open ? beliefs.active.slice() : Float64Array.from(masks[l]!),
    evidence: beliefs ? beliefs.evidence.map(sigmoid) : null,
    message: beliefs ? beliefs.message.map(sigmoid) : null,
    ...histogram(posterior, masks),
    runs: Float64Array.from(
      { length: LONGEST_RUN },
      (_, k) => (k < LONGEST_RUN - 1 ? (runs[k] ?? 0) : runs.subarray(k).reduce((sum, one) => sum + one, 0)) / whole,
    ),
    meanRun,
    clusters,
    activeCount,
    total,
  };
}

function histogram({ support }: Posterior, masks: readonly Uint8Array[]) {
  const middles = Float64Array.from({ length: BINS }, (_, k) => FROM + ((TO - FROM) * (k + 0.5)) / BINS);
  if (!support) return { middles, kept: null, gone: null };
  const [kept, gone] = [new Float64Array(BINS), new Float64Array(BINS)];
  support.layers.forEach(({ precision }, l) => {
    precision.forEach((rho, k) => {
      const bin = Math.floor(((Math.log10(rho) - FROM) / (TO - FROM)) * BINS);
      (masks[l]![k] === 1 ? kept : gone)[Math.min(BINS - 1, Math.max(0, bin))]!++;
    });
  });
  return { middles, kept, gone };
}
