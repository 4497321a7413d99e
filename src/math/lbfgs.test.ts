import { describe, expect, it } from 'vitest';
import type { Breathing } from './breaths.ts';
import { type LbfgsStep, lbfgs } from './lbfgs.ts';

type Plain = (x: Float64Array, gradient: Float64Array) => number;

function play(x: Float64Array, f: Plain, most = 500) {
  let evaluations = 0;
  const values: number[] = [];
  let last: LbfgsStep | null = null;
  let steps = 0;
  function* evaluate(at: Float64Array, gradient: Float64Array): Breathing<number> {
    evaluations++;
    yield undefined;
    return f(at, gradient);
  }
  for (const step of lbfgs(x, evaluate)) {
    if (!step) continue;
    last = step;
    values.push(step.value);
    if (++steps === most || step.gradient.every((v) => Math.abs(v) < 1e-10)) break;
  }
  return { evaluations, values, last: last!, steps };
}

const rosenbrock: Plain = (x, gradient) => {
  let value = 0;
  gradient.fill(0);
  for (let k = 0; k + 1 < x.length; k++) {
    const bend = x[k + 1]! - x[k]! ** 2;
    value += 100 * bend ** 2 + (1 - x[k]!) ** 2;
    gradient[k] = gradient[k]! - 400 * bend * x[k]! - 2 * (1 - x[k]!);
    gradient[k + 1] = gradient[k + 1]! + 200 * bend;
  }
  return value;
};

describe('limited-memory BFGS', () => {
  it('finds the end of a curved valley, always downhill', () => {
    const { last, values, steps, evaluations } = play(new Float64Array(6).fill(-1.2), rosenbrock);
    for (const v of last.x) expect(v).toBeCloseTo(1, 8);
    for (const [k, v] of values.slice(1).entries()) expect(v).toBeLessThanOrEqual(values[k]! * (1 + 1e-14));
    expect(steps).toBeLessThan(90);
    expect(evaluations).toBeLessThan(2 * steps);
  });

  it('ends on an ill-conditioned quadratic of few dimensions in few steps', () => {
    const scales = [1, 1e2, 1e4];
    const { last, steps } = play(Float64Array.of(1, 1, 1), (x, gradient) => {
      let value = 0;
      x.forEach((v, k) => {
        value += 0.5 * scales[k]! * v * v;
        gradient[k] = scales[k]! * v;
      });
      return value;
    });
    expect(Math.max(...last.gradient.map(Math.abs))).toBeLessThan(1e-10);
    expect(steps).toBeLessThan(40);
  });

  it('gives the value and gradient at x with every step', () => {
    const gradient = new Float64Array(4);
    const x = new Float64Array(4).fill(3);
    const { last } = play(x, rosenbrock, 7);
    expect(last.value).toBe(rosenbrock(last.x, gradient));
    expect(last.gradient).toEqual(gradient);
  });

  it('stops where the gradient is zero, and says so with one step of no length', () => {
    const { last, steps } = play(Float64Array.of(1, 1), rosenbrock);
    expect([steps, last.stepLength, last.value]).toEqual([1, 0, 0]);
  });

  it('ends at a kink with a last step of no length, no higher than before', () => {
    const kinked: Plain = (x, gradient) => {
      gradient[0] = Math.sign(x[0]!) || 1;
      gradient[1] = 2 * x[1]!;
      return Math.abs(x[0]!) + x[1]! ** 2;
    };
    const { last, values } = play(Float64Array.of(0.7, 2), kinked);
    expect(last.stepLength).toBe(0);
    expect(last.value).toBe(values.at(-2) ?? last.value);
    for (const [k, v] of values.slice(1).entries()) expect(v).toBeLessThanOrEqual(values[k]! * (1 + 1e-14));
  });
});
