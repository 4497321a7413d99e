import { digamma, logGamma } from '../../../math/digamma.ts';

/** KL(Gamma(α, β) ‖ Gamma(α₀, β₀)), shapes and rates, nats. */
export const gammaKl = (alpha: number, beta: number, alpha0: number, beta0: number): number =>
  (alpha - alpha0) * digamma(alpha) -
  logGamma(alpha) +
  logGamma(alpha0) +
  alpha0 * (Math.log(beta) - Math.log(beta0)) +
  (alpha * (beta0 - beta)) / beta;

/** −E log N(y | x, 1/φ) without its constant, for x ~ N(mean, variance) and φ ~ Gamma(α, β); nats. */
export const noiseTerm = (y: number, mean: number, variance: number, alpha: number, beta: number): number =>
  -(digamma(alpha) - Math.log(beta)) / 2 + (((mean - y) ** 2 + variance) * alpha) / (2 * beta);

/** KL of a categorical π to one whose weights are Dirichlet(d): Σ π (log π − ψ(d) + ψ(Σ d)); nats. */
export function categoricalKl(pi: readonly number[], dirichlet: readonly number[]): number {
  const whole = digamma(dirichlet.reduce((sum, value) => sum + value, 0));
  return pi.reduce((sum, share, j) => sum + share * (Math.log(share) - digamma(dirichlet[j]!) + whole), 0);
}

/** KL(Dirichlet(d) ‖ Dirichlet(1, …, 1)), nats. */
export function dirichletKl(dirichlet: readonly number[]): number {
  const total = dirichlet.reduce((sum, value) => sum + value, 0);
  return dirichlet.reduce(
    (sum, value) => sum - logGamma(value) + (value - 1) * (digamma(value) - digamma(total)),
    logGamma(total) - logGamma(dirichlet.length),
  );
}
