import type { HoldMapCell } from '../../charts/hold-map.ts';
import type { Claim } from '../../claims/claim.ts';
import { evaluate, judge, type Measured, type Trace } from '../../claims/evaluate.ts';
import { type RunSpec, specKey } from '../../engine/run-spec.ts';
import { type BackgroundRun, runInBackground } from './background-run.ts';
import type { ClaimRun, HoldAxis } from './hold-axes.ts';

export interface HoldCell extends HoldMapCell {
  /** Why nothing was measured, for the table. */
  readonly reason: string;
}

/** Seconds of computing that one cell may take. */
const CELL_SECONDS = 10;

function changed(run: ClaimRun, seed: number, set: readonly (readonly [HoldAxis, number])[]): RunSpec {
  let spec: RunSpec = { ...run.spec, seed };
  for (const [axis, value] of set) {
    if (!axis.runs.includes(run.name)) continue;
    spec = Object.hasOwn(run.description.methods[spec.method]!.params, axis.id)
      ? { ...spec, params: { ...spec.params, [axis.id]: value } }
      : { ...spec, instanceParams: { ...spec.instanceParams, [axis.id]: value } };
  }
  return spec;
}

/** Measures a claim cell by cell, from its own setting outwards; runs that do not change are made once. */
export async function measureCells(
  claim: Claim,
  runs: readonly ClaimRun[],
  [xAxis, xs]: readonly [HoldAxis, readonly number[]],
  [yAxis, ys]: readonly [HoldAxis, readonly number[]],
  signal: AbortSignal,
  onCell: (cell: HoldCell) => void,
): Promise<void> {
  const made = new Map<string, Promise<BackgroundRun>>();
  const form = claim.quick;
  // A bound on the range over seeds says nothing of one.
  const seeds = form.across === 'range' ? form.seeds : form.seeds.slice(0, 1);
  const middle = [(xs.length - 1) / 2, (ys.length - 1) / 2] as const;
  const places = ys
    .flatMap((_, y) => xs.map((_, x) => ({ x, y })))
    .sort((a, b) => Math.hypot(a.x - middle[0], a.y - middle[1]) - Math.hypot(b.x - middle[0], b.y - middle[1]));
  for (const { x, y } of places) {
    const cell = { x, y, state: 'none' as const, value: Number.NaN, over: false, distance: 0, reason: '' };
    let left = CELL_SECONDS;
    const measureSeed = async (seed: number): Promise<Measured> => {
      const traces: Record<string, Trace> = {};
      for (const run of runs) {
        const spec = changed(run, seed, [
          [xAxis, xs[x]!],
          [yAxis, ys[y]!],
        ]);
        const key = specKey(spec);
        const began = performance.now();
        let result = made.get(key);
        if (!result) {
          result = runInBackground(run.description, spec, { signal, seconds: Math.max(0.5, left) });
          result.catch(() => made.delete(key));
          made.set(key, result);
        }
        const { trace, step } = await result;
        left -= (performance.now() - began) / 1000;
        if (trace.outcome === null)
          throw new Error(`${run.name} took over ${CELL_SECONDS} s; it was left at step ${step}.`);
        traces[run.name] = { ...trace, outcome: trace.outcome };
      }
      return evaluate(form.measure, traces);
    };
    try {
      const measured: Measured[] = [];
      for (const seed of seeds) measured.push(await measureSeed(seed));
      const { verdict, worst } = judge(claim, { ...form, seeds }, measured);
      const value = worst?.value ?? Number.NaN;
      const none = Number.isNaN(value);
      onCell({
        ...cell,
        value,
        over: worst?.atLeast ?? false,
        state: none ? 'none' : verdict === 'holds' ? 'holds' : 'fails',
        reason: none ? 'The number does not exist here: a run was stopped before it could be said.' : '',
      });
    } catch (error) {
      signal.throwIfAborted();
      onCell({ ...cell, reason: error instanceof Error ? error.message : String(error) });
    }
  }
}

/** Shades by the distance from the bound, as shares of the largest there is: in decades where the axis counts in them. */
export function shaded(claim: Claim, cells: readonly HoldCell[]): HoldCell[] {
  const bound = claim.quick.atLeast ?? claim.quick.atMost ?? 0;
  const logarithmic = claim.axis.scale === 'log' && bound > 0;
  const far = ({ value }: HoldCell) =>
    Math.abs(logarithmic ? Math.log(Math.max(value, 1e-300) / bound) : value - bound);
  const largest = Math.max(0, ...cells.map(far).filter(Number.isFinite));
  return cells.map((cell) => {
    const distance = far(cell);
    return { ...cell, distance: Number.isNaN(distance) || largest === 0 ? 0 : Math.min(1, distance / largest) };
  });
}

/** `Holds in 18 of 25 cells; fails where η is 900 or more.` */
export function holdWords(
  cells: readonly HoldCell[],
  axes: readonly (readonly [HoldAxis, readonly number[]])[],
): string {
  const known = cells.filter(({ state }) => state === 'holds' || state === 'fails');
  const held = known.filter(({ state }) => state === 'holds').length;
  const none = cells.filter(({ state }) => state === 'none').length;
  if (known.length === 0)
    return none > 0 ? `Could not be measured in ${none} cell${none === 1 ? '' : 's'}.` : 'Nothing measured yet.';
  const head = `Holds in ${held} of ${known.length} cells`;
  const rest = none > 0 ? `; not measurable in ${none}` : '';
  if (held === known.length || held === 0) return `${head}${rest}.`;
  return `${head}${whereItFails(known, axes)}${rest}.`;
}

/** The one threshold on one axis that parts what holds from what fails, if there is one. */
function whereItFails(cells: readonly HoldCell[], axes: readonly (readonly [HoldAxis, readonly number[]])[]): string {
  for (const [k, [axis, values]] of axes.entries()) {
    const place = (cell: HoldCell) => (k === 0 ? cell.x : cell.y);
    const failing = cells.filter(({ state }) => state === 'fails').map(place);
    const holding = cells.filter(({ state }) => state === 'holds').map(place);
    const name = axis.param.symbol ?? axis.param.label;
    if (Math.min(...failing) > Math.max(...holding))
      return `; fails where ${name} is ${values[Math.min(...failing)]} or more`;
    if (Math.max(...failing) < Math.min(...holding))
      return `; fails where ${name} is ${values[Math.max(...failing)]} or less`;
  }
  return '';
}
