import { describe, expect, it } from 'vitest';
import { paperSpec } from '../src/app/presets.ts';
import { type ClaimResult, measureClaim, runsOf, type Trace } from '../src/claims/evaluate.ts';
import { onlyFinal } from '../src/claims/final-only.ts';
import { type AnyBench, describe as describeBench } from '../src/engine/bench.ts';
import { specKey } from '../src/engine/run-spec.ts';
import type { Paper } from '../src/papers/paper.ts';
import { allBenches, traceOf } from './headless.ts';

const papers = import.meta.glob<{ default: Paper }>('../src/papers/*/*.ts');

/** A deliberate fault: the bench with something broken, and the claims that must then turn red. */
export interface Fault {
  readonly breaks: (bench: AnyBench) => AnyBench;
  readonly claims: readonly string[];
  /** Seeds of the broken runs; those of the claim where absent. */
  readonly seeds?: readonly number[];
}

/** The bench with a fault in what one method returns and goes on from; a fault that returns an iterate replaces it. */
export function faulty<Iterate>(
  bench: AnyBench,
  method: string,
  fault: ((iterate: Iterate, step: number) => Iterate) | ((iterate: Iterate, step: number) => void),
): AnyBench {
  const original = bench.methods[method];
  if (!original) return bench;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      [method]: {
        ...original,
        *solve(...given: Parameters<typeof original.solve>) {
          let step = 0;
          for (const iterate of original.solve(...given) as Iterable<Iterate | undefined>) {
            yield (iterate && fault(iterate, ++step)) || iterate;
          }
        },
      },
    },
  };
}

/** Spacing of metrics that leaves only the last step, which is always measured. */
const AT_THE_END = () => 2 ** 40;

/**
 * Tests a paper's claims in their quick form: each holds, or is named in `doNotHold`; each that holds turns red under
 * at least one deliberate fault.
 */
export function claimsOf(
  slug: string,
  { doNotHold = [], faults }: { doNotHold?: readonly string[]; faults: Readonly<Record<string, Fault>> },
): void {
  const traces = new Map<string, Promise<Trace>>();
  const load = async () => {
    const found = Object.entries(papers).find(([path]) => path.endsWith(`/${slug}.ts`));
    if (!found) throw new Error(`There is no paper ${slug}.`);
    return { paper: (await found[1]()).default, benches: new Map((await allBenches()).map((one) => [one.id, one])) };
  };
  const measure = async (id: string, fault = '', breaks = (bench: AnyBench) => bench, seeds?: readonly number[]) => {
    const { paper, benches } = await load();
    const claim = paper.claims.find((one) => one.id === id)!;
    const form = { ...claim.quick, seeds: seeds ?? claim.quick.seeds };
    const result: ClaimResult = await measureClaim(claim, form, (name, seed) => {
      const run = paper.runs[name]!;
      const bench = benches.get(run.bench)!;
      const spec = { ...paperSpec(describeBench(bench), run).spec, seed };
      const broken = breaks(bench);
      // A baseline that the fault does not touch is the run that was measured before.
      const touched = (['metrics', 'instances'] as const).some((part) => broken[part] !== bench[part]);
      const same = !touched && broken.methods[run.method] === bench.methods[run.method];
      const last = spec.until === null && onlyFinal(paper.claims, 'quick', name);
      const key = `${specKey(spec)} ${same ? '' : fault} ${last}`;
      if (!traces.has(key)) traces.set(key, traceOf(last ? { ...broken, metricStride: AT_THE_END } : broken, spec));
      return traces.get(key)!;
    });
    return result;
  };

  describe(`The claims of ${slug}`, async () => {
    const { paper, benches } = await load();
    it.each(paper.claims.map((claim) => [claim.says, claim.id] as const))('%s', async (_, id) => {
      const result = await measure(id);
      expect(result.measured.filter(({ value }) => Number.isNaN(value))).toEqual([]);
      expect([result.verdict, result.measured]).toEqual([
        doNotHold.includes(id) ? 'does not hold here' : 'holds',
        result.measured,
      ]);
    });

    it('names only runs, metrics and seeds that exist', () => {
      for (const run of Object.values(paper.runs))
        expect(paperSpec(describeBench(benches.get(run.bench)!), run).corrections).toEqual([]);
      for (const one of paper.tries) expect(Object.keys(paper.runs)).toContain(one.run);
      for (const { quick, full } of paper.claims)
        for (const form of full ? [quick, full] : [quick])
          for (const name of runsOf(form.measure)) expect(Object.keys(paper.runs)).toContain(name);
      expect(doNotHold.filter((id) => !paper.claims.some((claim) => claim.id === id))).toEqual([]);
    });

    it('has a fault for every claim that holds', () => {
      const covered = Object.values(faults).flatMap(({ claims }) => claims);
      const holding = paper.claims.map(({ id }) => id).filter((id) => !doNotHold.includes(id));
      expect(holding.filter((id) => !covered.includes(id))).toEqual([]);
    });

    it.each(Object.entries(faults))('turn red: %s', async (name, { breaks, claims, seeds }) => {
      for (const id of claims) {
        const result = await measure(id, name, breaks, seeds);
        expect([id, result.verdict]).toEqual([id, 'does not hold here']);
      }
    });
  });
}
