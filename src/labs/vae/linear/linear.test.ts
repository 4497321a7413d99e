import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../engine/bench.ts';
import { openRun } from '../../../engine/open-run.ts';
import { product, productTransposed, transposedProduct } from '../../../math/matrix-product.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { randomOrthogonal } from '../../../math/random-orthogonal.ts';
import { defaults } from '../../../params/descriptor.ts';
import bench from './bench.ts';
import { hierarchyMinimum, ppcaLogLikelihood, ppcaMaximum, vaeLossOfModes, vaeMinimum } from './closed-form.ts';
import { conditioned } from './instances.ts';
import { boundOf, lossOf } from './measure-bound.ts';
import { metrics } from './metrics.ts';
import type { HierarchicalFit, LinearData, LinearFit } from './problem.ts';
import { conditionalGradient } from './solvers/linear-conditional-vae.ts';
import { hierarchyGradient } from './solvers/linear-hierarchical-vae.ts';
import { vaeGradient } from './solvers/linear-vae.ts';

const size = 3;
const random = mulberry32(11);
const draw = (count: number, scale = 0.7) => normals(random, count).map((value) => scale * value);
const data = (condition: LinearData['condition'] = null): LinearData => ({
  size,
  theta: Float64Array.of(2, 1, 0.5),
  Z: draw(size * size),
  condition,
  notes: [],
});
const none = { settings: { beta: 0.7, etaDec: 0.9, etaEnc: 1.4, sigma: null } };

/** Compares each gradient with central differences of the objective, which the metrics compute another way. */
function differs(fit: LinearFit, problem: LinearData, parameters: Float64Array[], gradients: Float64Array[]): number {
  let most = 0;
  parameters.forEach((theta, p) => {
    theta.forEach((value, k) => {
      const at = (by: number) => {
        theta[k] = value + by;
        return lossOf(problem, fit);
      };
      const slope = (at(1e-5) - at(-1e-5)) / 2e-5;
      theta[k] = value;
      most = Math.max(most, Math.abs(slope - gradients[p]![k]!));
    });
  });
  return most;
}

const rooms = (parameters: readonly Float64Array[]) => parameters.map(({ length }) => new Float64Array(length));

describe('Gradients of linear VAEs', () => {
  it('are those of differences: one level', () => {
    const problem = data();
    const parts = { U: draw(9), V: draw(9), logSd: draw(3) };
    const parameters = [parts.U, parts.V, parts.logSd];
    const gradients = rooms(parameters);
    vaeGradient(problem.Z, size, none.settings, parts, gradients)();
    expect(differs({ model: 'vae', ...none, ...parts } as LinearFit, problem, parameters, gradients)).toBeLessThan(
      1e-7,
    );
  });

  it('are those of differences: with a condition', () => {
    const condition = {
      size: 2,
      cross: draw(6, 0.2),
      residual: new Float64Array(3),
      rho: null,
      variances: new Float64Array(3),
    };
    const problem = data(condition);
    const parts = { U: draw(9), direct: draw(6), W: draw(15), logSd: draw(3) };
    const parameters = [parts.U, parts.direct, parts.W, parts.logSd];
    const gradients = rooms(parameters);
    conditionalGradient(problem, none.settings, parts, gradients)();
    const fit = { model: 'conditional', ...none, ...parts } as LinearFit;
    expect(differs(fit, problem, parameters, gradients)).toBeLessThan(1e-7);
  });

  it('are those of differences: two levels', () => {
    const problem = data();
    const settings = { beta1: 0.6, beta2: 1.7, etaDec: 0.9, etaEnc: 1.4, sigma1: null };
    const parts = { U1: draw(9), V1: draw(9), logSd1: draw(3), U2: draw(9), W2: draw(9), logSd2: draw(3) };
    const parameters = [parts.U1, parts.V1, parts.U2, parts.W2, parts.logSd2, parts.logSd1];
    const gradients = rooms(parameters);
    hierarchyGradient(problem.Z, size, settings, parts, gradients)();
    const fit = { model: 'hierarchical', settings, ...parts } as LinearFit;
    expect(differs(fit, problem, parameters, gradients)).toBeLessThan(2e-7);
  });
});

const settings = { beta: 1, etaDec: 1, etaEnc: 1, sigma: null };

describe('The closed form', () => {
  it('collapses a mode exactly at its threshold, continuously', () => {
    const at = vaeMinimum(Float64Array.of(1), settings);
    expect([at.decoder[0], at.encoder[0], at.sds[0]]).toEqual([0, 0, 1]);
    const above = vaeMinimum(Float64Array.of(1 + 1e-10), settings);
    expect(above.decoder[0]).toBeLessThan(2e-5);
    expect(above.sds[0]).toBeCloseTo(1, 9);
  });

  it('does not divide by a singular value of zero', () => {
    for (const sigma of [null, 0.5]) {
      const { decoder, encoder, sds } = vaeMinimum(Float64Array.of(0), { ...settings, sigma });
      expect([...decoder, ...encoder]).toEqual([0, 0]);
      expect([...sds]).toEqual(sigma === null ? [1] : []);
    }
    const { decoder, encoder } = hierarchyMinimum(Float64Array.of(0), {
      ...settings,
      beta1: 1,
      beta2: 1,
      sigma1: 0.5,
    })!;
    expect([...decoder, ...encoder]).toEqual([0, 0]);
  });

  it('redraws everything as β goes to 0', () => {
    const theta = Float64Array.of(3, 0.1);
    const { decoder, encoder } = vaeMinimum(theta, { ...settings, beta: 1e-9 });
    theta.forEach((value, i) => {
      expect(decoder[i]! * encoder[i]!).toBeCloseTo(value, 7);
    });
  });

  it('is lower than its neighbours', () => {
    const theta = Float64Array.of(2, 0.6);
    const at = vaeMinimum(theta, settings);
    const least = vaeLossOfModes(theta, at, settings);
    for (const part of ['decoder', 'encoder', 'sds'] as const)
      for (const by of [-1e-3, 1e-3])
        expect(vaeLossOfModes(theta, { ...at, [part]: at[part].map((v) => v + by) }, settings)).toBeGreaterThan(least);
  });

  it('joins its regimes continuously in the hierarchy', () => {
    const between = (sigma1: number) =>
      hierarchyMinimum(Float64Array.of(2, 1.2, 0.4), { beta1: 1, beta2: 1, etaDec: 1, etaEnc: 1, sigma1 })!;
    const [low, high] = [between(1 - 1e-9), between(1)];
    high.encoder.forEach((value, i) => {
      expect(low.encoder[i]).toBeCloseTo(value, 3);
      expect(low.decoder[i]).toBeCloseTo(high.decoder[i]!, 3);
    });
  });
});

const trained = async (
  method: keyof typeof bench.methods,
  params: object,
  instance: 'spectrum' | 'conditioned' = 'spectrum',
  seed = 1,
) => {
  const spec = {
    bench: 'vae/linear',
    instance,
    instanceParams: defaults(bench.instances[instance].params),
    method,
    params: { ...defaults(bench.methods[method].params), ...params },
    seed,
    maxSteps: 300,
    until: null,
    data: null,
    backend: null,
  };
  let fit: LinearFit | null = null;
  const spy = {
    ...metrics.loss,
    measure: (_: unknown, seen: LinearFit) => {
      fit = seen;
      return 0;
    },
  };
  const run = openRun({ ...bench, metrics: { spy } }, spec, { assets: {}, backend: 'cpu', now: () => 0 });
  await run.advance({ budgetMs: 1e9, maxSteps: 1e9, snapshots: [], measureLast: true });
  return { problem: run.problem as LinearData, fit: fit as unknown as LinearFit, result: (await run.result())! };
};

describe('Trained linear VAEs', () => {
  it('are probabilistic PCA at β = η_enc = 1', async () => {
    const { problem, fit } = await trained('linearVae', { etaDec: 1.3 });
    expect(Math.abs(metrics.ppcaGap.measure(problem, fit))).toBeLessThan(1e-9);
    const { size: d, Z } = problem;
    const covariance = new Float64Array(d * d);
    productTransposed(Z, Z, d, d, d, covariance);
    const { eigenvalues } = ppcaMaximum(covariance, d, 2);
    const { reconstruction, klPerDimension } = boundOf(problem, fit);
    const bound = -reconstruction - klPerDimension.reduce((sum, value) => sum + value, 0);
    expect(bound).toBeCloseTo(ppcaLogLikelihood(eigenvalues, 1.3 ** 2, d), 9);
  });

  it('leave the condition’s part to the condition, as a VAE of the rest would', async () => {
    const { problem, result } = await trained('linearConditionalVae', {}, 'conditioned');
    expect(result.deviation).toBeLessThan(1e-6);
    const rest = vaeMinimum(problem.condition!.residual.map(Math.sqrt), settings);
    (result.decoder as number[]).forEach((value, i) => {
      expect(value).toBeCloseTo(rest.decoder[i]!, 6);
    });
  });

  it('give the residual covariance that the correlation says', () => {
    const { Z, size: d, condition } = conditioned.make({ rho: 0.6 }, { seed: 3, assets: {}, data: null });
    const left = new Float64Array(d * d);
    const explained = new Float64Array(d * d);
    productTransposed(Z, Z, d, d, d, left);
    productTransposed(condition!.cross, condition!.cross, d, d, d, explained);
    left.forEach((value, k) => {
      expect(explained[k]).toBeCloseTo(0.36 * value, 12);
    });
  });

  it('do not see a rotation of the code while its variances are fixed and equal', () => {
    const problem = data();
    const [U, V, Q] = [draw(9), draw(9), randomOrthogonal(random, size)];
    const [turnedU, turnedV] = [new Float64Array(9), new Float64Array(9)];
    product(U, Q, size, size, size, turnedU);
    transposedProduct(Q, V, size, size, size, turnedV);
    const at = (parts: { U: Float64Array; V: Float64Array }) =>
      lossOf(problem, { model: 'vae', ...none, logSd: new Float64Array(3).fill(-0.3), ...parts } as LinearFit);
    expect(at({ U: turnedU, V: turnedV })).toBeCloseTo(at({ U, V }), 11);
  });
});

describe('The hierarchy with both variances learned', () => {
  const scaled = (fit: HierarchicalFit, kappa: number): HierarchicalFit => ({
    ...fit,
    V1: fit.V1.map((value) => kappa * value),
    logSd1: fit.logSd1.map((value) => value + Math.log(kappa)),
    U1: fit.U1.map((value) => value / kappa),
    U2: fit.U2.map((value) => kappa * value),
    W2: fit.W2.map((value) => value / kappa),
    logSd2: fit.logSd2.map((value) => value - Math.log(kappa)),
  });

  it('changes by 2(β₂ − β₁) log κ a number, and a term that falls, when z₁ is scaled where U₂W₂ = I', () => {
    const problem = data();
    const [beta1, beta2, etaDec, etaEnc] = [1.7, 0.6, 0.9, 1.4];
    const inverse = randomOrthogonal(random, size);
    const U2 = Float64Array.from(inverse, (_, k) => inverse[(k % size) * size + Math.floor(k / size)]!);
    const parts = { U1: draw(9), V1: draw(9), logSd1: draw(3), U2, W2: inverse, logSd2: draw(3) };
    const settings = { beta1, beta2, etaDec, etaEnc, sigma1: null };
    const fit = { model: 'hierarchical', settings, ...parts } as HierarchicalFit;
    const trace = fit.logSd2.reduce((sum, value) => sum + Math.exp(2 * value), 0);
    for (const kappa of [0.5, 3, 100]) {
      const falls = (beta2 * (kappa ** -2 - 1) * trace) / etaEnc ** 2;
      const change = 2 * (beta2 - beta1) * size * Math.log(kappa) + falls;
      expect(lossOf(problem, scaled(fit, kappa)) - lossOf(problem, fit)).toBeCloseTo(change, 8);
    }
  });

  it('has one objective and no one answer at equal weights', async () => {
    const runs = await Promise.all(
      [1, 2].map((seed) => trained('linearHierarchicalVae', { learned: true }, 'spectrum', seed)),
    );
    const [first, second] = runs.map(({ result }) => result);
    expect(first!.loss).toBeCloseTo(second!.loss as number, 6);
    expect(Math.abs((first!.decoder as number[])[0]! - (second!.decoder as number[])[0]!)).toBeGreaterThan(0.01);
    expect(first!.deviation).toBeNaN();
  });

  it('collapses the second level whole when that weighs more', async () => {
    const { result } = await trained('linearHierarchicalVae', { learned: true, beta2: 2 });
    expect(result.collapsed).toBe(6);
    expect(result.deviation).toBeLessThan(1e-6);
  });

  it('is refused when the first level weighs more', () => {
    const { linearHierarchicalVae } = bench.methods;
    const params = { ...defaults(linearHierarchicalVae.params), learned: true, beta1: 2 } as never;
    const run = { random, noise: random, count: () => {}, backend: 'cpu' } as const;
    expect(() => linearHierarchicalVae.solve(data(), params, run)).toThrow(ProblemError);
  });
});
