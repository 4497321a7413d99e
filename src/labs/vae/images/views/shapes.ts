import type { RasterImage } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';

/** The bench's snapshots and answers, as the page receives them. */
export interface LatentSnapshot {
  readonly codes: Float32Array;
  readonly sds: Float32Array;
  readonly labels: Uint8Array | null;
  readonly count: number;
  readonly latent: number;
  /** Axes, the one with the largest KL first. */
  readonly order: readonly number[];
  /** Mean code, and two unit directions of largest variance, one after the other. */
  readonly mean: Float64Array;
  readonly directions: Float64Array;
  readonly priorSds: Float64Array;
}

export interface AxesSnapshot {
  /** By axis; null without a posterior. */
  readonly kl: Float64Array | null;
  readonly active: readonly boolean[] | null;
  readonly priorVariance: Float64Array;
  readonly relevance: Float64Array | null;
  readonly trueFactors: number | null;
}

export interface SplitSnapshot {
  readonly steps: Float64Array;
  readonly reconstruction: Float64Array;
  readonly kl: Float64Array;
  readonly beta: number;
}

export interface PicturesSnapshot {
  readonly inputs: Float32Array;
  readonly outputs: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly count: number;
}

export interface ImagesAnswer {
  readonly images: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly count: number;
}

export interface AttributesSnapshot {
  /** rows × columns images; null where nothing is told to the model. */
  readonly grid: Float32Array | null;
  /** Draws of the code. */
  readonly rows: number;
  /** Settings of the attributes. */
  readonly columns: number;
  readonly names: readonly string[];
  readonly width: number;
  readonly height: number;
}

export const read = <S>(picture: ViewProps['picture'], name: string): S | undefined =>
  (picture.get()?.snapshots[name] as S | null | undefined) ?? undefined;

/** Image `k` of many, row-major, one after the other. */
export function imageAt(
  images: Float32Array,
  { width, height }: { readonly width: number; readonly height: number },
  k: number,
  label = '',
): RasterImage {
  const pixels = width * height;
  return { values: images.subarray(k * pixels, (k + 1) * pixels), width, height, label };
}

/** What a decoder has to be told beside the code: names of the conditions, none unless the method has them. */
export const conditionsOf = (facts: ViewProps['facts'], method: string): readonly string[] =>
  method === 'conditionalVae' ? ((facts.conditionNames as readonly string[] | undefined) ?? []) : [];

/** Faces are bright on a dark ground; digits and shapes are ink on paper. */
export const isBright = (facts: ViewProps['facts']): boolean => facts.conditionKind === 'attributes';
