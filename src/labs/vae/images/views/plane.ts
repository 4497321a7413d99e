import type { LatentPlaneData } from '../../../../charts/latent-plane.ts';
import type { LatentSnapshot } from './shapes.ts';

/** Two axes of the latent space, or the two directions of largest variance of the codes. */
export type Plane = readonly [number, number] | 'pca';

/** Tiles a side of the decoded grid. */
export const GRID = 13;

export const planeNames = (plane: Plane): readonly [string, string] =>
  plane === 'pca' ? ['PC 1', 'PC 2'] : [`z${lower(plane[0])}`, `z${lower(plane[1])}`];

const lower = (axis: number): string => [...String(axis + 1)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');

const direction = ({ directions, latent }: LatentSnapshot, k: number): Float64Array =>
  directions.subarray(k * latent, (k + 1) * latent);

/** Codes in the plane, and their posteriors' spread. */
export function project(
  shown: LatentSnapshot,
  plane: Plane,
): Pick<LatentPlaneData, 'x' | 'y' | 'posterior' | 'prior' | 'reach'> {
  const { codes, sds, count, latent, mean } = shown;
  const [a, b] = plane === 'pca' ? [0, 1] : plane;
  const unit = (axis: number) => Float64Array.from({ length: latent }, (_, l) => (l === axis ? 1 : 0));
  const [u, v] = plane === 'pca' ? [direction(shown, 0), direction(shown, 1)] : [unit(a), unit(b)];
  const shift = plane === 'pca' ? mean : new Float64Array(latent);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    for (let l = 0; l < latent; l++) {
      const off = codes[k * latent + l]! - shift[l]!;
      x[k]! += off * u[l]!;
      y[k]! += off * v[l]!;
    }
  }
  const posterior = (k: number) => {
    const spread = { xx: 0, xy: 0, yy: 0 };
    for (let l = 0; l < latent; l++) {
      const variance = sds[k * latent + l]! ** 2;
      spread.xx += variance * u[l]! * u[l]!;
      spread.xy += variance * u[l]! * v[l]!;
      spread.yy += variance * v[l]! * v[l]!;
    }
    return spread;
  };
  const prior: [number, number] | null = plane === 'pca' ? null : [shown.priorSds[a]!, shown.priorSds[b]!];
  const far = Math.max(...quantiles(x, y), prior ? 2.5 * Math.max(...prior) : 0.5);
  return { x, y, posterior, prior, reach: roundUp(far) };
}

/** Distances within which nearly all codes lie in either direction. */
const quantiles = (...columns: readonly Float64Array[]): number[] =>
  columns.map((values) => values.map(Math.abs).sort()[Math.floor(0.99 * (values.length - 1))] ?? 1);

const roundUp = (value: number): number => Math.ceil(value * 1.1 * 2) / 2;

/** The latent vector of a place in the plane: what the plane does not show is at its mean. */
export function pointOf(shown: LatentSnapshot, plane: Plane, at: readonly [number, number]): number[] {
  const { latent, mean } = shown;
  if (plane !== 'pca')
    return Array.from({ length: latent }, (_, l) => (l === plane[0] ? at[0] : l === plane[1] ? at[1] : 0));
  const [u, v] = [direction(shown, 0), direction(shown, 1)];
  return Array.from({ length: latent }, (_, l) => mean[l]! + at[0] * u[l]! + at[1] * v[l]!);
}

/** Latent vectors at the centres of the decoded grid's tiles, from the top left, row by row. */
export const gridPoints = (shown: LatentSnapshot, plane: Plane, reach: number): number[][] =>
  Array.from({ length: GRID * GRID }, (_, k) => {
    const x = ((2 * (k % GRID) + 1) / GRID - 1) * reach;
    const y = (1 - (2 * Math.floor(k / GRID) + 1) / GRID) * reach;
    return pointOf(shown, plane, [x, y]).map((value) => Math.round(value * 1e4) / 1e4);
  });
