/**
 * Exact transport cost on the line for a cost that is convex in |x − y|: mass is matched in order, so the quantile
 * functions are compared. Weights default to uniform; both totals must be equal. O(n log n + m log m).
 */
export function sortedTransport(
  x: Float64Array,
  y: Float64Array,
  cost: (difference: number) => number,
  a: Float64Array = new Float64Array(x.length).fill(1 / x.length),
  b: Float64Array = new Float64Array(y.length).fill(1 / y.length),
): number {
  const rank = (points: Float64Array) => Int32Array.from(points.keys()).sort((i, j) => points[i]! - points[j]!);
  const source = rank(x);
  const target = rank(y);
  let i = 0;
  let j = 0;
  let supply = a[source[0]!]!;
  let demand = b[target[0]!]!;
  let total = 0;
  for (;;) {
    const mass = Math.min(supply, demand);
    total += mass * cost(Math.abs(x[source[i]!]! - y[target[j]!]!));
    supply -= mass;
    demand -= mass;
    if (supply <= demand) {
      if (++i === x.length) return total;
      supply = a[source[i]!]!;
    } else {
      if (++j === y.length) return total;
      demand = b[target[j]!]!;
    }
  }
}
