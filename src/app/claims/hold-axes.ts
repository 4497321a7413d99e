import type { Claim } from '../../claims/claim.ts';
import { runsOf } from '../../claims/evaluate.ts';
import type { BenchDescription } from '../../engine/bench.ts';
import type { RunSpec } from '../../engine/run-spec.ts';
import type { Paper } from '../../papers/paper.ts';
import type { NumberParam } from '../../params/descriptor.ts';
import { fromPosition, toPosition } from '../../params/text.ts';
import { paperSpec } from '../presets.ts';
import { describeInBackground } from './background-run.ts';

/** A run that a claim speaks of, as it is made. */
export interface ClaimRun {
  readonly name: string;
  readonly description: BenchDescription;
  readonly spec: RunSpec;
}

/** A parameter that can be varied: of all the claim's runs that have it, or of one where they differ in it. */
export interface HoldAxis {
  readonly key: string;
  readonly label: string;
  readonly param: NumberParam;
  readonly id: string;
  readonly runs: readonly string[];
  /** The claim's own value. */
  readonly own: number;
  /** Where a map begins and ends at first. */
  readonly from: number;
  readonly to: number;
}

/** The runs of a claim, as it states them. */
export function claimRuns(paper: Paper, claim: Claim): Promise<ClaimRun[]> {
  return Promise.all(
    runsOf(claim.quick.measure).map(async (name) => {
      const named = paper.runs[name]!;
      const description = await describeInBackground(named.bench);
      return { name, description, spec: paperSpec(description, named).spec };
    }),
  );
}

const isNumeric = (param: { readonly kind: string }): param is NumberParam =>
  param.kind === 'number' || param.kind === 'integer';

/** Every numeric parameter of the runs; those the paper sets and all runs share come first. */
export function axesOf(paper: Paper, runs: readonly ClaimRun[]): HoldAxis[] {
  const found = new Map<string, { param: NumberParam; at: { run: string; value: number }[] }>();
  for (const { name, description, spec } of runs) {
    const sets = [
      [description.instances[spec.instance]!.params, spec.instanceParams],
      [description.methods[spec.method]!.params, spec.params],
    ] as const;
    for (const [set, values] of sets)
      for (const [id, param] of Object.entries(set))
        if (isNumeric(param)) {
          const one = found.get(id) ?? { param, at: [] };
          one.at.push({ run: name, value: Number(values[id] ?? param.default) });
          found.set(id, one);
        }
  }
  const isSet = (id: string) =>
    runs.some(({ name }) => {
      const { params = {}, instanceParams = {} } = paper.runs[name]!;
      return id in params || id in instanceParams;
    });
  const axes = [...found].flatMap(([id, { param, at }]): HoldAxis[] => {
    const name = param.symbol ? `${param.label}, ${param.symbol}` : param.label;
    const make = (key: string, label: string, names: readonly string[], own: number) => ({
      key,
      label,
      param,
      id,
      runs: names,
      own,
      ...around(param, own),
    });
    const names = at.map(({ run }) => run);
    const equal = at.every(({ value }) => value === at[0]!.value);
    if (equal) return [make(id, name, names, at[0]!.value)];
    return at.map(({ run, value }) => make(`${id} ${run}`, `${name}, of ${run}`, [run], value));
  });
  const rank = (axis: HoldAxis) => (isSet(axis.id) ? 0 : 2) + (axis.runs.length === runs.length ? 0 : 1);
  return axes.sort((a, b) => rank(a) - rank(b));
}

/** A factor of four each way on a logarithmic scale, half the value each way on a linear one, within what is accepted. */
function around(param: NumberParam, own: number): { from: number; to: number } {
  const reach = own === 0 ? (param.max - param.min) / 10 : Math.abs(own) / 2;
  const [low, high] = param.scale === 'log' ? [own / 4, own * 4] : [own - reach, own + reach];
  return { from: inRange(param, low), to: inRange(param, high) };
}

function inRange(param: NumberParam, value: number): number {
  const rounded = param.kind === 'integer' ? Math.round(value) : Number(value.toPrecision(3));
  return Math.min(param.max, Math.max(param.min, rounded));
}

/** So many values from one end to the other on the parameter's scale, the claim's own in the middle where it lies between. */
export function valuesOf({ param, own, from, to }: HoldAxis, count: number): number[] {
  const between = (low: number, high: number, share: number) => {
    const [a, b] = [toPosition(param, low), toPosition(param, high)];
    return inRange(param, fromPosition(param, a + share * (b - a)));
  };
  const half = (count - 1) / 2;
  const inside = own > from && own < to;
  const values = Array.from({ length: count }, (_, k) => {
    if (k === 0) return from;
    if (k === count - 1) return to;
    if (!inside) return between(from, to, k / (count - 1));
    if (k === half) return own;
    return k < half ? between(from, own, k / half) : between(own, to, (k - half) / half);
  });
  return [...new Set(values)].sort((a, b) => a - b);
}
