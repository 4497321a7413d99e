import { formatNumber } from '../../../../charts/format.ts';
import type { InformationPlaneData, LayerPath } from '../../../../charts/information-plane.ts';
import type { Picture } from '../../../../ui/bench-views.ts';

/** What `snapshots.plane` sends: entry e · layers + l is layer l at epochs[e]. */
export interface PlaneSnapshot {
  readonly epochs: Float64Array;
  readonly layerNames: readonly string[];
  readonly ixt: Float64Array;
  readonly ity: Float64Array;
  readonly transition: number;
  readonly boundX: Float64Array;
  readonly boundY: Float64Array;
}

/** One array a layer, one entry an epoch. */
export interface DriftSnapshot {
  readonly epochs: Float64Array;
  readonly layerNames: readonly string[];
  readonly mean: readonly Float64Array[];
  readonly spread: readonly Float64Array[];
  readonly snr: readonly Float64Array[];
  readonly total: Float64Array;
  readonly transition: number;
}

export interface ActivationsSnapshot {
  readonly epoch: number;
  readonly layerNames: readonly string[];
  readonly layers: readonly {
    readonly low: number;
    readonly high: number;
    readonly counts: Float32Array;
    readonly largest: number;
    readonly edges: Float64Array;
  }[];
}

export interface SpectrumSnapshot {
  readonly epoch: number;
  readonly layerNames: readonly string[];
  readonly eigenvalues: readonly Float64Array[];
}

export const planeOf = (picture: Picture | null): PlaneSnapshot | undefined =>
  picture?.snapshots.plane as PlaneSnapshot | undefined;

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
/** The layer's symbol: *T*₁, …, *Ŷ* for the output. */
export const symbolOf = (layer: number, layers: number): string =>
  layer === layers - 1 ? '*Ŷ*' : `*T*${SUBSCRIPTS[layer + 1]}`;
export const wordOf = (layer: number, layers: number): string =>
  layer === layers - 1 ? 'output' : `layer ${layer + 1}`;

/** Values of one layer over the epochs. */
export const alongEpochs = (values: Float64Array, layer: number, layers: number): Float64Array =>
  Float64Array.from({ length: Math.floor(values.length / layers) }, (_, e) => values[e * layers + layer]!);

export function pathsOf({ ixt, ity, layerNames }: PlaneSnapshot): LayerPath[] {
  const layers = layerNames.length;
  return layerNames.map((_, l) => ({
    name: symbolOf(l, layers),
    says: wordOf(l, layers),
    shape: l + 1,
    x: alongEpochs(ixt, l, layers),
    y: alongEpochs(ity, l, layers),
  }));
}

/** Observers whose numbers are not mutual informations: the bound and the limits say nothing about them. */
export const hasOwnUnits = (method: string): boolean => method === 'cauchySchwarz' || method === 'diffusionSpectral';

const AXES: Readonly<Record<string, InformationPlaneData['axes']>> = {
  cauchySchwarz: { x: 'CS-QMI(*X*;*T*), bits of its own', y: 'CS-QMI(*T*;*Y*), bits of its own' },
  diffusionSpectral: { x: 'DSE(*T*), bits of its own', y: 'DSMI(*T*;*Y*), bits of its own' },
};

export function planeData(
  plane: PlaneSnapshot | undefined,
  facts: Readonly<Record<string, unknown>>,
  method: string,
): Omit<InformationPlaneData, 'onEpoch'> {
  const ownUnits = hasOwnUnits(method);
  const bounded = plane && !ownUnits && plane.boundX.length > 1;
  return {
    paths: plane ? pathsOf(plane) : [],
    epochs: plane?.epochs ?? [],
    at: null,
    ghosts: [],
    bound: bounded ? { x: plane.boundX, y: plane.boundY } : null,
    limits: ownUnits ? { hX: Number.NaN, hY: Number.NaN } : { hX: facts.hX as number, hY: facts.ixy as number },
    axes: AXES[method] ?? { x: '*I*(*X*;*T*), bits kept about the input', y: '*I*(*T*;*Y*), bits about the label' },
    empty: 'Press Run, or Space.',
  };
}

/** What a layer did so far, in a sentence: how much it gave up about X since its peak, and what it keeps about Y. */
export function readingOf(plane: PlaneSnapshot): { head: string; text: string } {
  const layers = plane.layerNames.length;
  const drops = plane.layerNames.map((_, l) => {
    const x = alongEpochs(plane.ixt, l, layers);
    return x.reduce((most, value) => Math.max(most, value), 0) - x.at(-1)!;
  });
  const last = layers - 2;
  const deepest = last >= 0 ? last : 0;
  const bits = (value: number) => formatNumber(Number(value.toFixed(2)));
  const peak = alongEpochs(plane.ixt, deepest, layers).reduce((most, value) => Math.max(most, value), 0);
  const about = plane.ity.at(-layers + deepest)!;
  const kept = `Layer ${deepest + 1} gave up ${bits(drops[deepest]!)} of ${bits(peak)} bits about the input and keeps ${bits(about)} about the label.`;
  const rest = drops.slice(0, deepest).every((drop) => drop < 0.1);
  const others =
    deepest > 0
      ? rest
        ? ' The layers before it gave up nothing.'
        : ` The first layer gave up ${bits(drops[0]!)}.`
      : '';
  const head = drops[deepest]! >= 0.5 ? 'Up, then left.' : 'Up.';
  return { head, text: `${kept}${others}` };
}

/** For those who do not see the picture: where the layers are now. */
export function summaryOf(plane: PlaneSnapshot | undefined, facts: Readonly<Record<string, unknown>>): string {
  if (!plane || plane.epochs.length === 0)
    return 'Where each layer is in the information plane, once something has run.';
  const layers = plane.layerNames.length;
  const ends = plane.layerNames.map((_, l) => {
    const at = plane.ixt.length - layers + l;
    return `${wordOf(l, layers)} at ${formatNumber(plane.ixt[at]!, 3)} and ${formatNumber(plane.ity[at]!, 3)}`;
  });
  return `After ${formatNumber(plane.epochs.at(-1)!)} epochs, in bits about the input (of ${formatNumber(facts.hX as number, 3)}) and the label: ${ends.join('; ')}.`;
}

export function tableOf(plane: PlaneSnapshot | undefined): { head: string[]; rows: string[][] } {
  const layers = plane?.layerNames.length ?? 0;
  return {
    head: ['Epoch', 'Layer', 'I(X;T), bits', 'I(T;Y), bits'],
    rows: plane
      ? Array.from(plane.ixt, (bits, k) => [
          formatNumber(plane.epochs[Math.floor(k / layers)]!),
          plane.layerNames[k % layers]!,
          formatNumber(bits),
          formatNumber(plane.ity[k]!),
        ])
      : [],
  };
}
