import {
  backward,
  createGradients,
  createTape,
  forward,
  type Mlp,
  type MlpGradients,
  type Tape,
} from '../../../math/mlp.ts';
import type { Bridge } from './problem.ts';

/** Keeps the pull towards the observation finite at the end. */
const SOFTENING = 0.1;

/** Inputs of the control network: time, what is missing over the time left, and the state. */
export const featuresOf = ({ rates }: Pick<Bridge, 'rates'>): number => rates.length + 3;

/** Fills rows × features with t, r = (o − X)/(1 − t + 0.1), X, Y_1, …, Y_K; r is 0 where it is left out. */
export function fillFeatures(
  { rates, dt, observed }: Bridge,
  step: number,
  states: Float64Array,
  rows: number,
  missing: boolean,
  out: Float64Array,
): void {
  const [width, features] = [rates.length + 1, rates.length + 3];
  const t = step * dt;
  for (let p = 0; p < rows; p++) {
    out[p * features] = t;
    out[p * features + 1] = missing ? (observed - states[p * width]!) / (1 - t + SOFTENING) : 0;
    for (let k = 0; k < width; k++) out[p * features + 2 + k] = states[p * width + k]!;
  }
}

export interface BridgeGradient {
  /** −ELBO over the paths that these standard normals drive (steps × paths), and its gradient, overwritten. */
  readonly measure: (noise: Float64Array) => number;
  readonly gradients: MlpGradients;
}

/** The pathwise gradient of −E[log p(o|X_1) − ½∫u²dt]: forward through the Euler steps, and back through all of them. */
export function createBridgeGradient(problem: Bridge, mlp: Mlp, paths: number, missing: boolean): BridgeGradient {
  const { rates, weights, steps, dt, pull, observed, sd } = problem;
  const K = rates.length;
  const [width, features] = [K + 1, K + 3];
  const jump = weights.reduce((sum, value) => sum + value, 0);
  const tapes: Tape[] = Array.from({ length: steps }, () => createTape(mlp, paths));
  const inputs = Array.from({ length: steps }, () => new Float64Array(paths * features));
  const controls = Array.from({ length: steps }, () => new Float64Array(paths));
  const states = new Float64Array(paths * width);
  const adjoint = new Float64Array(paths * width);
  const slope = new Float64Array(paths);
  const byInput = new Float64Array(paths * features);
  const own = createGradients(mlp);
  const gradients = createGradients(mlp);

  function simulate(noise: Float64Array): number {
    states.fill(0);
    let loss = 0;
    for (let i = 0; i < steps; i++) {
      fillFeatures(problem, i, states, paths, missing, inputs[i]!);
      const u = controls[i]!;
      u.set(forward(mlp, inputs[i]!, paths, tapes[i]!).subarray(0, paths));
      for (let p = 0; p < paths; p++) {
        const at = p * width;
        const push = u[p]! * dt + Math.sqrt(dt) * noise[i * paths + p]!;
        let drift = -pull * states[at]!;
        for (let k = 0; k < K; k++) {
          drift -= weights[k]! * rates[k]! * states[at + 1 + k]!;
          states[at + 1 + k]! += push - dt * rates[k]! * states[at + 1 + k]!;
        }
        states[at]! += dt * drift + jump * push;
        loss += (0.5 * dt * u[p]! ** 2) / paths;
      }
    }
    for (let p = 0; p < paths; p++) loss += (0.5 * ((observed - states[p * width]!) / sd) ** 2) / paths;
    return loss + 0.5 * Math.log(2 * Math.PI * sd ** 2);
  }

  /** λ ← Fᵀλ + what the control's inputs pass on, with ∂/∂u = (b·λ + u/paths) dt. */
  function returnThrough(i: number): void {
    for (let p = 0; p < paths; p++) {
      let along = jump * adjoint[p * width]!;
      for (let k = 1; k <= K; k++) along += adjoint[p * width + k]!;
      slope[p] = dt * (along + controls[i]![p]! / paths);
    }
    backward(mlp, inputs[i]!, paths, tapes[i]!, slope, own, byInput);
    for (let l = 0; l < own.weights.length; l++) {
      add(own.weights[l]!, gradients.weights[l]!);
      add(own.biases[l]!, gradients.biases[l]!);
    }
    const pace = missing ? 1 / (1 - i * dt + SOFTENING) : 0;
    for (let p = 0; p < paths; p++) {
      const at = p * width;
      const from = p * features;
      const x = adjoint[at]!;
      adjoint[at] = (1 - dt * pull) * x + byInput[from + 2]! - pace * byInput[from + 1]!;
      for (let k = 0; k < K; k++)
        adjoint[at + 1 + k] =
          (1 - dt * rates[k]!) * adjoint[at + 1 + k]! - dt * weights[k]! * rates[k]! * x + byInput[from + 3 + k]!;
    }
  }

  return {
    gradients,
    measure(noise) {
      const loss = simulate(noise);
      for (const one of [...gradients.weights, ...gradients.biases]) one.fill(0);
      adjoint.fill(0);
      for (let p = 0; p < paths; p++) adjoint[p * width] = (states[p * width]! - observed) / sd ** 2 / paths;
      for (let i = steps - 1; i >= 0; i--) returnThrough(i);
      return loss;
    },
  };
}

function add(from: Float64Array, to: Float64Array): void {
  for (let k = 0; k < to.length; k++) to[k]! += from[k]!;
}
