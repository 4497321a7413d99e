import { describe, expect, it } from 'vitest';
import { randomCosts } from '../../../data/random-costs.ts';
import { mulberry32 } from '../../../math/random.ts';
import { pseudoSolve } from '../../../math/symmetric-eigen.ts';
import bench from './bench.ts';
import { matrixProblem } from './make-problem.ts';
import { exactOptimum } from './metrics.ts';
import { planRow } from './plan-rows.ts';
import type { Coupling, Transport } from './problem.ts';

type MethodId = keyof typeof bench.methods;
const { metrics } = bench;

/** Plays a method on a problem, handing every iterate to `see` until it returns true; returns the last iterate. */
function play(problem: Transport, method: MethodId, values: object, see: (iterate: Coupling, step: number) => boolean) {
  const run = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' } as const;
  const steps = bench.methods[method].solve(problem, values as never, run) as Iterable<Coupling | undefined>;
  let step = 0;
  let last: Coupling | null = null;
  for (const iterate of steps) if (iterate && see((last = iterate), ++step)) break;
  return { last: last!, step };
}

/** Runs until the marginal error is at most `tolerance`. */
const settle = (problem: Transport, method: MethodId, values: object, tolerance: number, most = 20_000) =>
  play(problem, method, values, (it, step) => metrics.marginalError.measure(problem, it) <= tolerance || step >= most);

const newton = { warmup: 20, keepPerRow: 5, cgTolerance: 1e-6, damping: 0, arithmetic: 'float64' };

function planOf(problem: Transport, iterate: Coupling): Float64Array {
  const P = new Float64Array(problem.n * problem.m);
  for (let i = 0; i < problem.n; i++) planRow(problem, iterate, i, P.subarray(i * problem.m, (i + 1) * problem.m));
  return P;
}

const largestDifference = (x: Float64Array, y: Float64Array) =>
  x.reduce((worst, v, k) => Math.max(worst, Math.abs(v - y[k]!)), 0);

function weights(n: number, seed: number): Float64Array {
  const random = mulberry32(seed);
  const w = Float64Array.from({ length: n }, () => 0.2 + random());
  const total = w.reduce((sum, v) => sum + v, 0);
  return w.map((v) => v / total);
}

const uniform = (n: number) => new Float64Array(n).fill(1 / n);
const [n, m] = [9, 13];
const C = Float64Array.from({ length: n * m }, mulberry32(12));
const a = weights(n, 5);
const b = weights(m, 6);
const small = matrixProblem({ C, a, b, scale: 'none' });
const assignment = (size: number, seed: number) =>
  matrixProblem({ C: randomCosts(mulberry32(seed), size), a: uniform(size), b: uniform(size), scale: 'none' });

describe('closed forms', () => {
  it('two points against two give the plan of the logistic function', () => {
    const problem = matrixProblem({ C: Float64Array.of(0, 1, 1, 0), a: uniform(2), b: uniform(2), scale: 'none' });
    for (const method of ['sinkhorn', 'sinkhornKernel', 'sinkhornNewtonSparse'] as const) {
      const { last } = settle(problem, method, { ...newton, eps: 0.3 }, 1e-15);
      const stay = 0.5 / (1 + Math.exp(-1 / 0.3));
      expect(
        largestDifference(planOf(problem, last), Float64Array.of(stay, 0.5 - stay, 0.5 - stay, stay)),
      ).toBeLessThan(1e-15);
    }
  });

  it('without cost the plan is the product of the marginals after one sweep, and Newton has nothing to do', () => {
    const problem = matrixProblem({ C: new Float64Array(n * m), a, b, scale: 'none' });
    const product = Float64Array.from({ length: n * m }, (_, k) => a[Math.floor(k / m)]! * b[k % m]!);
    for (const method of ['sinkhorn', 'sinkhornKernel', 'sinkhornNewtonSparse'] as const) {
      const { last, step } = settle(problem, method, { ...newton, eps: 0.1 }, 1e-14);
      expect(step).toBe(1);
      expect(largestDifference(planOf(problem, last), product)).toBeLessThan(1e-16);
    }
    const { last } = play(problem, 'sinkhornNewtonSparse', { ...newton, eps: 0.1, warmup: 1 }, (_, step) => step === 4);
    expect(largestDifference(planOf(problem, last), product)).toBeLessThan(1e-15);
  });

  it('one point against one is solved by every method', () => {
    const problem = matrixProblem({ C: Float64Array.of(3), a: uniform(1), b: uniform(1), scale: 'none' });
    for (const method of ['sinkhorn', 'sinkhornKernel', 'sinkhornNewtonSparse', 'exact'] as const) {
      const { last } = play(problem, method, { ...newton, eps: 0.1, warmup: 1 }, (_, step) => step === 5);
      expect(metrics.transportCost.measure(problem, last)).toBeCloseTo(3, 12);
      expect(metrics.marginalError.measure(problem, last)).toBeLessThan(1e-14);
    }
  });
});

describe('limits in ε', () => {
  it('the entropic cost lies between the optimum and ε log(nm) above it', () => {
    for (const eps of [1, 0.1, 0.01]) {
      const { last } = settle(small, 'sinkhornNewtonSparse', { ...newton, keepPerRow: m, eps }, 1e-12, 200);
      const above = metrics.gapToExact.measure(small, last);
      expect(above).toBeGreaterThan(-1e-12);
      expect(above).toBeLessThan(eps * Math.log(n * m));
    }
  });

  it('for large ε the plan tends to the product of the marginals, at rate 1/ε', () => {
    const distanceTo = (eps: number) => {
      const { last } = settle(small, 'sinkhorn', { eps }, 1e-14);
      return largestDifference(
        planOf(small, last),
        Float64Array.from({ length: n * m }, (_, k) => a[Math.floor(k / m)]! * b[k % m]!),
      );
    };
    expect(distanceTo(10) / distanceTo(5)).toBeCloseTo(0.5, 1);
  });
});

describe('symmetries', () => {
  const values = { ...newton, keepPerRow: 4, eps: 0.05 };
  const plan = planOf(small, settle(small, 'sinkhornNewtonSparse', values, 1e-12, 200).last);

  it('exchanging source and target transposes the plan, and OT(a, b) = OT(b, a)', () => {
    const turned = Float64Array.from({ length: n * m }, (_, k) => C[(k % n) * m + Math.floor(k / n)]!);
    const other = matrixProblem({ C: turned, a: b, b: a, scale: 'none' });
    const back = planOf(other, settle(other, 'sinkhornNewtonSparse', values, 1e-12, 200).last);
    expect(
      largestDifference(
        plan,
        Float64Array.from({ length: n * m }, (_, k) => back[(k % m) * n + Math.floor(k / m)]!),
      ),
    ).toBeLessThan(1e-12);
    expect(exactOptimum(other)).toBeCloseTo(exactOptimum(small), 13);
  });

  it('adding u_i + v_j to the costs leaves the plan as it is', () => {
    const shifted = C.map((c, k) => c + Math.sin(Math.floor(k / m)) + Math.cos(k % m));
    const other = matrixProblem({ C: shifted, a, b, scale: 'none' });
    for (const method of ['sinkhorn', 'sinkhornNewtonSparse'] as const) {
      const { last } = settle(other, method, values, 1e-12);
      expect(largestDifference(plan, planOf(other, last))).toBeLessThan(1e-11);
    }
  });

  it('renumbering the points renumbers the plan', () => {
    const rows = Int32Array.from({ length: n }, (_, i) => (4 * i + 2) % n);
    const columns = Int32Array.from({ length: m }, (_, j) => (5 * j + 1) % m);
    const from = (k: number) => rows[Math.floor(k / m)]! * m + columns[k % m]!;
    const mixed = {
      C: C.map((_, k) => C[from(k)]!),
      a: a.map((_, i) => a[rows[i]!]!),
      b: b.map((_, j) => b[columns[j]!]!),
    };
    const other = matrixProblem({ ...mixed, scale: 'none' });
    const renumbered = planOf(other, settle(other, 'sinkhornNewtonSparse', values, 1e-12, 200).last);
    expect(
      largestDifference(
        renumbered,
        plan.map((_, k) => plan[from(k)]!),
      ),
    ).toBeLessThan(1e-12);
  });
});

describe('the dual', () => {
  const rises = (method: MethodId, values: object, steps: number) => {
    let before = -Infinity;
    const problem = assignment(40, 3);
    play(problem, method, values, (iterate, step) => {
      const dual = metrics.dualObjective.measure(problem, iterate);
      expect(dual).toBeGreaterThanOrEqual(before - 1e-14);
      before = dual;
      return step === steps;
    });
  };

  it('never falls under Sinkhorn, in either form, nor under an accepted Newton step', () => {
    rises('sinkhorn', { eps: 0.01 }, 200);
    rises('sinkhornKernel', { eps: 0.001 }, 500);
    rises('sinkhornNewtonSparse', { ...newton, eps: 0.005, warmup: 5 }, 30);
    rises('sinkhornUnbalanced', { eps: 0.01, tau: 0.1 }, 100);
  });

  it('has the gradient (a − P1, b − Pᵀ1), by central differences, whose two halves have one sum', () => {
    const { last } = play(small, 'sinkhorn', { eps: 0.2 }, (_, step) => step === 1);
    const at = (k: number, h: number) => {
      const f = last.f.map((v, i) => v + (k === i ? h : 0));
      const g = last.g.map((v, j) => v + (k === n + j ? h : 0));
      return metrics.dualObjective.measure(small, { ...last, f, g });
    };
    const P = planOf(small, last);
    const gradient = Float64Array.from([...a, ...b]);
    P.forEach((p, k) => {
      gradient[Math.floor(k / m)]! -= p;
      gradient[n + (k % m)]! -= p;
    });
    gradient.forEach((slope, k) => {
      expect(Math.abs((at(k, 1e-5) - at(k, -1e-5)) / 2e-5 - slope)).toBeLessThan(1e-9);
    });
    const sum = (values: Float64Array) => values.reduce((total, v) => total + v, 0);
    expect(Math.abs(sum(gradient.subarray(0, n)) - sum(gradient.subarray(n)))).toBeLessThan(1e-15);
  });

  it('the gap to a rounded plan is never negative and closes', () => {
    const gaps: number[] = [];
    settle(small, 'sinkhorn', { eps: 0.05 }, 1e-13).last;
    play(small, 'sinkhorn', { eps: 0.05 }, (iterate, step) => {
      gaps.push(metrics.dualityGap.measure(small, iterate));
      return step === 400;
    });
    for (const gap of gaps) expect(gap).toBeGreaterThan(-1e-14);
    expect(gaps[0]!).toBeGreaterThan(1e-4);
    expect(gaps[399]!).toBeLessThan(1e-13);
  });
});

describe('Sinkhorn', () => {
  it('in the kernel takes the same steps as in the log domain, at large and at tiny ε', () => {
    for (const [eps, steps] of [
      [0.1, 450],
      [1e-3, 450],
      [1e-5, 60],
    ] as const) {
      const seen: Float64Array[] = [];
      play(small, 'sinkhorn', { eps }, (iterate, step) => {
        seen.push(Float64Array.from([...iterate.f, ...iterate.g]));
        return step === steps;
      });
      play(small, 'sinkhornKernel', { eps }, (iterate, step) => {
        expect(largestDifference(Float64Array.from([...iterate.f, ...iterate.g]), seen[step - 1]!)).toBeLessThan(1e-12);
        return step === steps;
      });
    }
  });

  it('never increases the marginal error, and columns are exact after a step', () => {
    let before = Infinity;
    const columns = new Float64Array(m);
    play(small, 'sinkhorn', { eps: 0.02 }, (iterate, step) => {
      const error = metrics.marginalError.measure(small, iterate);
      expect(error).toBeLessThanOrEqual(before + 1e-15);
      before = error;
      columns.fill(0);
      planOf(small, iterate).forEach((p, k) => {
        columns[k % m]! += p;
      });
      expect(largestDifference(columns, b)).toBeLessThan(1e-15);
      return step === 100;
    });
  });

  it('unbalanced tends to balanced as τ grows, sends less as τ falls, and closes its own gap', () => {
    const balanced = settle(small, 'sinkhorn', { eps: 0.1 }, 1e-13).last;
    const unbalanced = (tau: number) =>
      play(
        small,
        'sinkhornUnbalanced',
        { eps: 0.1, tau },
        (it, step) => metrics.dualGradient.measure(small, it) < 1e-13 || step === 50_000,
      ).last;
    const distance = (tau: number) => largestDifference(planOf(small, unbalanced(tau)), planOf(small, balanced));
    expect(distance(100)).toBeLessThan(1e-3);
    expect(distance(10) / distance(100)).toBeCloseTo(10, 0);
    expect(metrics.mass.measure(small, unbalanced(0.05))).toBeLessThan(metrics.mass.measure(small, unbalanced(0.5)));
    expect(Math.abs(metrics.dualityGap.measure(small, unbalanced(0.5)))).toBeLessThan(1e-13);
  });

  it('breathes inside a large step', () => {
    const problem = assignment(1024, 1);
    const run = { random: mulberry32(0), noise: mulberry32(0), count: () => undefined, backend: 'cpu' } as const;
    for (const method of ['sinkhorn', 'sinkhornKernel', 'sinkhornUnbalanced', 'sinkhornNewtonSparse'] as const) {
      let breaths = 0;
      const values = { ...newton, eps: 0.01, tau: 1 };
      for (const iterate of bench.methods[method].solve(problem, values as never, run) as Iterable<
        Coupling | undefined
      >) {
        if (iterate) break;
        breaths++;
      }
      expect(breaths).toBeGreaterThanOrEqual(4);
    }
  });
});

describe('Sinkhorn-Newton-Sparse', () => {
  it('with every entry kept takes the direction of the dense pseudo-inverse', () => {
    const eps = 0.2;
    let before: Coupling | null = null;
    const values = { ...newton, eps, warmup: 3, keepPerRow: m, cgTolerance: 1e-8 };
    const { last } = play(small, 'sinkhornNewtonSparse', values, (it, step) => {
      if (step === 3) before = { ...it, f: it.f.slice(), g: it.g.slice() };
      return step === 4;
    });
    const P = planOf(small, before!);
    const size = n + m;
    const H = new Float64Array(size * size);
    const gradient = Float64Array.from([...a, ...b]);
    P.forEach((p, k) => {
      const i = Math.floor(k / m);
      const j = n + (k % m);
      for (const at of [i * size + i, j * size + j, i * size + j, j * size + i]) H[at]! += p / eps;
      gradient[i]! -= p;
      gradient[j]! -= p;
    });
    const kernel = Float64Array.from({ length: size }, (_, k) => (k < n ? 1 : -1));
    for (let i = 0; i < size; i++)
      expect(Math.abs(kernel.reduce((sum, v, j) => sum + H[i * size + j]! * v, 0))).toBeLessThan(1e-14);
    const dense = pseudoSolve(H, size, gradient);
    const moved = Float64Array.from({ length: size }, (_, k) =>
      k < n ? last.f[k]! - before!.f[k]! : last.g[k - n]! - before!.g[k - n]!,
    );
    // Both are compared after removing the component along (1, −1), which the plan does not see.
    const along = moved.reduce((sum, v, k) => sum + v * kernel[k]!, 0) / size;
    expect(last.newton!.stepLength).toBe(1);
    moved.forEach((v, k) => {
      expect(Math.abs(v - along * kernel[k]! - dense[k]!)).toBeLessThan(1e-8);
    });
  });

  it('at the optimum a Newton step moves by less than 1e-12', () => {
    const values = { ...newton, eps: 0.2, warmup: 1000, keepPerRow: m };
    let before = new Float64Array(0);
    play(small, 'sinkhornNewtonSparse', values, (it, step) => {
      if (step === 1001) {
        const moved = Float64Array.from([...it.f, ...it.g], (v, k) => v - before[k]!);
        expect(largestDifference(moved, new Float64Array(n + m))).toBeLessThan(1e-12);
      }
      before = Float64Array.from([...it.f, ...it.g]);
      return step === 1001;
    });
  });

  it('reaches 1e-13 in 20 sweeps and 9 Newton steps on the random assignments of the paper (n = 500, η = 1200)', () => {
    for (const seed of [1, 2]) {
      const { step } = settle(assignment(500, seed), 'sinkhornNewtonSparse', { ...newton, eps: 1 / 1200 }, 1e-13, 60);
      expect(step).toBe(29);
    }
  });

  it('needs sixty times fewer steps than Sinkhorn on badly conditioned assignments (n = 100, η = 600)', () => {
    for (const seed of [1, 2, 3]) {
      const problem = assignment(100, seed);
      const { step } = settle(problem, 'sinkhornNewtonSparse', { ...newton, eps: 1 / 600 }, 1e-9, 60);
      expect(step).toBeLessThanOrEqual(45);
      const { last } = play(problem, 'sinkhornKernel', { eps: 1 / 600 }, (_, k) => k === 3000);
      expect(metrics.marginalError.measure(problem, last)).toBeGreaterThan(1e-6);
    }
  });

  it('keeps the largest entries, says what was dropped and how far it went', () => {
    const problem = assignment(60, 1);
    const { last } = play(
      problem,
      'sinkhornNewtonSparse',
      { ...newton, eps: 1 / 300, keepPerRow: 3 },
      (it) => it.phase === 'Newton',
    );
    expect(last.newton!.keptEntries).toBe(180);
    expect(last.newton!.massDropped).toBeGreaterThan(0);
    expect(last.newton!.massDropped).toBeLessThan(0.2);
    expect(last.newton!.stepLength).toBeGreaterThan(0);
    expect(last.newton!.cgSteps).toBeLessThanOrEqual(480);
  });

  it('in float32 has a floor between 1e-8 and 1e-5, and mixed has none', () => {
    const problem = assignment(200, 2);
    const best = (arithmetic: string) => {
      let least = Infinity;
      play(problem, 'sinkhornNewtonSparse', { ...newton, eps: 1 / 300, cgTolerance: 1e-4, arithmetic }, (it, step) => {
        least = Math.min(least, metrics.marginalError.measure(problem, it));
        return step === 40;
      });
      return least;
    };
    const floor = best('float32');
    expect(floor).toBeGreaterThan(1e-8);
    expect(floor).toBeLessThan(1e-5);
    expect(best('mixed')).toBeLessThan(1e-12);
  });
});
