/** One layer's way through the plane: a point a snapshot, in the order of the epochs. */
export interface LayerPath {
  /** As it is written beside its last point: `*T*₅`. */
  readonly name: string;
  /** In words, for the pointer: `layer 5`. */
  readonly says: string;
  /** Marker, 1 to 8. */
  readonly shape: number;
  /** I(X;T) and I(T;Y), bits. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface InformationPlaneData {
  readonly paths: readonly LayerPath[];
  readonly epochs: ArrayLike<number>;
  /** Epoch the reader looks at; null: the newest. */
  readonly at: number | null;
  /** Other seeds, one path a layer. */
  readonly ghosts: readonly { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }[];
  /** Largest I(T;Y) possible at a given I(X;T), bits, ascending in x; null where no bound is known or none applies. */
  readonly bound: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> } | null;
  /** Data-processing limits: the bits there are about the input and about the label; NaN where unknown. */
  readonly limits: { readonly hX: number; readonly hY: number };
  /** Axis lengths to use where several planes stand side by side. */
  readonly domain?: { readonly x: number; readonly y: number };
  readonly axes: { readonly x: string; readonly y: string };
  /** The reader moved along the colour key. */
  readonly onEpoch: ((epoch: number | null) => void) | null;
  readonly empty: string;
}

/** Place of an epoch on the key, from 0 to 1: log(1 + epoch), so that epoch 0 has a place. */
export function epochPlace(epoch: number, last: number): number {
  return last <= 0 ? 1 : Math.log1p(Math.max(0, epoch)) / Math.log1p(last);
}

/** How far the axes go: to the limits where those are known, and to every point; estimates may lie below 0. */
export function extentOf({ paths, limits, domain }: InformationPlaneData): {
  x: number;
  y: number;
  lowX: number;
  lowY: number;
} {
  const range = (side: 'x' | 'y', start: number): [number, number] => {
    let [least, most] = [0, start];
    for (const path of paths) {
      for (let k = 0; k < path[side].length; k++) {
        if (path[side][k]! > most) most = path[side][k]!;
        if (path[side][k]! < least) least = path[side][k]!;
      }
    }
    return [least, most];
  };
  const [lowX, x] = range('x', Number.isFinite(limits.hX) ? limits.hX : 0);
  const [lowY, y] = range('y', Number.isFinite(limits.hY) ? limits.hY : 0);
  return { lowX, lowY, ...(domain ?? { x: x > 0 ? x : 1, y: y > 0 ? y * 1.09 : 1 }) };
}

/** Names of paths that end within a few pixels of one another are written once: `*T*₁, *T*₂`. */
export function gathered(
  ends: readonly { readonly name: string; readonly x: number; readonly y: number }[],
  within = 13,
): { readonly text: string; readonly x: number; readonly y: number }[] {
  const groups: { names: string[]; x: number; y: number }[] = [];
  for (const end of ends) {
    const near = groups.find(({ x, y }) => Math.hypot(x - end.x, y - end.y) < within);
    if (near) near.names.push(end.name);
    else groups.push({ names: [end.name], x: end.x, y: end.y });
  }
  return groups.map(({ names, x, y }) => ({ text: spanned(names), x, y }));
}

function spanned(names: readonly string[]): string {
  const subscripts = names.map((name) => /^(.*?)([₀-₉]+)$/.exec(name));
  const stem = subscripts[0]?.[1];
  const alike = names.length > 2 && subscripts.every((match) => match?.[1] === stem);
  if (!alike) return names.join(', ');
  return `${stem}${subscripts[0]![2]}–${subscripts.at(-1)![2]}`;
}
