/** A curve as its corners, in cells from the middle of the first one. */
export interface LevelCurve {
  readonly x: number[];
  readonly y: number[];
}

/**
 * Where values on a grid (rows × columns, row-major) pass through a level: marching squares with straight pieces (Lorensen
 * & Cline 1987 in the plane), joined end to end. Cells with a value that is not a number have none; a saddle is cut so
 * that its high corners stay apart.
 */
export function levelCurves(values: ArrayLike<number>, columns: number, rows: number, level: number): LevelCurve[] {
  // An edge of the grid is 2 k (to the right of point k) or 2 k + 1 (above it); every piece joins two edges.
  const next = new Map<number, number[]>();
  const join = (a: number, b: number) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const)
      next.set(from, [...(next.get(from) ?? []), to]);
  };
  for (let r = 0; r + 1 < rows; r++)
    for (let c = 0; c + 1 < columns; c++) {
      const k = r * columns + c;
      const corners = [k, k + 1, k + columns + 1, k + columns];
      if (corners.some((corner) => Number.isNaN(values[corner]!))) continue;
      const high = corners.map((corner) => values[corner]! >= level);
      // Bottom, right, top and left edge, each between two corners.
      const edges = [2 * k, 2 * (k + 1) + 1, 2 * (k + columns), 2 * k + 1];
      const cut = edges.filter((_, e) => high[e] !== high[(e + 1) % 4]);
      if (cut.length === 2) join(cut[0]!, cut[1]!);
      else if (cut.length === 4) {
        // Each piece goes round a high corner, which lies between its own edge and the one before.
        for (let e = 0; e < 4; e++) if (high[e]) join(edges[e]!, edges[(e + 3) % 4]!);
      }
    }
  const placed = (edge: number): [number, number] => {
    const k = edge >> 1;
    const [x, y] = [k % columns, Math.floor(k / columns)];
    const other = edge % 2 === 0 ? k + 1 : k + columns;
    const share = (level - values[k]!) / (values[other]! - values[k]!);
    return edge % 2 === 0 ? [x + share, y] : [x, y + share];
  };
  const left = new Set(next.keys());
  const follow = (start: number): LevelCurve => {
    const curve: LevelCurve = { x: [], y: [] };
    const add = (edge: number) => {
      const [x, y] = placed(edge);
      curve.x.push(x);
      curve.y.push(y);
    };
    let at: number | undefined = start;
    let last = start;
    while (at !== undefined) {
      left.delete(at);
      add(at);
      last = at;
      at = next.get(at)!.find((one) => left.has(one));
    }
    if (last !== start && curve.x.length > 2 && next.get(last)!.includes(start)) add(start);
    return curve;
  };
  // Open curves from their ends first, then what is left: closed ones.
  const ends = [...next].filter(([, joined]) => joined.length === 1).map(([edge]) => edge);
  const curves: LevelCurve[] = [];
  for (const start of [...ends, ...next.keys()]) if (left.has(start)) curves.push(follow(start));
  return curves;
}
