import { placeSaid } from './place-said.ts';

/** Points of one kind. */
export interface FieldDots {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly name?: string;
  /** 1 to 8; ink when left out. */
  readonly colour?: number;
  /** Rings in place of discs. */
  readonly open?: boolean;
  readonly faint?: boolean;
  /** Pixels; by the number of points when left out. */
  readonly radius?: number;
}

/** Arrows from (x, y) to (x + dx, y + dy). */
export interface FieldArrows {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly dx: ArrayLike<number>;
  readonly dy: ArrayLike<number>;
  readonly name?: string;
  readonly colour?: number;
  readonly faint?: boolean;
  /** Drawn length of an arrow of length 1, in the plane's unit: 1 where arrows end where they point. */
  readonly scale?: number;
}

/** One line through points. */
export interface FieldLine {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly name?: string;
  readonly colour?: number;
  readonly faint?: boolean;
}

/** Where (p − centre)ᵀ C⁻¹ (p − centre) = deviations². */
export interface FieldEllipses {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly xx: ArrayLike<number>;
  readonly xy: ArrayLike<number>;
  readonly yy: ArrayLike<number>;
  readonly deviations?: number;
  /** 0 to 1: how dark each is. */
  readonly weights?: ArrayLike<number>;
  readonly colour?: number;
}

export interface VectorFieldData {
  readonly dots?: readonly FieldDots[];
  readonly arrows?: readonly FieldArrows[];
  readonly lines?: readonly FieldLine[];
  readonly ellipses?: readonly FieldEllipses[];
  /** What the axes show at least; all points and arrows when left out. */
  readonly domain?: readonly [readonly [number, number], readonly [number, number]];
  readonly label?: { readonly x: string; readonly y: string };
  /** Said where there is nothing to draw. */
  readonly empty?: string;
}

/** What the pointer finds: a point, or an arrow with where it points. */
export interface FieldMark {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly to: readonly [number, number] | null;
}

type Place = (value: number) => number;
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Arrows first, then the points that are not in the background. */
export function marksOf({ dots = [], arrows = [] }: VectorFieldData): FieldMark[] {
  const marks: FieldMark[] = [];
  for (const { x, y, dx, dy, name = '' } of arrows)
    for (let i = 0; i < x.length; i++)
      if (Number.isFinite(x[i]! + y[i]! + dx[i]! + dy[i]!))
        marks.push({ x: x[i]!, y: y[i]!, name, to: [x[i]! + dx[i]!, y[i]! + dy[i]!] });
  for (const { x, y, name = '', faint } of dots)
    if (!faint)
      for (let i = 0; i < x.length; i++)
        if (Number.isFinite(x[i]! + y[i]!)) marks.push({ x: x[i]!, y: y[i]!, name, to: null });
  return marks;
}

/** A mark in words: `mean: x 0.2, y 0.4`, an arrow with where it points. */
export function markSaid({ name, x, y, to }: FieldMark, label: VectorFieldData['label']): string {
  const labels = [label?.x ?? '', label?.y ?? ''] as const;
  const goes = to ? `, to ${placeSaid(labels, to[0], to[1], 3)}` : '';
  return `${name === '' ? '' : `${name}: `}${placeSaid(labels, x, y, 3)}${goes}`;
}

/** The bounds of all points, lines and arrows, with a margin, or what the data asks for. */
export function boundsOfField(data: VectorFieldData): [[number, number], [number, number]] {
  if (data.domain) return [[...data.domain[0]], [...data.domain[1]]];
  const range = (axis: 'x' | 'y'): [number, number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const see = (value: number): void => {
      if (!Number.isFinite(value)) return;
      low = Math.min(low, value);
      high = Math.max(high, value);
    };
    for (const one of [...(data.dots ?? []), ...(data.lines ?? [])])
      for (let i = 0; i < one[axis].length; i++) see(one[axis][i]!);
    for (const one of data.arrows ?? [])
      for (let i = 0; i < one[axis].length; i++) {
        see(one[axis][i]!);
        see(one[axis][i]! + (one.scale ?? 1) * (axis === 'x' ? one.dx : one.dy)[i]!);
      }
    if (!(high >= low)) return [0, 1];
    const pad = 0.05 * (high - low || 1);
    return [low - pad, high + pad];
  };
  return [range('x'), range('y')];
}

export function dotPath({ x, y }: FieldDots, across: Place, up: Place, radius: number): string {
  let d = '';
  const r = tenth(radius);
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [px, py] = [across(x[i]!), up(y[i]!)];
    if (!Number.isFinite(px + py)) continue;
    d += `M${tenth(px - r)},${tenth(py)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
  }
  return d;
}

export function linePath({ x, y }: FieldLine, across: Place, up: Place): string {
  let d = '';
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [px, py] = [across(x[i]!), up(y[i]!)];
    if (Number.isFinite(px + py)) d += `${d === '' ? 'M' : 'L'}${tenth(px)},${tenth(py)}`;
  }
  return d;
}

/** Shafts with open heads; an arrow shorter than a pixel is a dash of one. */
export function arrowPath({ x, y, dx, dy, scale = 1 }: FieldArrows, across: Place, up: Place): string {
  let d = '';
  for (let i = 0; i < x.length; i++) {
    const [px, py] = [across(x[i]!), up(y[i]!)];
    const [qx, qy] = [across(x[i]! + scale * dx[i]!), up(y[i]! + scale * dy[i]!)];
    if (!Number.isFinite(px + py + qx + qy)) continue;
    const length = Math.hypot(qx - px, qy - py);
    if (length < 1) {
      d += `M${tenth(px - 0.5)},${tenth(py)}h1`;
      continue;
    }
    const head = Math.min(5, 0.45 * length);
    const [ux, uy] = [((qx - px) / length) * head, ((qy - py) / length) * head];
    const wing = (sign: 1 | -1): string =>
      `${tenth(qx - 0.85 * ux + sign * 0.5 * uy)},${tenth(qy - 0.85 * uy - sign * 0.5 * ux)}`;
    d += `M${tenth(px)},${tenth(py)}L${tenth(qx)},${tenth(qy)}M${wing(1)}L${tenth(qx)},${tenth(qy)}L${wing(-1)}`;
  }
  return d;
}

/** One ellipse as a closed line of 40 corners: its axes need not be those of the page. */
export function ellipsePath(
  { x, y, xx, xy, yy, deviations = 1 }: FieldEllipses,
  i: number,
  across: Place,
  up: Place,
): string {
  // Columns of the lower Cholesky factor carry the circle to the ellipse.
  const a = Math.sqrt(Math.max(0, xx[i]!));
  const b = a > 0 ? xy[i]! / a : 0;
  const c = Math.sqrt(Math.max(0, yy[i]! - b * b));
  if (!Number.isFinite(x[i]! + y[i]! + a + b + c)) return '';
  let d = '';
  for (let k = 0; k < 40; k++) {
    const [cos, sin] = [Math.cos((Math.PI * k) / 20), Math.sin((Math.PI * k) / 20)];
    const px = across(x[i]! + deviations * a * cos);
    const py = up(y[i]! + deviations * (b * cos + c * sin));
    d += `${k === 0 ? 'M' : 'L'}${tenth(px)},${tenth(py)}`;
  }
  return `${d}Z`;
}
