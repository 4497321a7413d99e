import { describe, expect, it } from 'vitest';
import type { RunContext } from '../../../engine/bench.ts';
import { mulberry32 } from '../../../math/random.ts';
import { logit } from '../../../math/support-chain.ts';
import { defaults, type Values } from '../../../params/descriptor.ts';
import { instances } from './instances.ts';
import type { Posterior } from './posterior.ts';
import type { PosteriorProblem } from './problem.ts';
import { turboVbi } from './solvers/turbo-vbi.ts';
import { createTape, propagate } from './sparse-gradient.ts';
import { createSparseNetwork } from './sparse-network.ts';
import { structureOf } from './support-structure.ts';
import { deleteEmptyNeurons, turboSlopes } from './turbo-network.ts';
import { createBeliefs, priorBound, updatePrecisions, updateSupport } from './turbo-updates.ts';

type Settings = Values<typeof turboVbi.params>;

const problem: PosteriorProblem = instances.moons.make(
  { ...(defaults(instances.moons.params) as Values<typeof instances.moons.params>), n: 40, width: 8 },
  { seed: 1, assets: {}, data: null },
);
const prior = { a: 1, b: 0.04, aBar: 1, bBar: 1e-4 };

const contextOf = (count: RunContext['count'] = () => {}): RunContext => ({
  random: mulberry32(1),
  noise: mulberry32(2),
  count,
  backend: 'cpu',
});

function solve(settings: Partial<Settings>, count?: RunContext['count']): Posterior[] {
  const all = { ...(defaults(turboVbi.params) as Settings), updates: 100, ...settings };
  return [...(turboVbi.solve(problem, all, contextOf(count)) as Iterable<Posterior | undefined>)].filter(
    (one): one is Posterior => one !== undefined,
  );
}

describe('closed updates', () => {
  const random = mulberry32(3);
  const size = 40;
  const variance = Float64Array.from({ length: size }, () => 0.01 * random() + 1e-4);
  const second = variance.map((one) => one + (random() - 0.5) ** 2);

  it('never lower the bound, whatever the start', () => {
    for (const [p, shapes] of [
      [0.1, prior],
      [0.7, { a: 2.5, b: 0.3, aBar: 0.8, bBar: 1e-3 }],
    ] as const) {
      const beliefs = createBeliefs(size, p, logit(0.3));
      updatePrecisions(beliefs, second, shapes);
      let bound = priorBound(beliefs, second, variance, shapes);
      for (let sweep = 0; sweep < 10; sweep++)
        for (const update of [() => updateSupport(beliefs, shapes), () => updatePrecisions(beliefs, second, shapes)]) {
          update();
          const next = priorBound(beliefs, second, variance, shapes);
          expect(next).toBeGreaterThanOrEqual(bound - 1e-9);
          bound = next;
        }
      for (const shape of beliefs.shape) expect(shape).toBeGreaterThan(0.5);
    }
  });

  it('keep everything active that starts active', () => {
    const beliefs = createBeliefs(size, 1, logit(0.091));
    const none = new Float64Array(size);
    for (let sweep = 0; sweep < 20; sweep++) {
      updatePrecisions(beliefs, none, prior);
      if (sweep === 0) expect(Math.max(...beliefs.precision)).toBeCloseTo(37.5, 10);
      updateSupport(beliefs, prior);
    }
    for (const one of beliefs.active) expect(one).toBeGreaterThan(0.5);
  });
});

describe('the training', () => {
  it('follows the gradient of its objective', () => {
    const network = createSparseNetwork(problem, 1, 0.05, mulberry32(4));
    const rows = Int32Array.from({ length: 40 }, (_, k) => k);
    const tape = createTape(problem, 40);
    const precisions = network.layers.map(({ mean }) => mean.map((_, k) => 1 + (k % 7)));
    const quiet = (out: Float64Array) =>
      out.forEach((_, k) => {
        out[k] = Math.sin(k);
      });
    const loss = () => {
      const { crossEntropy } = propagate(problem, network, rows, quiet, tape);
      return crossEntropy + 0.02 * turboSlopes(network, precisions, 0.02, tape).penalty;
    };
    loss();
    const { means } = network.layers[1]!;
    const slope = means.slope.slice();
    for (const k of [0, 9, 33]) {
      const [kept, h] = [means.value[k]!, 1e-6];
      means.value[k] = kept + h;
      const up = loss();
      means.value[k] = kept - h;
      const down = loss();
      means.value[k] = kept;
      expect(slope[k]).toBeCloseTo((up - down) / (2 * h), 5);
    }
  });

  it('says the same after empty neurons are deleted', () => {
    const network = createSparseNetwork(problem, 1, 1e-6, mulberry32(5));
    const rows = Int32Array.from({ length: 40 }, (_, k) => k);
    const tape = createTape(problem, 40);
    const masks = network.layers.map(({ mean }) => new Uint8Array(mean.length).fill(1));
    masks[0]!.fill(0, 2 * 2, 4 * 2);
    network.layers[0]!.mean.fill(0, 2 * 2, 4 * 2);
    network.layers[0]!.bias.set([0.4, -0.3], 2);
    const { crossEntropy } = propagate(problem, network, rows, null, tape);
    deleteEmptyNeurons(network, masks, (x) => Math.max(0, x));
    network.layers[1]!.mean.forEach((_, k, mean) => {
      if (masks[1]![k] === 0) mean[k] = 0;
    });
    expect(masks[1]!.filter((one) => one === 0)).toHaveLength(16);
    expect(propagate(problem, network, rows, null, tape).crossEntropy).toBeCloseTo(crossEntropy, 10);
  });

  it('holds and multiplies only what is left once the support is frozen', () => {
    let counted = 0;
    const all = solve({}, (_, amount) => {
      counted += amount;
    });
    const last = all.at(-1)!;
    const { active, total } = structureOf(last)!;
    expect(active).toBeLessThan(total);
    expect(last.cost.held.means).toBe(active);
    expect(last.networks[0]!.layers.reduce((sum, { mean }) => sum + mean.length, 0)).toBe(active);
    expect(counted).toBe(last.cost.multiplyAdds);
    expect(last.topology!.removed.reduce((sum, { length }) => sum + length, 0)).toBe(total - active);
    const step = (k: number) => all[k]!.cost.multiplyAdds - all[k - 1]!.cost.multiplyAdds;
    expect(step(99)).toBeLessThan((1.2 * step(1) * active) / total);
  });

  it('without rounds of messages is the independent support', () => {
    const last = (settings: Partial<Settings>) =>
      solve(settings)
        .at(-1)!
        .networks[0]!.layers.map(({ mean }) => [...mean]);
    expect(last({ sweeps: 0 })).toEqual(last({ support: 'independent' }));
  });

  it('removes nothing from the absorbing start', () => {
    expect(structureOf(solve({ start: 'absorbing' }).at(-1)!)!.active).toBe(96);
  });
});
