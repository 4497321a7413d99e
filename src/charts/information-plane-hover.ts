import type { Scale } from './axes.ts';
import { formatNumber } from './format.ts';
import type { InformationPlaneData, LayerPath } from './information-plane-data.ts';
import { drawWords, type Group, round } from './stage.ts';
import { measure } from './text.ts';

/** Where the picture is drawn. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: Scale;
  readonly y: Scale;
  /** Top of the colour key; NaN where there is no room for one. */
  readonly key: number;
}

/** One snapshot of one layer. */
export interface Spot {
  readonly path: LayerPath;
  readonly k: number;
}

/** The snapshot nearest to a place, within 28 px. */
export function nearest(data: InformationPlaneData, { x, y }: Frame, px: number, py: number): Spot | null {
  let best: Spot | null = null;
  let distance = 28;
  for (const path of data.paths) {
    for (let k = 0; k < data.epochs.length; k++) {
      const away = Math.hypot(x(path.x[k]!) - px, y(path.y[k]!) - py);
      if (away < distance) {
        distance = away;
        best = { path, k };
      }
    }
  }
  return best;
}

/** A ring on a snapshot and its epoch, layer and both numbers. */
export function drawHover(
  group: Group,
  spot: Spot | null,
  data: InformationPlaneData,
  { x, y, left, right, top }: Frame,
): void {
  const at = spot ? [{ x: round(x(spot.path.x[spot.k]!)), y: round(y(spot.path.y[spot.k]!)) }] : [];
  for (const kind of ['ring-halo', 'ring']) {
    group
      .selectAll<SVGCircleElement, (typeof at)[number]>(`circle.${kind}`)
      .data(at)
      .join('circle')
      .attr('class', kind)
      .attr('r', 6)
      .attr('cx', (d) => d.x)
      .attr('cy', (d) => d.y);
  }
  if (!spot) {
    drawWords(group, []);
    return;
  }
  const { path, k } = spot;
  const lines = [
    `${path.says}, epoch ${formatNumber(data.epochs[k]!)}`,
    `*I*(*X*;*T*) ${formatNumber(path.x[k]!, 4)}, *I*(*T*;*Y*) ${formatNumber(path.y[k]!, 3)} bits`,
  ];
  const width = Math.max(...lines.map((text) => measure(text, 13)));
  const after = at[0]!.x + 14 + width < right + 36;
  const px = after ? at[0]!.x + 14 : Math.max(left + width + 2, at[0]!.x - 14);
  const py = Math.max(top + 14, at[0]!.y - 18);
  const anchor = after ? 'start' : 'end';
  drawWords(
    group,
    lines.map((text, row) => ({ key: `said ${row}`, x: px, y: py + 16 * row, text, kind: 'said halo', anchor })),
  );
}
