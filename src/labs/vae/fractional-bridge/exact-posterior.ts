import type { Bridge, ExactPosterior } from './problem.ts';

/**
 * The posterior of the discretised bridge: X_m = Σ_{j<m} g_{m−1−j} ΔW_j with the response g_l of X to a unit of noise l
 * steps ago, so that all of it is Gaussian.
 */
export function exactPosterior({
  rates,
  weights,
  steps,
  dt,
  pull,
  observed,
  sd,
}: Omit<Bridge, 'exact' | 'hurst'>): ExactPosterior {
  const response = new Float64Array(steps);
  let x = weights.reduce((sum, value) => sum + value, 0);
  const y = new Float64Array(rates.length).fill(1);
  for (let l = 0; l < steps; l++) {
    response[l] = x;
    x -= dt * pull * x;
    for (let k = 0; k < y.length; k++) {
      x -= dt * weights[k]! * rates[k]! * y[k]!;
      y[k]! *= 1 - dt * rates[k]!;
    }
  }
  const priorVariance = new Float64Array(steps);
  const withLast = new Float64Array(steps);
  for (let m = 0; m < steps; m++)
    for (let j = 0; j <= m; j++) {
      priorVariance[m]! += dt * response[m - j]! ** 2;
      withLast[m]! += dt * response[m - j]! * response[steps - 1 - j]!;
    }
  const total = priorVariance[steps - 1]! + sd ** 2;
  return {
    priorVariance,
    mean: withLast.map((value) => (value * observed) / total),
    variance: priorVariance.map((value, m) => value - withLast[m]! ** 2 / total),
    control: Float64Array.from({ length: steps }, (_, j) => (response[steps - 1 - j]! * observed) / total),
    logEvidence: -0.5 * (Math.log(2 * Math.PI * total) + observed ** 2 / total),
  };
}
