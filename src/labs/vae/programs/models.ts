import { constant, logarithm, logistic, logNormal, minus, plus, square } from './dual.ts';
import type { Program } from './problem.ts';

const LOG_TAU = Math.log(2 * Math.PI);
const free = (): void => undefined;
const expectation = { weighs: false, logEvidence: Number.NaN, constrain: free, ring: null } as const;

/** E_{x ~ N(θ, 1)}[x²] = θ² + 1. */
export const squareProgram = (theta: number): Program => ({
  ...expectation,
  names: ['θ'],
  start: Float64Array.of(theta),
  kinds: ['normal'],
  run: ([mean], { normal }) => normal(mean!, constant(0), square),
  exact: ([mean]) => ({ value: mean! ** 2 + 1, gradient: Float64Array.of(2 * mean!) }),
});

/** E_{b ~ Bernoulli(p)}[f(b)]. */
export const flipProgram = (chance: number, heads: number, tails: number): Program => ({
  ...expectation,
  names: ['p'],
  start: Float64Array.of(chance),
  kinds: ['flip'],
  run: ([p], { flip }) => flip(p!, (up) => constant(up ? heads : tails)),
  exact: ([p]) => ({ value: p! * heads + (1 - p!) * tails, gradient: Float64Array.of(heads - tails) }),
  constrain(theta) {
    theta[0] = Math.min(0.999, Math.max(0.001, theta[0]!));
  },
});

/** z ~ N(0, 1), x | z ~ N(z, 1), q = N(m, s²): the posterior is N(x/2, 1/2). */
export const conjugateProgram = (x: number, mean: number, sd: number): Program => ({
  names: ['m', 'log s'],
  start: Float64Array.of(mean, Math.log(sd)),
  kinds: ['normal'],
  weighs: true,
  run: ([m, logSd], { normal }) =>
    normal(m!, logSd!, (z) => {
      const joint = plus(logNormal(z, constant(0), constant(0)), logNormal(constant(x), z, constant(0)));
      return minus(joint, logNormal(z, m!, logSd!));
    }),
  exact: ([m, logSd]) => {
    const variance = Math.exp(2 * logSd!);
    return {
      value: -0.5 * (m! ** 2 + variance + (x - m!) ** 2 + variance + LOG_TAU) + logSd! + 0.5,
      gradient: Float64Array.of(x - 2 * m!, 1 - 2 * variance),
    };
  },
  logEvidence: -0.25 * x * x - 0.5 * (LOG_TAU + Math.log(2)),
  constrain: free,
  ring: null,
});

/** Chance of heads, and centres of the two components. */
const HEADS = 0.3;
const CENTRES = { heads: -2, tails: 1 };

/** b ~ Bernoulli(0.3), z | b ~ N(−2 or 1, 1), x | z ~ N(z, 1), q = Bernoulli(logistic a) × N(m, s²). */
export const mixtureProgram = (x: number, logit: number, mean: number, sd: number): Program => {
  const priorOf = (up: boolean) => (up ? HEADS : 1 - HEADS);
  const centreOf = (up: boolean) => (up ? CENTRES.heads : CENTRES.tails);
  const density = (up: boolean) => (priorOf(up) * Math.exp(-((x - centreOf(up)) ** 2) / 4)) / Math.sqrt(4 * Math.PI);
  return {
    names: ['a', 'm', 'log s'],
    start: Float64Array.of(logit, mean, Math.log(sd)),
    kinds: ['flip', 'normal'],
    weighs: true,
    run: ([a, m, logSd], { flip, normal }) => {
      const p = logistic(a!);
      return flip(p, (up) =>
        normal(m!, logSd!, (z) => {
          const prior = plus(constant(Math.log(priorOf(up))), logNormal(z, constant(centreOf(up)), constant(0)));
          const joint = plus(prior, logNormal(constant(x), z, constant(0)));
          const chosen = logarithm(up ? p : minus(constant(1), p));
          return minus(joint, plus(chosen, logNormal(z, m!, logSd!)));
        }),
      );
    },
    exact: ([a, m, logSd]) => {
      const p = 1 / (1 + Math.exp(-a!));
      const variance = Math.exp(2 * logSd!);
      const side = (up: boolean) => Math.log(priorOf(up)) - 0.5 * ((m! - centreOf(up)) ** 2 + variance + LOG_TAU);
      const entropies = -p * Math.log(p) - (1 - p) * Math.log1p(-p) + logSd! + 0.5 * (1 + LOG_TAU);
      const likelihood = -0.5 * ((x - m!) ** 2 + variance + LOG_TAU);
      const pull = p * (centreOf(true) - m!) + (1 - p) * (centreOf(false) - m!);
      return {
        value: p * side(true) + (1 - p) * side(false) + likelihood + entropies,
        gradient: Float64Array.of(p * (1 - p) * (side(true) - side(false) - a!), pull + x - m!, 1 - 2 * variance),
      };
    },
    logEvidence: Math.log(density(true) + density(false)),
    constrain: free,
    ring: null,
  };
};

const WIDE = 10;
const NARROW = 0.5;

/** x, y ~ N(0, 10²), z | x, y ~ N(x² + y², ½²), z observed; q = N(m₁, s₁²) × N(m₂, s₂²). */
export const coneProgram = (observed: number, meanX: number, meanY: number, sd: number): Program => ({
  names: ['m₁', 'log s₁', 'm₂', 'log s₂'],
  start: Float64Array.of(meanX, Math.log(sd), meanY, Math.log(sd)),
  kinds: ['normal'],
  weighs: true,
  run: ([mx, lx, my, ly], { normal }) =>
    normal(mx!, lx!, (x) =>
      normal(my!, ly!, (y) => {
        const wide = constant(Math.log(WIDE));
        const prior = plus(logNormal(x, constant(0), wide), logNormal(y, constant(0), wide));
        const likelihood = logNormal(constant(observed), plus(square(x), square(y)), constant(Math.log(NARROW)));
        return minus(plus(prior, likelihood), plus(logNormal(x, mx!, lx!), logNormal(y, my!, ly!)));
      }),
    ),
  exact: ([mx, lx, my, ly]) => {
    const axes = [
      [mx!, lx!],
      [my!, ly!],
    ] as const;
    const precision = 1 / NARROW ** 2;
    let [centre, spread, value] = [0, 0, -0.5 * LOG_TAU - Math.log(NARROW)];
    for (const [m, l] of axes) {
      const v = Math.exp(2 * l);
      centre += m * m + v;
      spread += 2 * v * v + 4 * m * m * v;
      value += -0.5 * ((m * m + v) / WIDE ** 2 + LOG_TAU) - Math.log(WIDE) + l + 0.5 * (1 + LOG_TAU);
    }
    const off = observed - centre;
    const gradient = axes.flatMap(([m, l]) => {
      const v = Math.exp(2 * l);
      return [
        precision * (2 * m * off - 4 * m * v) - m / WIDE ** 2,
        precision * (2 * v * off - 4 * v * v - 4 * m * m * v) - v / WIDE ** 2 + 1,
      ];
    });
    return { value: value - 0.5 * precision * (off * off + spread), gradient: Float64Array.from(gradient) };
  },
  logEvidence: coneEvidence(observed),
  constrain: free,
  ring: { radius: Math.sqrt(observed), observed, sd: NARROW },
});

/** log ∫₀^∞ e^{−s/200}/200 N(observed; s, ½²) ds, since x² + y² is exponential with mean 200; by Simpson's rule. */
function coneEvidence(observed: number): number {
  const scale = 2 * WIDE ** 2;
  const to = observed + 12 * NARROW;
  const parts = 4000;
  let sum = 0;
  for (let k = 0; k <= parts; k++) {
    const s = (to * k) / parts;
    const weight = k === 0 || k === parts ? 1 : k % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-s / scale - 0.5 * ((observed - s) / NARROW) ** 2);
  }
  return Math.log((sum * to) / (3 * parts * scale * NARROW * Math.sqrt(2 * Math.PI)));
}
