/** A small problem with a known shape: two densities on a line and their entropic plan, found by Sinkhorn's sweeps. */
export interface Plan {
  n: number;
  source: Float64Array;
  target: Float64Array;
  plan: Float64Array;
  /** Error of the source marginal after each sweep. */
  errors: Float64Array;
  costs: Float64Array;
}

function density(n: number, bumps: readonly [number, number, number][]): Float64Array {
  const p = Float64Array.from({ length: n }, (_, i) => {
    const x = (i + 0.5) / n;
    return bumps.reduce(
      (sum, [middle, width, weight]) => sum + (weight / width) * Math.exp(-0.5 * ((x - middle) / width) ** 2),
      1e-4,
    );
  });
  const sum = p.reduce((a, b) => a + b);
  return p.map((v) => v / sum);
}

/** x ← −ε log Σ exp((y − C)/ε) + ε log a, in logarithms, so that sharp plans do not underflow. */
export function sinkhorn(n: number, sharpness: number, sweeps: number): Plan {
  const source = density(n, [
    [0.2, 0.06, 0.55],
    [0.5, 0.09, 0.45],
  ]);
  const target = density(n, [
    [0.35, 0.07, 0.3],
    [0.75, 0.08, 0.7],
  ]);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const plan = new Float64Array(n * n);
  const errors = new Float64Array(sweeps);
  const costs = new Float64Array(sweeps);
  const cost = (i: number, j: number): number => ((i - j) / n) ** 2;
  const sweep = (to: Float64Array, from: Float64Array, mass: Float64Array): void => {
    for (let i = 0; i < n; i++) {
      let high = Number.NEGATIVE_INFINITY;
      for (let j = 0; j < n; j++) high = Math.max(high, sharpness * (from[j]! - cost(i, j)));
      let sum = 0;
      for (let j = 0; j < n; j++) sum += Math.exp(sharpness * (from[j]! - cost(i, j)) - high);
      to[i] = (Math.log(mass[i]!) - high - Math.log(sum)) / sharpness;
    }
  };
  for (let step = 0; step < sweeps; step++) {
    sweep(x, y, source);
    sweep(y, x, target);
    for (let i = 0; i < n; i++) {
      let row = 0;
      for (let j = 0; j < n; j++) {
        const p = Math.exp(sharpness * (x[i]! + y[j]! - cost(i, j)));
        plan[i * n + j] = p;
        row += p;
        costs[step]! += p * cost(i, j);
      }
      errors[step]! += Math.abs(row - source[i]!);
    }
  }
  return { n, source, target, plan, errors, costs };
}

/** Pairs of quantiles: threads that carry the same mass each, by the plan's mean target given the source. */
export function threadsOf({ source, target }: Plan, count: number): Float64Array {
  const quantile = (p: Float64Array, share: number): number => {
    let sum = 0;
    for (let i = 0; i < p.length; i++) {
      if (sum + p[i]! >= share) return (i + (share - sum) / p[i]!) / p.length;
      sum += p[i]!;
    }
    return 1;
  };
  return Float64Array.from({ length: 2 * count }, (_, k) =>
    quantile(k % 2 === 0 ? source : target, (Math.floor(k / 2) + 0.5) / count),
  );
}

/** Numbers in [0, 1) from a seed (mulberry32). */
export function stream(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
