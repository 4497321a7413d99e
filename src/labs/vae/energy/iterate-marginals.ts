import type { RunContext } from '../../../engine/bench.ts';
import { entropicProx } from '../../../math/entropic-prox.ts';
import type { BoltzmannMachine, Marginals, Weights } from './problem.ts';

/** Φ x + b. */
export function fieldOf({ size, bias }: BoltzmannMachine, Phi: Float64Array, x: Float64Array): Float64Array {
  const field = bias.slice();
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += Phi[i * size + j]! * x[j]!;
    field[i]! += sum;
  }
  return field;
}

/** Largest |x − softmax(Φ x + b)|. */
export function residualOf(machine: BoltzmannMachine, weights: Weights, x: Float64Array): number {
  const field = fieldOf(machine, machine.couplings[weights], x);
  let worst = 0;
  for (let first = 0; first < machine.size; first += machine.states) {
    const own = field.subarray(first, first + machine.states);
    const top = own.reduce((high, value) => Math.max(high, value));
    const total = own.reduce((sum, value) => sum + Math.exp(value - top), 0);
    own.forEach((value, k) => {
      worst = Math.max(worst, Math.abs(x[first + k]! - Math.exp(value - top) / total));
    });
  }
  return worst;
}

/** x ← prox^α((1 − α) x + α (Φ x + b)) by variable, from every start at once. */
export function* iterateMarginals(
  machine: BoltzmannMachine,
  weights: Weights,
  given: { readonly alpha: number },
  run: RunContext,
): Generator<Marginals, void> {
  const Phi = machine.couplings[weights];
  const { size, states } = machine;
  let x = machine.starts.map((start) => start.slice());
  let before = x;
  let beforeThat = x;
  const residuals = x.map((one) => [residualOf(machine, weights, one)]);
  const traces = x.map((one) => [one[0]!]);
  for (;;) {
    const { alpha } = given;
    [beforeThat, before] = [before, x];
    x = x.map((one, s) => {
      const y = fieldOf(machine, Phi, one).map((value, i) => (1 - alpha) * one[i]! + alpha * value);
      const next = new Float64Array(size);
      for (let first = 0; first < size; first += states) entropicProx(y, alpha, next, first, states);
      residuals[s]!.push(residualOf(machine, weights, next));
      traces[s]!.push(next[0]!);
      return next;
    });
    run.count('multiply-adds', x.length * size * size);
    yield { weights, x, before, beforeThat, residuals, traces };
  }
}
