/**
 * The group sparse envelope: the tightest convex function below ½‖x‖² on vectors with at most k groups that are not zero
 * (Beck & Refael 2022; Refael, Arbel & Huleihel 2022). With n_g the norms of the groups,
 *
 *   S_k(x) = ½ min { Σ n_g² / u_g : 0 ≤ u_g ≤ 1, Σ u_g ≤ k },   0/0 = 0.
 *
 * For groups of one entry it is half the squared k-support norm (Argyriou, Foygel & Srebro 2012).
 */
const BISECTIONS = 60;

function checkBudget(k: number, groups: number): void {
  if (!(k >= 1 && k <= groups)) throw new RangeError(`k = ${k}; it must be from 1 to the number of groups, ${groups}`);
}

/** Shares u_g = clip(scale(η) …) with Σ u_g = k: the least η at which the clipped sum reaches k, by bisection. */
function sharesAt(norms: Float64Array, k: number, offset: number): Float64Array {
  const at = (eta: number) => norms.map((norm) => (norm > 0 ? Math.min(1, Math.max(0, eta * norm - offset)) : 0));
  const total = (eta: number) => at(eta).reduce((sum, value) => sum + value, 0);
  // With at most k groups there is nothing to choose.
  if (norms.reduce((count, norm) => count + Number(norm > 0), 0) <= k) return norms.map((norm) => Number(norm > 0));
  let high = 1;
  while (total(high) < k) high *= 2;
  let low = 0;
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (total(middle) < k) low = middle;
    else high = middle;
  }
  return at(high);
}

/** S_k from the norms of the groups. Throws a RangeError unless 1 ≤ k ≤ groups. */
export function groupEnvelope(norms: Float64Array, k: number): number {
  checkBudget(k, norms.length);
  const u = sharesAt(norms, k, 0);
  return norms.reduce((sum, norm, g) => (norm > 0 ? sum + (0.5 * norm * norm) / u[g]! : sum), 0);
}

/**
 * Proximal map of λ S_k: every group is multiplied by u_g / (u_g + λ) with u_g = clip(η n_g − λ, 0, 1) and Σ u_g = k. Returns the
 * shares and the factors. λ = 0 leaves everything. Throws a RangeError unless 1 ≤ k ≤ groups and λ ≥ 0.
 */
export function groupEnvelopeProx(
  norms: Float64Array,
  k: number,
  lambda: number,
): { shares: Float64Array; factors: Float64Array } {
  checkBudget(k, norms.length);
  if (!(lambda >= 0)) throw new RangeError(`lambda = ${lambda}; it must be 0 or more`);
  if (lambda === 0) return { shares: norms.map((norm) => Number(norm > 0)), factors: norms.map(() => 1) };
  const shares = sharesAt(norms, k, lambda);
  return { shares, factors: shares.map((u) => u / (u + lambda)) };
}
