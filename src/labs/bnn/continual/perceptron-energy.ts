import { fillLogNormalTail } from '../../../math/log-normal-tail.ts';
import { packSigns, type SignRows, signProducts, signTransposed } from '../../../math/sign-rows.ts';
import type { Examples } from './problem.ts';

const packed = new WeakMap<Examples, SignRows>();

/** The inputs of examples, which are all ±1, packed once. */
function signsOf(examples: Examples, n: number): SignRows {
  let signs = packed.get(examples);
  if (!signs) {
    signs = packSigns(examples.inputs, examples.count, n);
    packed.set(examples, signs);
  }
  return signs;
}

const rooms = new Map<number, Readonly<Record<'sums' | 'places' | 'logs' | 'mills', Float64Array>>>();

/** Room for one number an example, kept by their count: no two energies are ever computed at once. */
function roomFor(count: number) {
  let room = rooms.get(count);
  if (!room) {
    const array = () => new Float64Array(count);
    room = { sums: array(), places: array(), logs: array(), mills: array() };
    rooms.set(count, room);
  }
  return room;
}

/**
 * E(θ) = −Σ ln H(−y m·x/√S) of a binary perceptron with m = tanh βθ and S = Σ (1 − m²); `gradient` receives ∂E/∂θ,
 * and `means` is room for m. Inputs are ±1. Labels 0 and 1 stand for y = −1 and +1.
 */
export function perceptronEnergy(
  theta: Float64Array,
  beta: number,
  examples: Examples,
  means: Float64Array,
  gradient: Float64Array,
): number {
  const { count, labels } = examples;
  const n = theta.length;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    const m = Math.tanh(beta * theta[i]!);
    means[i] = m;
    spread += 1 - m * m;
  }
  // Where every weight is certain nothing is left to learn from; the limit keeps the quotients finite.
  spread = Math.max(spread, 1e-12);
  const root = Math.sqrt(spread);
  const { sums, places, logs, mills } = roomFor(count);
  const signs = signsOf(examples, n);
  signProducts(signs, means, sums);
  for (let k = 0; k < count; k++) places[k] = labels[k] === 1 ? -sums[k]! / root : sums[k]! / root;
  fillLogNormalTail(places, logs, mills);
  let energy = 0;
  let along = 0;
  for (let k = 0; k < count; k++) {
    energy -= logs[k]!;
    if (labels[k] !== 1) mills[k] = -mills[k]!;
    along += mills[k]! * sums[k]!;
  }
  signTransposed(signs, mills, gradient);
  for (let i = 0; i < n; i++) {
    const m = means[i]!;
    gradient[i] = -beta * (1 - m * m) * (gradient[i]! / root + (m * along) / (spread * root));
  }
  return energy;
}

/** Adds weight · ∂KL(q_θ ‖ q_θ⁰)/∂θ = β² (θ − θ⁰)(1 − m²). */
export function addDivergenceGradient(
  theta: Float64Array,
  anchor: Float64Array,
  beta: number,
  weight: number,
  gradient: Float64Array,
): void {
  for (let i = 0; i < theta.length; i++) {
    const m = Math.tanh(beta * theta[i]!);
    gradient[i] = gradient[i]! + weight * beta * beta * (theta[i]! - anchor[i]!) * (1 - m * m);
  }
}

/** ln cosh x without overflow. */
const logCosh = (x: number) => Math.abs(x) + Math.log1p(Math.exp(-2 * Math.abs(x))) - Math.LN2;

/** KL between two distributions of independent binary weights, nats. */
export function fieldDivergence(theta: Float64Array, anchor: Float64Array, beta: number): number {
  let sum = 0;
  for (let i = 0; i < theta.length; i++) {
    const [a, b] = [beta * theta[i]!, beta * anchor[i]!];
    sum += (a - b) * Math.tanh(a) - logCosh(a) + logCosh(b);
  }
  return sum;
}
