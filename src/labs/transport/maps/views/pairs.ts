/** One coordinate of pairs x, y. */
function column(points: ArrayLike<number>, axis: 0 | 1): Float32Array {
  return Float32Array.from({ length: points.length / 2 }, (_, i) => points[2 * i + axis]!);
}

/** Pairs x, y as two columns. */
export const pairs = (points: ArrayLike<number>) => ({ x: column(points, 0), y: column(points, 1) });
