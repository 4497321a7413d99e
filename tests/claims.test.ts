import { describe, expect, it } from 'vitest';
import { paperSpec } from '../src/app/presets.ts';
import type { Claim } from '../src/claims/claim.ts';
import { type ClaimResult, measureClaim, type Trace } from '../src/claims/evaluate.ts';
import { type AnyBench, describe as describeBench } from '../src/engine/bench.ts';
import type { Paper } from '../src/papers/paper.ts';
import { allBenches, traceOf } from './headless.ts';

const papers = Object.entries(import.meta.glob<{ default: Paper }>('../src/papers/*/*.ts', { eager: true })).map(
  ([path, module]) => ({ slug: path.replace(/^.*\/(.+)\.ts$/, '$1'), paper: module.default }),
);
const benches = new Map((await allBenches()).map((bench) => [bench.id, bench]));

/** Claims that this machine's runs are known not to reproduce; each is shown so on its page. */
const DO_NOT_HOLD: Readonly<Record<string, readonly string[]>> = {
  'sinkhorn-newton-sparse': ['densities', 'cityblock'],
};

const traces = new Map<string, Promise<Trace>>();
const measure = (
  slug: string,
  paper: Paper,
  claim: Claim,
  bench: AnyBench,
  seeds = claim.quick.seeds,
  fault = '',
): Promise<ClaimResult> =>
  measureClaim(claim, { ...claim.quick, seeds }, (name, seed) => {
    const key = `${slug} ${name} ${seed} ${fault}`;
    if (!traces.has(key))
      traces.set(key, traceOf(bench, { ...paperSpec(describeBench(bench), paper.runs[name]!).spec, seed }));
    return traces.get(key)!;
  });

describe.each(papers)('The claims of $slug', ({ slug, paper }) => {
  it.each(paper.claims.map((claim) => [claim.says, claim] as const))('%s', async (_, claim) => {
    const bench = benches.get(Object.values(paper.runs)[0]!.bench)!;
    const result = await measure(slug, paper, claim, bench);
    expect(result.measured.every(({ value }) => !Number.isNaN(value))).toBe(true);
    expect(result.verdict).toBe(DO_NOT_HOLD[slug]?.includes(claim.id) ? 'does not hold here' : 'holds');
  });

  it('names only runs and metrics that exist', () => {
    for (const { bench, ...run } of Object.values(paper.runs))
      expect(paperSpec(describeBench(benches.get(bench)!), { bench, ...run }).corrections).toEqual([]);
    for (const one of paper.tries) expect(Object.keys(paper.runs)).toContain(one.run);
  });
});

/** Faults set into the method of a paper; each must turn claims red. */
type Iterate = { f: Float64Array; g: Float64Array; phase?: string };
const faults: Readonly<Record<string, (iterate: Iterate, step: number) => void>> = {
  'a wrong sign in the Newton direction': wrongSign(),
  'a dropped update of the target potential': ({ g, phase }) => {
    if (phase === 'Newton') g.fill(0);
  },
};

/** Undoes each Newton move and makes it backwards. */
function wrongSign(): (iterate: Iterate) => void {
  let before: { f: Float64Array; g: Float64Array } | null = null;
  return ({ f, g, phase }) => {
    if (before && phase === 'Newton' && before.f.length === f.length) {
      for (let i = 0; i < f.length; i++) f[i] = 2 * before.f[i]! - f[i]!;
      for (let j = 0; j < g.length; j++) g[j] = 2 * before.g[j]! - g[j]!;
    }
    before = { f: f.slice(), g: g.slice() };
  };
}

/** The bench with a fault in what one method returns and goes on from. */
function broken(bench: AnyBench, method: string, fault: (iterate: Iterate, step: number) => void): AnyBench {
  const original = bench.methods[method]!;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      [method]: {
        ...original,
        *solve(...given: Parameters<typeof original.solve>) {
          let step = 0;
          for (const iterate of original.solve(...given) as Iterable<Iterate | undefined>) {
            if (iterate) fault(iterate, ++step);
            yield iterate;
          }
        },
      },
    },
  };
}

describe('A deliberate fault in Sinkhorn-Newton-Sparse', () => {
  const { slug, paper } = papers.find((one) => one.slug === 'sinkhorn-newton-sparse')!;
  it.each(Object.entries(faults))('turns its claims red: %s', async (name, fault) => {
    const bench = broken(benches.get('transport/couplings')!, 'sinkhornNewtonSparse', fault);
    for (const id of ['few-steps', 'orders-of-magnitude', 'sparse-hessian', 'images']) {
      const claim = paper.claims.find((one) => one.id === id)!;
      const result = await measure(slug, paper, claim, bench, [1], name);
      expect([id, result.verdict]).toEqual([id, 'does not hold here']);
    }
  });
});
