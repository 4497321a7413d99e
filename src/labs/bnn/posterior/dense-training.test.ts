import { beforeEach, describe, expect, test } from 'vitest';
import type { Method, RunContext } from '../../../engine/bench.ts';
import { fillNormals } from '../../../math/fill-normals.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { philoxStream } from '../../../math/random.ts';
import { inverseSoftplus, softplus } from '../../../math/softplus.ts';
import { localPass, type VariationalLayer } from '../../../math/variational-layer.ts';
import { zigguratNormals } from '../../../math/ziggurat-normals.ts';
import { defaults, type ParamValues } from '../../../params/descriptor.ts';
import { liveTensors, openBackend } from '../../../tensor/backend.ts';
import { keptCount } from './exchange.ts';
import { instances } from './instances.ts';
import type { Posterior } from './posterior.ts';
import { layerSizes, type PosteriorProblem } from './problem.ts';
import { deepEnsemble } from './solvers/deep-ensemble.ts';
import { deterministic } from './solvers/deterministic.ts';
import { magnitudePruning } from './solvers/magnitude-pruning.ts';
import { meanFieldVi } from './solvers/mean-field-vi.ts';

beforeEach(() =>
  openBackend({ asked: 'cpu', gpu: undefined, wasmPaths: '', onLost: () => {}, timeoutMs: 20_000, strict: true }),
);

const WIDTH = 8;
const moons = instances.moons.make(
  { n: 40, noise: 0.2, width: WIDTH, depth: 2, activation: 'relu' },
  { seed: 1, assets: {}, data: null },
);
const gap = instances.gap.make(
  { n: 30, noise: 0.1, width: WIDTH, depth: 2, activation: 'relu' },
  { seed: 1, assets: {}, data: null },
);
const context = (count: RunContext['count'] = () => {}): RunContext => ({
  random: philoxStream(3, 1),
  noise: philoxStream(3, 2),
  count,
  backend: 'cpu',
});

/** A method of the bench, whatever its parameters. */
// biome-ignore lint/suspicious/noExplicitAny: methods with different parameters
type AnyMethod = Method<PosteriorProblem, Posterior, any>;

/** Every iterate of a run, settled. */
async function runOf(method: AnyMethod, problem: PosteriorProblem, params: ParamValues, run = context()) {
  const found: Posterior[] = [];
  const values = { ...defaults(method.params), ...params };
  for await (const posterior of method.solve(problem, values, run)) {
    if (posterior === undefined) continue;
    await posterior.settle?.();
    found.push(posterior);
  }
  return found;
}

const numbersOf = (posterior: Posterior) =>
  posterior.networks.flatMap(({ layers }) =>
    layers.flatMap(({ mean, sd, bias }) => [...mean, ...(sd ? [...sd] : []), ...bias]),
  );

/** Mean-field VI with local reparameterisation in float64, from the same streams: means, sds and biases after so many steps. */
function twin(problem: PosteriorProblem, values: { updates: number; rate: number; beta: number }, until: number) {
  const sizes = layerSizes(problem);
  const { random, noise } = context();
  const rows = problem.train.count;
  const normals = zigguratNormals(noise);
  const layers = sizes.slice(1).map((outputs, l): VariationalLayer => {
    const inputs = sizes[l]!;
    const first = new Float32Array(outputs * inputs);
    fillNormals(random, first);
    return {
      rows,
      inputs,
      outputs,
      mean: Float64Array.from(first, (one) => one * Math.sqrt(2 / inputs)),
      rho: new Float64Array(outputs * inputs).fill(inverseSoftplus(0.02)),
      bias: new Float64Array(outputs),
    };
  });
  const optimiser = createOptimiser(
    'adam',
    layers.flatMap(({ mean, rho, bias }) => [mean, rho, bias]),
  );
  for (let step = 0; step < until; step++) {
    let x = problem.train.inputs;
    const weight = (values.beta * Math.min(1, (2 * step) / values.updates)) / rows;
    const draws = layers.map(({ outputs }) => {
      const out = new Float32Array(rows * outputs);
      normals(out);
      return Float64Array.from(out);
    });
    const passes = layers.map((layer, l) => {
      const pass = localPass(layer, x, draws[l]!);
      const left = l < layers.length - 1 ? pass.output.map((one) => Math.max(0, one)) : pass.output;
      x = left;
      return { pass, left };
    });
    let d: Float64Array = new Float64Array(x.length);
    for (let r = 0; r < rows; r++) {
      const target = problem.train.targets[r]!;
      if (problem.kind === 'regression') d[r] = (x[r]! - target) / (problem.noiseSd ** 2 * rows);
      else {
        const e = x.slice(r * problem.outputs, (r + 1) * problem.outputs).map(Math.exp);
        const sum = e.reduce((a, b) => a + b, 0);
        e.forEach((one, c) => {
          d[r * problem.outputs + c] = (one / sum - (c === target ? 1 : 0)) / rows;
        });
      }
    }
    const slopes: Float64Array[] = [];
    for (let l = layers.length - 1; l >= 0; l--) {
      const { pass, left } = passes[l]!;
      const back = pass.backward(l === layers.length - 1 ? d : d.map((one, k) => (left[k]! > 0 ? one : 0)));
      d = back.input;
      const { mean, rho } = layers[l]!;
      const ofMean = back.mean.map((one, k) => one + weight * mean[k]!);
      const ofRho = back.rho.map((one, k) => {
        const sd = softplus(rho[k]!);
        return one + (weight * (sd - 1 / sd)) / (1 + Math.exp(-rho[k]!));
      });
      slopes.unshift(ofMean, ofRho, back.bias);
    }
    optimiser.step(slopes, values.rate * 0.5 * (1 + Math.cos((Math.PI * step) / values.updates)));
  }
  return layers.flatMap(({ mean, rho, bias }) => [...mean, ...rho.map(softplus), ...bias]);
}

describe('mean-field VI on a device', () => {
  test.each([
    ['classes', moons],
    ['values', gap],
  ])('takes for 20 steps those of its float64 twin: %s', async (_, problem) => {
    const values = { updates: 20, rate: 1e-2, beta: 0.1 };
    const posteriors = await runOf(meanFieldVi, problem, { ...values, priorSd: 1, sigma0: 0.02 });
    const found = numbersOf(posteriors.at(-1)!);
    const expected = twin(problem, values, 20);
    // Adam turns a gradient that is nearly 0 by up to its whole rate.
    const far = expected.filter((one, k) => Math.abs(one - found[k]!) > 1e-4 * (1 + Math.abs(one)));
    expect(far.length).toBeLessThan(0.02 * expected.length);
  });

  test.each(['localReparameterisation', 'flipout', 'bayesByBackprop'])('learns by %s', async (estimator) => {
    const run = await runOf(meanFieldVi, moons, { updates: 120, rate: 2e-2, estimator });
    expect(run.at(-1)!.crossEntropy).toBeLessThan(0.6 * run[0]!.crossEntropy);
    expect(run.every(({ kl, gradientNorm }) => kl > 0 && gradientNorm > 0)).toBe(true);
  });

  test('counts its products: twice three of every layer but the first, which passes nothing back', async () => {
    let counted = 0;
    const run = await runOf(
      meanFieldVi,
      moons,
      { updates: 20 },
      context((_, amount) => (counted += amount)),
    );
    const { cost } = run.at(-1)!;
    const [first, others] = [2 * WIDTH, WIDTH * WIDTH + 2 * WIDTH];
    expect(cost.multiplyAdds).toBe(20 * 40 * (4 * first + 6 * others));
    expect(cost.denseMultiplyAdds).toBe(cost.multiplyAdds);
    expect(counted).toBe(cost.multiplyAdds);
    const weights = first + others;
    expect(cost.held).toEqual({
      means: weights,
      sds: weights,
      biases: 18,
      moments: 2 * (2 * weights + 18),
      indexes: 0,
    });
  });

  test('leaves nothing on the device, and its last iterate readable', async () => {
    const before = liveTensors();
    const run: Posterior[] = [];
    const values = { ...defaults(meanFieldVi.params), updates: 40 };
    for await (const one of meanFieldVi.solve(moons, values as never, context())) if (one) run.push(one);
    expect(run.length).toBe(40);
    expect(run.at(-1)!.networks[0]!.layers.length).toBe(3);
    expect(() => run[0]!.networks).toThrow('settled');
    expect(liveTensors()).toBe(before);
  });
});

describe('point weights', () => {
  test('are learned, and weight decay makes them smaller', async () => {
    const size = (one: Posterior) => Math.hypot(...one.networks[0]!.layers.flatMap(({ mean }) => [...mean]));
    const plain = (await runOf(deterministic, moons, { updates: 100 })).at(-1)!;
    const decayed = (await runOf(deterministic, moons, { updates: 100, decay: 0.01 })).at(-1)!;
    expect(plain.crossEntropy).toBeLessThan(0.35);
    expect(plain.kl).toBeNaN();
    expect(size(decayed)).toBeLessThan(size(plain));
    expect(decayed.loss).toBeCloseTo(decayed.crossEntropy + 0.005 * size(decayed) ** 2, 5);
  });

  test('an ensemble of one is the plain network; of three, three that differ', async () => {
    const one = (await runOf(deterministic, moons, { updates: 20 })).at(-1)!;
    const alone = (await runOf(deepEnsemble, moons, { updates: 20, members: 1 })).at(-1)!;
    expect(numbersOf(alone)).toEqual(numbersOf(one));
    const three = (await runOf(deepEnsemble, moons, { updates: 20, members: 3 })).at(-1)!;
    const firsts = three.networks.map(({ layers }) => layers[0]!.mean[0]!);
    expect(new Set(firsts).size).toBe(3);
    expect(three.cost.multiplyAdds).toBe(3 * one.cost.multiplyAdds);
  });
});

describe('magnitude pruning', () => {
  const sizes = [2 * WIDTH, WIDTH * WIDTH, 2 * WIDTH];
  const kept = ({ networks }: Posterior) => networks[0]!.layers.map(({ mean }) => mean.length);

  test.each(['posterior', 'deterministic'])('cuts each layer of a %s once, to its share, for good', async (of) => {
    const run = await runOf(magnitudePruning, moons, { updates: 50, density: 0.25, of });
    const cut = 33;
    expect(run[cut - 2]!.topology).toBeNull();
    expect(kept(run[cut - 2]!)).toEqual(sizes);
    const expected = sizes.map((size) => keptCount(0.25, size));
    for (const one of run.slice(cut - 1)) expect(kept(one)).toEqual(expected);
    const { topology } = run.at(-1)!;
    expect(topology!.step).toBe(cut);
    expect(topology!.removed.map(({ length }, l) => length + expected[l]!)).toEqual(sizes);
    const pattern = ({ networks }: Posterior) => networks[0]!.layers.map(({ pattern: one }) => [...one!.columns]);
    expect(pattern(run.at(-1)!)).toEqual(pattern(run[cut - 1]!));

    // What stays are the weights of largest |μ|/σ, or |w|, after the step before which all were there.
    const layer = run[cut - 1]!.networks[0]!.layers[1]!;
    const score = (k: number) => Math.abs(layer.mean[k]!) / (layer.sd ? layer.sd[k]! : 1);
    expect(Math.min(...Array.from(layer.mean.keys(), score))).toBeGreaterThan(0);
    // Fine-tuning moves them.
    expect(numbersOf(run.at(-1)!)).not.toEqual(numbersOf(run[cut - 1]!));
    expect(numbersOf(run.at(-1)!).every(Number.isFinite)).toBe(true);
  });

  test('keeps the weights of largest |μ|/σ', async () => {
    const run = await runOf(magnitudePruning, moons, { updates: 50, density: 0.25 });
    const dense = await runOf(meanFieldVi, moons, { updates: 50 });
    const [before, after] = [dense[32]!.networks[0]!.layers, run[32]!.networks[0]!.layers];
    before.forEach(({ mean, sd, inputs }, l) => {
      const scores = [...mean].map((m, k) => Math.abs(m) / sd![k]!);
      const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
      const expected = order.slice(0, keptCount(0.25, mean.length)).sort((a, b) => a - b);
      const { rowStart, columns } = after[l]!.pattern!;
      const found: number[] = [];
      for (let o = 0; o + 1 < rowStart.length; o++)
        for (let k = rowStart[o]!; k < rowStart[o + 1]!; k++) found.push(o * inputs + columns[k]!);
      expect(found).toEqual(expected);
    });
  });

  test('gradually, cuts every ten steps between a fifth and three quarters, and ends at its share', async () => {
    const before = liveTensors();
    const run = await runOf(magnitudePruning, moons, { updates: 100, density: 0.1, schedule: 'gradual' });
    expect(liveTensors()).toBe(before);
    const cuts = run.filter(({ topology, step }) => topology?.step === step).map(({ step }) => step);
    expect(cuts).toEqual([30, 40, 50, 60, 70, 75]);
    expect(kept(run.at(-1)!)).toEqual(sizes.map((size) => keptCount(0.1, size)));
    const counts = run.map((one) => kept(one)[1]!);
    expect(counts.every((count, k) => k === 0 || count <= counts[k - 1]!)).toBe(true);
  });

  test('at density 1 is dense variational inference', async () => {
    const pruned = (await runOf(magnitudePruning, moons, { updates: 30, density: 1 })).at(-1)!;
    const dense = (await runOf(meanFieldVi, moons, { updates: 30 })).at(-1)!;
    expect(numbersOf(pruned)).toEqual(numbersOf(dense));
  });
});
