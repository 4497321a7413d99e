/** One coordinate of pairs x, y. */
export function column(points: Float32Array, axis: 0 | 1): Float32Array {
  return Float32Array.from({ length: points.length / 2 }, (_, i) => points[2 * i + axis]!);
}

export const pairs = (points: Float32Array) => ({ x: column(points, 0), y: column(points, 1) });
