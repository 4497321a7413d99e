import { mulberry32 } from '../../../math/random.ts';
import { conditionalMoments, conditionalWeights, logPotential, sampleConditional } from './conditional-plan.ts';
import type { Bridge, BridgeProblem } from './problem.ts';

/** Source points over which conditional plans are compared. */
const COMPARED = 500;
/** Seed of the draws with which generated points are made: the same for all methods and steps. */
const DRAWS = 77;

const roomOf = ({ potential }: Bridge) => new Float64Array(potential.logAlpha.length);
/** Its components have densities: they are no atoms. */
const isDense = ({ potential, independent }: Bridge) => !independent && potential.S[0]! > 0;

/** mean log c(x) − mean log v(y) over held-out points; NaN for atoms. */
export function heldOutLoss({ heldOut: { source, target } }: BridgeProblem, bridge: Bridge): number {
  if (!isDense(bridge)) return Number.NaN;
  const { potential } = bridge;
  const room = roomOf(bridge);
  let sum = 0;
  for (let k = 0; k < source.length; k += 2) {
    sum += conditionalWeights(potential, source[k]!, source[k + 1]!, room);
    sum -= logPotential(potential, target[k]!, target[k + 1]!, room);
  }
  return (2 * sum) / source.length;
}

/**
 * KL(π* ‖ π) over held-out pairs of the true plan, as the mean of u − 1 − log u with u = π(y|x)/π*(y|x): unbiased as
 * −log u is, never negative, and with little noise where u is near 1. NaN where the truth is unknown, and for atoms.
 */
export function planDivergence({ heldOut: { source, target }, truth }: BridgeProblem, bridge: Bridge): number {
  if (!truth || !isDense(bridge)) return Number.NaN;
  const { potential } = bridge;
  const room = new Float64Array(Math.max(potential.logAlpha.length, truth.logAlpha.length));
  let sum = 0;
  for (let k = 0; k < source.length; k += 2) {
    const [x, y] = [source[k]!, source[k + 1]!];
    const [to, up] = [target[k]!, target[k + 1]!];
    const log =
      logPotential(potential, to, up, room) -
      conditionalWeights(potential, x, y, room) -
      logPotential(truth, to, up, room) +
      conditionalWeights(truth, x, y, room);
    sum += Math.exp(log) - 1 - log;
  }
  return (2 * sum) / source.length;
}

/** cBW-UVP in per cent: 200/Var p₁ times the mean of |m − m*|² + Bures²(C, C*) over conditional plans; NaN without truth. */
export function conditionalError(
  { heldOut: { source }, truth, targetVariance }: BridgeProblem,
  bridge: Bridge,
): number {
  if (!truth) return Number.NaN;
  const exact: Bridge = { potential: truth, independent: false };
  const [room, exactRoom] = [roomOf(bridge), roomOf(exact)];
  const [got, wanted] = [new Float64Array(5), new Float64Array(5)];
  const end = Math.min(source.length, 2 * COMPARED);
  let sum = 0;
  for (let k = 0; k < end; k += 2) {
    conditionalMoments(bridge, source[k]!, source[k + 1]!, room, got);
    conditionalMoments(exact, source[k]!, source[k + 1]!, exactRoom, wanted);
    sum += (got[0]! - wanted[0]!) ** 2 + (got[1]! - wanted[1]!) ** 2 + bures(got, wanted);
  }
  return ((200 / targetVariance) * sum) / (end / 2);
}

/** tr P + tr Q − 2 tr (P^½ Q P^½)^½ of 2 × 2 matrices, whose last trace is √(tr PQ + 2 √(|P| |Q|)). */
function bures(p: Float64Array, q: Float64Array): number {
  const [a, b, c] = [p[2]!, p[3]!, p[4]!];
  const [d, e, f] = [q[2]!, q[3]!, q[4]!];
  const determinants = Math.sqrt(Math.max(0, (a * c - b * b) * (d * f - e * e)));
  const cross = Math.sqrt(Math.max(0, a * d + 2 * b * e + c * f + 2 * determinants));
  return Math.max(0, a + c + d + f - 2 * cross);
}

/** Mean and covariance of the target that the bridge reaches: x, y, xx, xy, yy. */
function reached(points: Float64Array, bridge: Bridge): Float64Array {
  const room = roomOf(bridge);
  const one = new Float64Array(5);
  const sum = new Float64Array(5);
  const share = 2 / points.length;
  for (let k = 0; k < points.length; k += 2) {
    conditionalMoments(bridge, points[k]!, points[k + 1]!, room, one);
    const [x, y] = [one[0]!, one[1]!];
    const raw = [x, y, one[2]! + x * x, one[3]! + x * y, one[4]! + y * y];
    for (let c = 0; c < 5; c++) sum[c] = sum[c]! + share * raw[c]!;
  }
  const [x, y] = [sum[0]!, sum[1]!];
  return Float64Array.of(x, y, sum[2]! - x * x, sum[3]! - x * y, sum[4]! - y * y);
}

/** What the moments should be: those that the truth reaches from the same points, else those of held-out points. */
function wantedMoments({ heldOut: { source, target }, truth }: BridgeProblem): Float64Array {
  if (truth) return reached(source, { potential: truth, independent: false });
  const atoms = {
    eps: 1,
    logAlpha: new Float64Array(target.length / 2),
    r: target,
    S: new Float64Array(1.5 * target.length),
  };
  return reached(Float64Array.of(0, 0), { potential: atoms, independent: true });
}

const wantedOf = new WeakMap<BridgeProblem, Float64Array>();
const errorsOf = new WeakMap<Bridge, readonly [number, number]>();

/** |mean − mean*| and the Frobenius norm of the covariances' difference, of what is reached at time 1. */
export function momentErrors(problem: BridgeProblem, bridge: Bridge): readonly [mean: number, covariance: number] {
  const known = errorsOf.get(bridge);
  if (known) return known;
  const wanted = wantedOf.get(problem) ?? wantedMoments(problem);
  wantedOf.set(problem, wanted);
  const got = reached(problem.heldOut.source, bridge);
  const off = (c: number) => got[c]! - wanted[c]!;
  const errors = [Math.hypot(off(0), off(1)), Math.hypot(off(2), Math.SQRT2 * off(3), off(4))] as const;
  errorsOf.set(bridge, errors);
  return errors;
}

/** One generated point of the target for every source point. */
export function generate(points: Float64Array, bridge: Bridge): Float64Array {
  const random = mulberry32(DRAWS);
  const room = roomOf(bridge);
  const out = new Float64Array(points.length);
  for (let k = 0; k < points.length; k += 2) {
    const uniform = random();
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    const z = [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
    sampleConditional(bridge, points[k]!, points[k + 1]!, uniform, z, room, out, k);
  }
  return out;
}

const withinTarget = new WeakMap<BridgeProblem, number>();

/** 2 E|ŷ − y| − E|ŷ − ŷ′| − E|y − y′| between generated and held-out points. Székely & Rizzo 2013. */
export function energyDistance(problem: BridgeProblem, bridge: Bridge): number {
  const { source, target } = problem.heldOut;
  const made = generate(source, bridge);
  const within = withinTarget.get(problem) ?? meanDistance(target, target);
  withinTarget.set(problem, within);
  return 2 * meanDistance(made, target) - meanDistance(made, made) - within;
}

function meanDistance(a: Float64Array, b: Float64Array): number {
  const same = a === b;
  let sum = 0;
  for (let i = 0; i < a.length; i += 2) {
    const [x, y] = [a[i]!, a[i + 1]!];
    for (let j = same ? i + 2 : 0; j < b.length; j += 2) {
      const [dx, dy] = [x - b[j]!, y - b[j + 1]!];
      sum += Math.sqrt(dx * dx + dy * dy);
    }
  }
  return ((same ? 8 : 4) * sum) / (a.length * b.length);
}

/** Σ_i |Σ_j P_ij − 1/n| + Σ_j |Σ_i P_ij − 1/m| of the plan between the samples; NaN without one. */
export function marginalError({ eps, source, target }: BridgeProblem, { f, g }: Bridge): number {
  if (!f || !g) return Number.NaN;
  const [x, y] = [source.points, target.points];
  const [n, m] = [f.length, g.length];
  const columns = new Float64Array(m);
  let error = 0;
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let j = 0; j < m; j++) {
      const cost = 0.5 * ((x[2 * i]! - y[2 * j]!) ** 2 + (x[2 * i + 1]! - y[2 * j + 1]!) ** 2);
      const p = Math.exp((f[i]! + g[j]! - cost) / eps);
      row += p;
      columns[j] = columns[j]! + p;
    }
    error += Math.abs(row - 1 / n);
  }
  for (let j = 0; j < m; j++) error += Math.abs(columns[j]! - 1 / m);
  return error;
}
