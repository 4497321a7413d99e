import type { WeightMatrix } from '../../../../charts/weight-matrices.ts';

/** The rows of a layer over images, each as an image of its own. */
export function imagesOf(layer: WeightMatrix, { width, height }: { width: number; height: number }): WeightMatrix[] {
  const { columns: pixels } = layer;
  const kept = layer.active ?? Array.from({ length: layer.mean.length }, (_, k) => k);
  const places: number[][] = Array.from({ length: layer.rows }, () => []);
  for (let k = 0; k < kept.length; k++) places[Math.floor(kept[k]! / pixels)]!.push(k);
  const own = (indexes: ArrayLike<number>, row: number) =>
    Array.from(indexes)
      .filter((index) => Math.floor(index / pixels) === row)
      .map((index) => index % pixels);
  return places.map((mine, row) => ({
    name: '',
    rows: height,
    columns: width,
    active: mine.map((k) => kept[k]! % pixels),
    mean: mine.map((k) => layer.mean[k]!),
    sd: mine.map((k) => layer.sd[k]!),
    removed: own(layer.removed, row),
    added: own(layer.added, row),
  }));
}
