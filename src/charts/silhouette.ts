import { round } from './stage.ts';

/** Room around a plan and the loom beside it: the same height gives both the same vertical axis. */
export const stageMargins = { top: 50, right: 6, bottom: 20, left: 50 } as const;

/** Distance between a matrix and its marginal. */
export const silhouetteGap = 6;

export function largest(values: ArrayLike<number>, least = 0): number {
  let high = least;
  for (let i = 0; i < values.length; i++)
    if (values[i]! > high && values[i]! < Number.POSITIVE_INFINITY) high = values[i]!;
  return high;
}

interface Along {
  /** Screen place of the first and the last value's far edges. */
  from: number;
  to: number;
  /** Screen place of zero, and of the largest value. */
  base: number;
  peak: number;
  /** The value drawn at `peak`. */
  top: number;
  upright: boolean;
}

function points(values: ArrayLike<number>, { from, to, base, peak, top, upright }: Along): string[] {
  const n = values.length;
  return Array.from({ length: n }, (_, i) => {
    const along = from + ((to - from) * (i + 0.5)) / n;
    const share = top > 0 ? Math.max(0, values[i]!) / top : 0;
    const across = base + (peak - base) * Math.min(1, Number.isFinite(share) ? share : 0);
    return upright ? `${round(across)},${round(along)}` : `${round(along)},${round(across)}`;
  });
}

/** Filled outline of a density over its axis. */
export function silhouettePath(values: ArrayLike<number>, along: Along): string {
  if (values.length === 0) return '';
  const { from, to, base, upright } = along;
  const [start, end] = upright ? [`${base},${from}`, `${base},${to}`] : [`${from},${base}`, `${to},${base}`];
  return `M${start}L${points(values, along).join('L')}L${end}Z`;
}

/** Only the upper line: what was asked for, over what was reached. */
export function outlinePath(values: ArrayLike<number>, along: Along): string {
  return values.length === 0 ? '' : `M${points(values, along).join('L')}`;
}
