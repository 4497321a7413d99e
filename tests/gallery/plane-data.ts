import type { CloudData } from '../../src/charts/cloud.ts';
import type { MatrixData } from '../../src/charts/matrix-data.ts';
import type { RasterImage } from '../../src/charts/raster.ts';
import { stream } from './transport-data.ts';

/** A ring to a half moon, matched by angle, each point to its two nearest. */
export function clouds(n: number): CloudData {
  const random = stream(n);
  const source: number[] = [];
  const target: number[] = [];
  for (let i = 0; i < n; i++) {
    const a = (2 * Math.PI * i) / n;
    const r = 1 + 0.18 * (random() - 0.5);
    source.push(-1.4 + r * Math.cos(a), r * Math.sin(a));
    const b = Math.PI * (i / n - 0.5);
    const s = 1.6 + 0.3 * (random() - 0.5);
    target.push(0.6 + s * Math.cos(b), s * Math.sin(b));
  }
  const from: number[] = [];
  const to: number[] = [];
  const mass: number[] = [];
  const width = n > 200 ? 4 : 1;
  for (let i = 0; i < n; i++) {
    for (let d = -width; d <= width; d++) {
      from.push(i);
      to.push((Math.round((i * 0.999 + n / 2) % n) + d + n) % n);
      mass.push(Math.exp(-d * d * 0.8) / n);
    }
  }
  const sourceWeights = Float64Array.from({ length: n }, () => (0.4 + random()) / n);
  return { source, target, sourceWeights, targetWeights: [], edges: { from, to, mass }, time: 0, showEdges: true };
}

/** A signed pattern whose corner was not computed. */
export function signed(
  rows: number,
  cols: number,
): Pick<MatrixData, 'rows' | 'cols' | 'values'> & { top: never[]; left: never[] } {
  const values = Float64Array.from({ length: rows * cols }, (_, at) => {
    const [i, j] = [Math.floor(at / cols), at % cols];
    return i > 30 && j > 40 ? Number.NaN : Math.sin(i / 5) * Math.cos(j / 7) * (j / cols);
  });
  return { rows, cols, values, top: [], left: [] };
}

export function digits(): RasterImage[] {
  const ring = (cx: number, cy: number, r: number) => (x: number, y: number) =>
    Math.exp(-((Math.hypot(x - cx, y - cy) - r) ** 2) * 2);
  const shapes = [
    ring(8, 8, 4),
    ring(8, 5, 2.5),
    (x: number, y: number) => Math.exp(-((x - 8 + (y - 8) / 4) ** 2)),
    ring(6, 9, 3),
  ];
  return ['0', '8', '1', '6'].map((label, k) => ({
    label,
    width: 16,
    height: 16,
    values: Float64Array.from(
      { length: 256 },
      (_, at) => shapes[k]!(at % 16, Math.floor(at / 16)) * (k === 3 ? 0.5 : 1),
    ),
  }));
}
