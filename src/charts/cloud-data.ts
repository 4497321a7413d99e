export type Side = 'source' | 'target';

export interface CloudData {
  /** Pairs x, y. */
  source: ArrayLike<number>;
  target: ArrayLike<number>;
  sourceWeights?: ArrayLike<number>;
  targetWeights?: ArrayLike<number>;
  edges: { from: ArrayLike<number>; to: ArrayLike<number>; mass: ArrayLike<number> };
  /** 0 shows the source, 1 the target, between them the mass on its way. */
  time: number;
  showEdges: boolean;
  editable?: { onAdd(x: number, y: number, side: Side): void; onErase(x: number, y: number, side: Side): void };
  side?: Side;
  domain?: [[number, number], [number, number]];
  label?: { x: string; y: string };
}

/** The bounds of both clouds, with a margin, or what the data asks for. */
export function boundsOf({ source, target, domain }: CloudData): [[number, number], [number, number]] {
  if (domain) return domain;
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const points of [source, target]) {
    for (let i = 0; i < points.length; i++) {
      const value = points[i]!;
      if (!Number.isFinite(value)) continue;
      low[i % 2] = Math.min(low[i % 2]!, value);
      high[i % 2] = Math.max(high[i % 2]!, value);
    }
  }
  const range = (axis: 0 | 1): [number, number] => {
    const [from, to] = [low[axis]!, high[axis]!];
    if (!(to >= from)) return [0, 1];
    const pad = 0.05 * (to - from || 1);
    return [from - pad, to + pad];
  };
  return [range(0), range(1)];
}

/** Positions of the heaviest edges, heaviest first. */
export function heaviest({ mass }: CloudData['edges'], most: number): number[] {
  const kept: number[] = [];
  for (let i = 0; i < mass.length; i++) if (mass[i]! > 0) kept.push(i);
  return kept.sort((a, b) => mass[b]! - mass[a]!).slice(0, most);
}

/** Rank of each source point from left to right, 0 to 1: the colour of its mass wherever it goes. */
export function orderOfSource(source: ArrayLike<number>): Float64Array {
  const n = source.length / 2;
  const sorted = Array.from({ length: n }, (_, i) => i).sort((a, b) => source[2 * a]! - source[2 * b]!);
  const order = new Float64Array(n);
  for (const [rank, i] of sorted.entries()) order[i] = n > 1 ? rank / (n - 1) : 0.5;
  return order;
}
