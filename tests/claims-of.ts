import { describe, expect, it } from 'vitest';
import { paperSpec } from '../src/app/presets.ts';
import type { Verdict } from '../src/claims/claim.ts';
import { type ClaimResult, measureClaim, runsOf, type Trace } from '../src/claims/evaluate.ts';
import { onlyFinal } from '../src/claims/final-only.ts';
import { type AnyBench, describe as describeBench } from '../src/engine/bench.ts';
import { type RunSpec, specKey } from '../src/engine/run-spec.ts';
import type { Paper } from '../src/papers/paper.ts';
import type { ParamValues } from '../src/params/descriptor.ts';
import { allBenches, madeFor, traceOf } from './headless.ts';

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

/** What a method of `instead` computes: another run of the same bench. */
interface Stand {
  readonly method: string;
  readonly other: object;
  readonly asked: (given: ParamValues) => ParamValues;
}
const stands = new WeakMap<object, Stand>();

/**
 * The bench with a method that computes with other parameters than it was given, or what another method does. Such a run is
 * known by what it computes: one that was measured before is not computed again.
 */
export function instead<Given = ParamValues>(
  bench: AnyBench,
  method: string,
  change: (given: Given) => object,
  as = method,
): AnyBench {
  const [original, other] = [bench.methods[method], bench.methods[as]];
  if (!original || !other) return bench;
  const asked = (given: ParamValues): ParamValues => ({ ...given, ...change(given as Given) });
  const solve: typeof original.solve = (problem, given, run) => other.solve(problem, asked(given), run);
  const broken = { ...original, solve };
  stands.set(broken, { method: as, other, asked });
  return { ...bench, methods: { ...bench.methods, [method]: broken } };
}

/** The run of the honest bench that a method of `instead` stands for; null for any other method. */
function standIn(honest: AnyBench, broken: AnyBench, spec: RunSpec): RunSpec | null {
  const stand = stands.get(broken.methods[spec.method]!);
  if (!stand || stand.other !== honest.methods[stand.method]) return null;
  const params = Object.entries(stand.asked(spec.params)).filter(([id]) =>
    Object.hasOwn(honest.methods[stand.method]!.params, id),
  );
  return { ...spec, method: stand.method, params: Object.fromEntries(params) };
}

/** Problems kept for runs that share them. */
const KEPT = 4;

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
  const problems = new Map<string, object>();
  /** The problem of an honest run: those of one instance and seed share it, as on the page. */
  const problemOf = (bench: AnyBench, spec: RunSpec): object => {
    const key = JSON.stringify([bench.id, spec.instance, spec.instanceParams, spec.seed]);
    const problem = problems.get(key) ?? madeFor(bench, spec);
    problems.delete(key);
    problems.set(key, problem);
    if (problems.size > KEPT) problems.delete(problems.keys().next().value!);
    return problem;
  };
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
      const asked = { ...paperSpec(describeBench(bench), run).spec, seed };
      const broken = breaks(bench);
      const touched =
        broken.metrics !== bench.metrics || broken.instances[asked.instance] !== bench.instances[asked.instance];
      const untold = broken.methods[run.method] === bench.methods[run.method] ? asked : standIn(bench, broken, asked);
      // A run that the fault does not touch, or turns into another one, is the run that was measured before.
      const same = !touched && untold !== null;
      const spec = same ? untold : asked;
      const last = spec.until === null && onlyFinal(paper.claims, 'quick', name);
      const key = `${specKey(spec)} ${same ? '' : fault} ${last}`;
      if (!traces.has(key)) {
        const kept = same ? bench : broken;
        const problem = same ? problemOf(bench, spec) : undefined;
        traces.set(key, traceOf(last ? { ...kept, metricStride: AT_THE_END } : kept, spec, problem));
      }
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
      const { paper } = await load();
      for (const id of claims) {
        const { quick } = paper.claims.find((one) => one.id === id)!;
        const all = seeds ?? quick.seeds;
        // Where every seed has to meet the bound, the first that does not decides.
        const lots = (quick.across ?? 'every') === 'every' ? all.map((seed) => [seed]) : [all];
        let verdict: Verdict = 'not measured';
        for (const lot of lots) {
          verdict = (await measure(id, name, breaks, lot)).verdict;
          if (verdict === 'does not hold here') break;
        }
        expect([id, verdict]).toEqual([id, 'does not hold here']);
      }
    });
  });
}
