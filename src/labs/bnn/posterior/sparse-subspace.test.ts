import { describe, expect, it } from 'vitest';
import { mulberry32, normals, philoxStream } from '../../../math/random.ts';
import { inverseSoftplus, softplus } from '../../../math/softplus.ts';
import { zigguratNormals } from '../../../math/ziggurat-normals.ts';
import { defaults, type Values } from '../../../params/descriptor.ts';
import { cosine, warmUp } from './batches.ts';
import { CRITERIA, exponentialMoment, rankOf, scoreOf } from './criteria.ts';
import { chosen, exchange, exchangeFraction, keptCount } from './exchange.ts';
import { instances } from './instances.ts';
import { activeWeights, type Posterior } from './posterior.ts';
import { layerSizes, type PosteriorProblem, weightsOf } from './problem.ts';
import { sparseSubspaceVi } from './solvers/sparse-subspace-vi.ts';
import { createTape, propagate, slopes } from './sparse-gradient.ts';
import { createSparseNetwork, type SparseNetwork } from './sparse-network.ts';

type Settings = Values<typeof sparseSubspaceVi.params>;

const moons = (n = 60, width = 12, seed = 3): PosteriorProblem =>
  instances.moons.make(
    { ...(defaults(instances.moons.params) as Values<typeof instances.moons.params>), n, width },
    { seed, assets: {}, data: null },
  );

const gap = (activation: 'relu' | 'tanh'): PosteriorProblem =>
  instances.gap.make(
    { ...(defaults(instances.gap.params) as Values<typeof instances.gap.params>), n: 24, width: 8, activation },
    { seed: 1, assets: {}, data: null },
  );

const copied = ({ networks, ...rest }: Posterior) => ({
  ...rest,
  networks: networks.map(({ layers }) => ({
    layers: layers.map((layer) => ({
      ...layer,
      mean: layer.mean.slice(),
      sd: layer.sd!.slice(),
      bias: layer.bias.slice(),
    })),
  })),
});

function run(problem: PosteriorProblem, changes: Partial<Settings>, seed = 1) {
  const settings = { ...(defaults(sparseSubspaceVi.params) as Settings), updates: 60, ...changes };
  let counted = 0;
  const context = {
    random: philoxStream(seed, 1),
    noise: philoxStream(seed, 2),
    count: (_: string, amount: number) => {
      counted += amount;
    },
    backend: 'cpu',
  } as const;
  const iterates: Posterior[] = [];
  for (const iterate of sparseSubspaceVi.solve(problem, settings, context) as Iterable<Posterior>)
    iterates.push(copied(iterate));
  return { iterates, counted };
}

describe('removal criteria', () => {
  it('have their limits', () => {
    expect(scoreOf('snrAbs', 0, 0.3, 1)).toBeCloseTo(1.32361, 5);
    expect(scoreOf('eAbs', -0.7, 1e-9, 1)).toBeCloseTo(0.7, 12);
    expect(exponentialMoment(0.4, 0.2, 0)).toBeCloseTo(1, 12);
    expect(scoreOf('q25', 0, 1, 1)).toBeCloseTo(0.318639, 5);
    for (const criterion of CRITERIA)
      for (const [mu, sigma] of [
        [0, 1e-6],
        [30, 1e-6],
        [-5, 40],
      ] as const)
        expect([criterion, Number.isFinite(rankOf(criterion, mu, sigma, 5))]).toEqual([criterion, true]);
  });

  it('order by E|θ| / sd|θ| as by |μ|/σ', () => {
    const ts = Array.from({ length: 4000 }, (_, k) => 0.02 + k * 0.002);
    const scores = ts.map((t) => scoreOf('snrAbs', t, 1, 1));
    for (let k = 1; k < ts.length; k++) expect(scores[k]!).toBeGreaterThan(scores[k - 1]!);
  });
});

describe('an exchange', () => {
  it('keeps the count of weights for every k, and a weight that returns keeps its place', () => {
    const random = mulberry32(5);
    const active = Int32Array.from([1, 4, 5, 9, 12, 17, 18]);
    const ranks = Float64Array.from(active, random);
    const gradient = normals(random, 20);
    for (let k = 0; k <= active.length; k++) {
      const { active: next, from, removed, added } = exchange(active, ranks, gradient, k);
      expect([next.length, removed.length, added.length]).toEqual([active.length, k, k]);
      expect(new Set(next).size).toBe(active.length);
      next.forEach((index, place) => {
        expect(from[place]).toBe(active.indexOf(index));
      });
    }
  });

  it('breaks ties in favour of the lower index', () => {
    expect([...chosen(Float64Array.of(1, 2, 2, 2, 0), 2)]).toEqual([0, 1, 1, 0, 0]);
    expect([...chosen(Float64Array.of(3, 3, 3), 3)]).toEqual([1, 1, 1]);
  });

  it('follows its schedule and the rounding of the density', () => {
    expect(exchangeFraction(0, 0.3, 100)).toBeCloseTo(0.3);
    expect(exchangeFraction(100, 0.3, 100)).toBeCloseTo(0);
    expect([keptCount(0.1, 1000), keptCount(0.01, 8192), keptCount(1, 7), keptCount(0.001, 64)]).toEqual([
      100, 82, 7, 1,
    ]);
  });
});

describe('the gradient on the lists', () => {
  const objective = (problem: PosteriorProblem, network: SparseNetwork, batch: Int32Array) => {
    const tape = createTape(problem, batch.length);
    const normalsOf = mulberry32(9);
    const { crossEntropy } = propagate(problem, network, batch, (out) => out.set(normals(normalsOf, out.length)), tape);
    const { kl } = slopes(network, 0.7, 0.03, tape);
    return crossEntropy + 0.03 * kl;
  };

  it.each([
    ['classes, relu', moons(30, 6)],
    ['values, relu', gap('relu')],
    ['values, tanh', gap('tanh')],
  ])('is that of the objective by central differences: %s', (_, problem) => {
    const network = createSparseNetwork(problem, 0.5, 0.1, mulberry32(2));
    const batch = Int32Array.from({ length: problem.train.count }, (_unused, i) => i);
    // Away from 0, where a unit without inputs would stand on the kink of its rectifier.
    const random = mulberry32(8);
    for (const { bias } of network.layers) for (let o = 0; o < bias.length; o++) bias[o] = random() - 0.3;
    objective(problem, network, batch);
    const found = network.layers.map(({ means, rhos, biases }) =>
      [means, rhos, biases].map(({ slope }) => slope.slice()),
    );
    network.layers.forEach((layer, l) => {
      [layer.means, layer.rhos, layer.biases].forEach(({ value }, which) => {
        for (let k = 0; k < value.length; k += 3) {
          const at = (h: number) => {
            const kept = value[k]!;
            value[k] = kept + h;
            // σ is a function of ρ that the network keeps beside it.
            const [sd, variance] = [layer.sd[k]!, layer.variance[k]!];
            if (which === 1) {
              layer.sd[k] = softplus(value[k]!);
              layer.variance[k] = layer.sd[k]! ** 2;
            }
            const result = objective(problem, network, batch);
            value[k] = kept;
            if (which === 1) {
              layer.sd[k] = sd;
              layer.variance[k] = variance;
            }
            return result;
          };
          const difference = (at(1e-5) - at(-1e-5)) / 2e-5;
          const slope = found[l]![which]![k]!;
          expect(Math.abs(slope - difference)).toBeLessThan(1e-3 * Math.abs(difference) + 1e-6);
        }
      });
    });
  });
});

/** Dense variational inference in plain loops over whole matrices: what density 1 must reproduce. */
function denseTrajectory(problem: PosteriorProblem, steps: number, settings: Settings, seed: number): Float64Array[] {
  const network = createSparseNetwork(problem, 1, settings.sigma0, philoxStream(seed, 1));
  const parameters = network.layers.flatMap((l) => [l.mean.slice(), l.rhos.value.slice(), l.bias.slice()]);
  const [first, second] = [0, 1].map(() => parameters.map((p) => new Float64Array(p.length)));
  const sizes = layerSizes(problem);
  const { train, features } = problem;
  const draws = recordedNoise(problem, settings, seed, steps);
  for (let t = 1; t <= steps; t++) {
    const eps = draws[t - 1]!;
    const weight = (settings.beta * warmUp(t - 1, settings.updates, 1)) / train.count;
    const gradients = parameters.map((p) => new Float64Array(p.length));
    for (let n = 0; n < train.count; n++) {
      const xs = [Array.from(train.inputs.subarray(n * features, (n + 1) * features))];
      const roots: number[][] = [];
      for (let l = 0; l + 1 < sizes.length; l++) {
        const [mu, rho, b] = [parameters[3 * l]!, parameters[3 * l + 1]!, parameters[3 * l + 2]!];
        const h: number[] = [];
        roots.push([]);
        for (let o = 0; o < sizes[l + 1]!; o++) {
          let [m, v] = [b[o]!, 0];
          xs[l]!.forEach((x, i) => {
            m += mu[o * sizes[l]! + i]! * x;
            v += softplus(rho[o * sizes[l]! + i]!) ** 2 * x * x;
          });
          roots[l]!.push(Math.sqrt(v + 1e-8));
          h.push(m + roots[l]![o]! * eps[l]![o * train.count + n]!);
        }
        xs.push(l + 2 < sizes.length ? h.map((one) => Math.max(0, one)) : h);
      }
      const logits = xs.at(-1)!;
      const total = logits.reduce((sum, one) => sum + Math.exp(one), 0);
      let delta = logits.map((one, c) => (Math.exp(one) / total - (c === train.targets[n] ? 1 : 0)) / train.count);
      for (let l = sizes.length - 2; l >= 0; l--) {
        const [mu, rho] = [parameters[3 * l]!, parameters[3 * l + 1]!];
        const back = new Array<number>(sizes[l]!).fill(0);
        delta.forEach((d, o) => {
          const dv = (0.5 * d * eps[l]![o * train.count + n]!) / roots[l]![o]!;
          gradients[3 * l + 2]![o]! += d;
          xs[l]!.forEach((x, i) => {
            const k = o * sizes[l]! + i;
            const s = softplus(rho[k]!);
            gradients[3 * l]![k]! += d * x;
            gradients[3 * l + 1]![k]! += dv * x * x * 2 * s * (1 - Math.exp(-s));
            back[i]! += mu[k]! * d + 2 * x * s * s * dv;
          });
        });
        delta = back.map((d, i) => (xs[l]![i]! > 0 ? d : 0));
      }
    }
    for (let l = 0; l + 1 < sizes.length; l++)
      parameters[3 * l]!.forEach((mu, k) => {
        const s = softplus(parameters[3 * l + 1]![k]!);
        gradients[3 * l]![k]! += (weight * mu) / settings.priorSd ** 2;
        gradients[3 * l + 1]![k]! += weight * (s / settings.priorSd ** 2 - 1 / s) * (1 - Math.exp(-s));
      });
    const rate = settings.rate * cosine(t - 1, settings.updates);
    parameters.forEach((p, which) => {
      p.forEach((value, k) => {
        const g = gradients[which]![k]!;
        first![which]![k] = 0.9 * first![which]![k]! + 0.1 * g;
        second![which]![k] = 0.999 * second![which]![k]! + 0.001 * g * g;
        const [m, v] = [first![which]![k]! / (1 - 0.9 ** t), second![which]![k]! / (1 - 0.999 ** t)];
        p[k] = value - (rate * m) / (Math.sqrt(v) + 1e-8);
      });
    });
  }
  return parameters;
}

/** The noise a run of the solver takes, step by step and layer by layer. */
function recordedNoise(problem: PosteriorProblem, settings: Settings, seed: number, steps: number): Float64Array[][] {
  const network = createSparseNetwork(problem, 1, settings.sigma0, philoxStream(seed, 1));
  const tape = createTape(problem, problem.train.count);
  const fill = zigguratNormals(philoxStream(seed, 2));
  const batch = Int32Array.from({ length: problem.train.count }, (_, i) => i);
  return Array.from({ length: steps }, () => {
    const eps: Float64Array[] = [];
    propagate(
      problem,
      network,
      batch,
      (out) => {
        fill(out);
        eps.push(out.slice());
      },
      tape,
    );
    return eps;
  });
}

describe('sparse subspace VI', () => {
  it('is dense variational inference at density 1', () => {
    const problem = moons(20, 5);
    const settings = { ...(defaults(sparseSubspaceVi.params) as Settings), updates: 15, density: 1 };
    const last = run(problem, settings, 4).iterates.at(-1)!;
    const expected = denseTrajectory(problem, 15, settings, 4);
    last.networks[0]!.layers.forEach(({ mean, sd, bias }, l) => {
      for (let k = 0; k < mean.length; k++) expect(mean[k]).toBeCloseTo(expected[3 * l]![k]!, 9);
      for (let k = 0; k < sd!.length; k++) expect(sd![k]).toBeCloseTo(softplus(expected[3 * l + 1]![k]!), 9);
      for (let k = 0; k < bias.length; k++) expect(bias[k]).toBeCloseTo(expected[3 * l + 2]![k]!, 9);
    });
  });

  it.each(CRITERIA)('keeps the count of weights of every layer by %s', (criterion) => {
    const problem = moons();
    const { iterates } = run(problem, { criterion, alpha: 0.6, interval: 5, density: 0.3 });
    const counts = iterates.map(({ networks }) => networks[0]!.layers.map(({ mean }) => mean.length).join());
    expect(new Set(counts).size).toBe(1);
    const last = iterates.at(-1)!;
    expect(last.topology!.overlap).toBeLessThan(1);
    expect(last.topology!.everActive).toBeGreaterThan(0.3);
  });

  it('leaves the subspace alone at α = 0 and when static, and then skips no step of the optimiser', () => {
    const idle = run(moons(), { alpha: 0 }).iterates.at(-1)!;
    const fixed = run(moons(), { topology: 'static' }).iterates.at(-1)!;
    for (const { topology } of [idle, fixed])
      expect([topology!.overlap, topology!.added.flat().length]).toEqual([1, 3]);
    expect(idle.networks[0]!.layers.map(({ pattern }) => pattern)).toEqual(
      fixed.networks[0]!.layers.map(({ pattern }) => pattern),
    );
  });

  it('gives fresh weights mean 0 and the average ρ, or a tiny σ', () => {
    for (const fresh of ['average', 'tiny'] as const) {
      const { iterates } = run(moons(), { fresh, interval: 10, alpha: 0.5, updates: 20 });
      const [before, at] = [iterates[8]!, iterates[9]!];
      const added = at.topology!.added.map((one) => [...one]);
      expect(added.flat().length).toBeGreaterThan(0);
      at.networks[0]!.layers.forEach((layer, l) => {
        const rhos = Array.from(before.networks[0]!.layers[l]!.sd!, inverseSoftplus);
        const sigma = fresh === 'tiny' ? 1e-6 : softplus(rhos.reduce((a, b) => a + b, 0) / rhos.length);
        const { rowStart, columns } = layer.pattern!;
        for (let o = 0; o < layer.outputs; o++)
          for (let k = rowStart[o]!; k < rowStart[o + 1]!; k++) {
            if (!added[l]!.includes(o * layer.inputs + columns[k]!)) continue;
            expect(layer.mean[k]).toBe(0);
            expect(layer.sd![k]).toBeCloseTo(sigma, 9);
          }
      });
    }
  });

  it('at 95 % sparsity multiplies and stores what is active, and one dense gradient an exchange', () => {
    const problem = moons(40, 64);
    const density = 0.05;
    const { iterates, counted } = run(problem, { density, interval: 10, updates: 80, alpha: 0.3 });
    const sizes = layerSizes(problem);
    const matrices = sizes.slice(1).map((outputs, l) => sizes[l]! * outputs);
    const active = matrices.map((n) => keptCount(density, n));
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    const rows = problem.train.count;
    // Forward and weights for every layer, inputs for all but the first; means and variances.
    const step = rows * (4 * sum(active) + 2 * sum(active.slice(1)));
    const exchanges = 5; // t = 10, …, 50 < 60
    const exchanged = (t: number) => active.map((k) => Math.floor(exchangeFraction(t, 0.3, 60) * k));
    let dense = 0;
    for (let e = 1; e <= exchanges; e++)
      exchanged(10 * e).forEach((k, l) => {
        if (k > 0) dense += rows * matrices[l]!;
      });
    expect(counted).toBe(80 * step + dense);
    const { cost, networks } = iterates.at(-1)!;
    expect(cost.multiplyAdds).toBe(counted);
    expect(activeWeights(networks[0]!)).toBe(sum(active));
    const { means, sds, moments, indexes, biases } = cost.held;
    expect([means, sds, moments]).toEqual([sum(active), sum(active), 4 * sum(active) + 2 * biases]);
    expect(indexes).toBe(sum(active) + sum(sizes.slice(1)) + 3);
    // Everything held, indexes included, against means and deviations alone of the dense posterior.
    expect(means + sds + moments + indexes + biases).toBeLessThan(0.3 * 2 * weightsOf(problem));
    for (const { mean, sd, pattern } of networks[0]!.layers)
      expect([mean.length, sd!.length, pattern!.columns.length]).toEqual(Array(3).fill(mean.length));
  });

  it('runs at a sparsity of 0 and of 0.999', () => {
    for (const density of [1, 0.001]) {
      const last = run(moons(), { density }).iterates.at(-1)!;
      expect(Number.isFinite(last.loss)).toBe(true);
      expect(activeWeights(last.networks[0]!)).toBe(density === 1 ? weightsOf(moons()) : 3);
    }
  });

  it('takes the gradient of a pass without noise where asked', () => {
    const last = run(moons(), { gradient: 'means', alpha: 0.5 }).iterates.at(-1)!;
    expect(last.topology!.overlap).toBeLessThan(1);
  });
});
