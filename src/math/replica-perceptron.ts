import type { Breathing } from './breaths.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { fillLogNormalTail } from './log-normal-tail.ts';

/**
 * Replica-symmetric theory of the binary perceptron that learns by a distribution of its weights (Li, Huang, Zou & Huang
 * 2023, arXiv 2212.02846): magnetisations m ∈ [−1, 1]^N at inverse temperature β̂ under the energy −Σ ln H(−y m·x/√S).
 */
export interface OrderParameters {
  /** ⟨m⟩², ⟨m⟩·W and ⟨m²⟩ a site. */
  readonly q: number;
  readonly r: number;
  readonly qStar: number;
}

export interface Saddle {
  readonly order: OrderParameters;
  readonly conjugates: OrderParameters;
  readonly iterations: number;
  readonly residual: number;
}

export interface FirstSaddle extends Saddle {
  /** ⟨sign m⟩·W a site. */
  readonly overlap: number;
  /** Density of W m on `SITES`. */
  readonly marginal: Float64Array;
}

export interface SecondSaddle extends Saddle {
  /** Overlaps of sign m with the first and with the second teacher. */
  readonly overlapFirst: number;
  readonly overlapSecond: number;
  /** Density of W⁽¹⁾ m on `SECOND_SITES`. */
  readonly marginal: Float64Array;
}

/** Share of new inputs on which a sign perceptron and a teacher of this overlap differ. */
export const errorOfOverlap = (overlap: number): number => Math.acos(Math.max(-1, Math.min(1, overlap))) / Math.PI;

const gaussianGrid = (count: number, reach: number) => {
  const step = (2 * reach) / (count - 1);
  const nodes = Float64Array.from({ length: count }, (_, k) => -reach + k * step);
  return { nodes, weights: nodes.map((x) => (step * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI)) };
};

const Z = gaussianGrid(241, 8);
const X = gaussianGrid(301, 10);
/** Nodes on [−1, 1] for one task, and the coarser ones for two. */
export const SITES = gaussLegendre(300);
export const SECOND_SITES = gaussLegendre(90);
const Z_SECOND = gaussianGrid(49, 8);
const SETTLED = 1e-6;
const MOST_ITERATIONS = 1000;

/** KL between two signs of means m and m'. */
export const signDivergence = (m: number, other: number): number =>
  0.5 * (1 + m) * Math.log((1 + m) / (1 + other)) + 0.5 * (1 - m) * Math.log((1 - m) / (1 - other));

const room = {
  g: new Float64Array(X.nodes.length),
  logs: new Float64Array(X.nodes.length),
  mills: new Float64Array(X.nodes.length),
};
const across = {
  t: new Float64Array(Z.nodes.length),
  logs: new Float64Array(Z.nodes.length),
  unused: new Float64Array(Z.nodes.length),
};

/** The energetic term G an example and its conjugates −2∂_q G, ∂_r G, ∂_q* G. */
export function energeticTerm(
  { q, r, qStar }: OrderParameters,
  betaHat: number,
): { readonly G: number; readonly conjugates: OrderParameters } {
  const rest = Math.sqrt(1 - qStar);
  const spread = Math.sqrt(qStar - q);
  const teacher = r / Math.sqrt(q - r * r);
  for (let k = 0; k < Z.nodes.length; k++) across.t[k] = teacher * Z.nodes[k]!;
  fillLogNormalTail(across.t, across.logs, across.unused);
  let [G, qHat, rHat, starHat] = [0, 0, 0, 0];
  for (let k = 0; k < Z.nodes.length; k++) {
    const z = Z.nodes[k]!;
    const { g, logs, mills } = room;
    for (let j = 0; j < g.length; j++) g[j] = (Math.sqrt(q) * z + spread * X.nodes[j]!) / rest;
    fillLogNormalTail(g, logs, mills);
    let top = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < g.length; j++) {
      const x = X.nodes[j]!;
      logs[j] = betaHat * logs[j]! - 0.5 * x * x;
      if (logs[j]! > top) top = logs[j]!;
    }
    let [mass, slope, tilted] = [0, 0, 0];
    for (let j = 0; j < g.length; j++) {
      const weight = Math.exp(logs[j]! - top);
      mass += weight;
      slope -= weight * mills[j]!;
      tilted -= weight * mills[j]! * ((0.5 * g[j]!) / (rest * rest) + (0.5 * X.nodes[j]!) / (rest * spread));
    }
    slope /= mass;
    tilted /= mass;
    const step = X.nodes[1]! - X.nodes[0]!;
    const logMean = Math.log((mass * step) / Math.sqrt(2 * Math.PI)) + top;
    const share = 2 * Z.weights[k]! * Math.exp(across.logs[k]!);
    const pull = (betaHat * slope) / rest;
    G += share * logMean;
    qHat += share * pull * pull;
    const t = across.t[k]!;
    rHat -= (2 * Z.weights[k]! * Math.exp(-0.5 * t * t) * pull) / Math.sqrt(2 * Math.PI * (1 - (r * r) / q));
    starHat += share * betaHat * tilted;
  }
  return { G, conjugates: { q: qHat, r: rHat, qStar: starHat } };
}

interface SiteAverages extends OrderParameters {
  readonly overlap: number;
}

/** Averages of a site of the first task under its conjugates, and the density of W m where asked. */
function firstSite(hat: OrderParameters, prior: Float64Array, marginal?: Float64Array): SiteAverages {
  const { nodes, weights } = SITES;
  const exponent = new Float64Array(nodes.length);
  let [q, r, qStar, overlap] = [0, 0, 0, 0];
  marginal?.fill(0);
  for (let k = 0; k < Z.nodes.length; k++) {
    const field = Math.sqrt(hat.q) * Z.nodes[k]! + hat.r;
    let top = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < nodes.length; j++) {
      const m = nodes[j]!;
      exponent[j] = (hat.qStar - 0.5 * hat.q) * m * m + field * m - prior[j]!;
      if (exponent[j]! > top) top = exponent[j]!;
    }
    let [mass, mean, square, sign] = [0, 0, 0, 0];
    for (let j = 0; j < nodes.length; j++) {
      const m = nodes[j]!;
      const weight = weights[j]! * Math.exp(exponent[j]! - top);
      exponent[j] = weight;
      mass += weight;
      mean += weight * m;
      square += weight * m * m;
      sign += weight * Math.sign(m);
    }
    const share = Z.weights[k]!;
    q += share * (mean / mass) ** 2;
    r += (share * mean) / mass;
    qStar += (share * square) / mass;
    overlap += (share * sign) / mass;
    if (marginal)
      for (let j = 0; j < nodes.length; j++) marginal[j] = marginal[j]! + (share * exponent[j]!) / (mass * weights[j]!);
  }
  return { q, r, qStar, overlap };
}

/** Whether the order parameters leave no doubt: the teacher is found, and the integrals become singular. */
const perfect = ({ r, q, qStar }: OrderParameters) => r > 1 - 1e-4 || 1 - qStar < 1e-7 || q > 1 - 1e-7;

/**
 * Damped iteration of the saddle-point equations from (0.3, 0.25, 0.5); started again with half the damping where a step
 * leaves the domain r² < q < q* < 1.
 */
function* solveSaddle(
  alpha: number,
  betaHat: number,
  site: (hat: OrderParameters) => OrderParameters,
): Breathing<Saddle> {
  for (let damping = 0.5; ; damping /= 2) {
    let order: OrderParameters = { q: 0.3, r: 0.25, qStar: 0.5 };
    let conjugates: OrderParameters = { q: 0, r: 0, qStar: 0 };
    let residual = Number.POSITIVE_INFINITY;
    let iterations = 0;
    while (residual > SETTLED && iterations < MOST_ITERATIONS && !perfect(order)) {
      const one = energeticTerm(order, betaHat).conjugates;
      conjugates = { q: alpha * one.q, r: alpha * one.r, qStar: alpha * one.qStar };
      const next = site(conjugates);
      residual = Math.abs(next.q - order.q) + Math.abs(next.r - order.r) + Math.abs(next.qStar - order.qStar);
      order = {
        q: order.q + damping * (next.q - order.q),
        r: order.r + damping * (next.r - order.r),
        qStar: order.qStar + damping * (next.qStar - order.qStar),
      };
      iterations++;
      yield undefined;
      if (!(order.r * order.r < order.q && order.q < order.qStar && order.qStar < 1)) break;
    }
    const inside = order.r * order.r < order.q && order.q < order.qStar && order.qStar < 1;
    if (inside || perfect(order) || damping < 0.02) return { order, conjugates, iterations, residual };
  }
}

/** One task of α N examples; γ weighs the KL to the even prior (0: no prior). */
export function* firstTaskTheory(setting: {
  readonly alpha: number;
  readonly betaHat: number;
  readonly gamma: number;
}): Breathing<FirstSaddle> {
  const { alpha, betaHat, gamma } = setting;
  const prior = SITES.nodes.map((m) => betaHat * gamma * signDivergence(m, 0));
  const saddle = yield* solveSaddle(alpha, betaHat, (hat) => firstSite(hat, prior));
  const marginal = new Float64Array(SITES.nodes.length);
  const { overlap } = firstSite(saddle.conjugates, prior, marginal);
  return { ...saddle, overlap, marginal };
}

/** A second task of α N examples after the first, whose teachers have overlap r₀; γ weighs the KL to a sample of the first. */
export function* secondTaskTheory(setting: {
  readonly alpha: number;
  readonly betaHat: number;
  readonly gamma: number;
  readonly teacherOverlap: number;
  /** Saddle of the first task, and the γ it had. */
  readonly first: FirstSaddle;
  readonly firstGamma: number;
}): Breathing<SecondSaddle> {
  const { alpha, betaHat, gamma, teacherOverlap, first, firstGamma } = setting;
  const { nodes, weights } = SECOND_SITES;
  const count = nodes.length;
  const before = weights.map((weight, j) => weight * densityOfFirst(first.conjugates, betaHat * firstGamma, nodes[j]!));
  const total = before.reduce((sum, one) => sum + one, 0);
  const kernel = new Float64Array(count * count);
  for (let a = 0; a < count; a++)
    for (let j = 0; j < count; j++)
      kernel[a * count + j] = weights[j]! * Math.exp(-betaHat * gamma * signDivergence(nodes[j]!, nodes[a]!));
  const tilt = new Float64Array(count);
  const average = (hat: OrderParameters, marginal?: Float64Array) => {
    let [q, r, qStar, overlapFirst, overlapSecond] = [0, 0, 0, 0, 0];
    for (const tau of [1, -1]) {
      const chance = 0.5 * (1 + tau * teacherOverlap);
      if (chance === 0) continue;
      for (let k = 0; k < Z_SECOND.nodes.length; k++) {
        const field = Math.sqrt(hat.q) * Z_SECOND.nodes[k]! + tau * hat.r;
        const curve = hat.qStar - 0.5 * hat.q;
        let top = Number.NEGATIVE_INFINITY;
        for (let j = 0; j < count; j++) {
          tilt[j] = curve * nodes[j]! * nodes[j]! + field * nodes[j]!;
          if (tilt[j]! > top) top = tilt[j]!;
        }
        for (let j = 0; j < count; j++) tilt[j] = Math.exp(tilt[j]! - top);
        for (let a = 0; a < count; a++) {
          let [mass, mean, square, sign] = [0, 0, 0, 0];
          for (let j = 0; j < count; j++) {
            const weight = kernel[a * count + j]! * tilt[j]!;
            const m = nodes[j]!;
            mass += weight;
            mean += weight * m;
            square += weight * m * m;
            sign += m < 0 ? -weight : weight;
          }
          if (mass === 0) continue;
          const share = (chance * Z_SECOND.weights[k]! * before[a]!) / total;
          q += share * (mean / mass) ** 2;
          r += (share * tau * mean) / mass;
          qStar += (share * square) / mass;
          overlapFirst += (share * sign) / mass;
          overlapSecond += (share * tau * sign) / mass;
          if (marginal)
            for (let j = 0; j < count; j++)
              marginal[j] = marginal[j]! + (share * kernel[a * count + j]! * tilt[j]!) / (mass * weights[j]!);
        }
      }
    }
    return { q, r, qStar, overlapFirst, overlapSecond };
  };
  const saddle = yield* solveSaddle(alpha, betaHat, (hat) => average(hat));
  const marginal = new Float64Array(count);
  const { overlapFirst, overlapSecond } = average(saddle.conjugates, marginal);
  return { ...saddle, overlapFirst, overlapSecond, marginal };
}

/** Density of W m at a place after the first task, up to the quadrature over z. */
function densityOfFirst(hat: OrderParameters, weight: number, place: number): number {
  const { nodes, weights } = SITES;
  const curve = hat.qStar - 0.5 * hat.q;
  let density = 0;
  for (let k = 0; k < Z.nodes.length; k++) {
    const field = Math.sqrt(hat.q) * Z.nodes[k]! + hat.r;
    const at = (m: number) => curve * m * m + field * m - weight * signDivergence(m, 0);
    const here = at(place);
    let mass = 0;
    for (let j = 0; j < nodes.length; j++) mass += weights[j]! * Math.exp(at(nodes[j]!) - here);
    density += Z.weights[k]! / mass;
  }
  return density;
}
