import { philoxStream, STREAMS } from '../math/random.ts';
import type { ParamValue, ParamValues } from '../params/descriptor.ts';
import { advance } from './advance.ts';
import {
  type AnyBench,
  type Assets,
  type BackendName,
  ProblemError,
  type RunBackend,
  type RunContext,
  type Settling,
  type Snapshot,
} from './bench.ts';
import type { Frame, Rows } from './recorder.ts';
import type { RunSpec } from './run-spec.ts';

/** Words for how a run ended. Divergence is a result, not an exception. */
export type Outcome = 'converged' | 'exhausted' | 'diverged';

export interface Slice {
  readonly budgetMs: number;
  readonly maxSteps: number;
  /** Names of snapshots wanted of the slice's last iterate. */
  readonly snapshots: readonly string[];
  /** Measure the slice's last step even when it is not due (a single step by hand, the end of a replay). */
  readonly measureLast: boolean;
}

export interface OpenRun {
  readonly spec: RunSpec;
  readonly problem: unknown;
  readonly backend: RunBackend;
  /** Steps between measurements at first; see `due`. */
  readonly stride: number;
  readonly step: number;
  /** Null while the run can go on. */
  readonly outcome: Outcome | null;
  advance(slice: Slice): Promise<Frame>;
  /** Fields of the headless result for the last iterate; null before the first step. */
  result(): Promise<Readonly<Record<string, unknown>> | null>;
  /** An answer of the bench about the last iterate; null before the first step. Throws a ProblemError. */
  ask(name: string, question: unknown): Promise<Snapshot | null>;
  close(): Promise<void>;
}

/**
 * Whether metrics are measured at this step: every `stride` steps at first, then 64 times an octave, so that
 * a run of 10^6 steps is measured about a thousand times. A function of the step alone: equal runs stop alike.
 */
export function due(step: number, stride: number): boolean {
  const octave = Math.max(0, Math.floor(Math.log2(step / (64 * stride))));
  return step % (stride * 2 ** octave) === 0;
}

/** Preparations by problem: runs of one problem share one, and find it done when another run has done it. */
const preparations = new WeakMap<object, Iterator<undefined>>();

function preparationOf(bench: AnyBench, problem: object): Iterator<undefined> | null {
  if (!bench.prepare) return null;
  let preparation = preparations.get(problem);
  if (!preparation) {
    preparation = bench.prepare(problem)[Symbol.iterator]();
    preparations.set(problem, preparation);
  }
  return preparation;
}

/**
 * A method's parameters as it reads them: they can change under it, and it is known which of them it still reads after
 * its first step. The others are read at the start alone, and changing them along the run would do nothing.
 */
function watchedParams(given: ParamValues) {
  const now: Record<string, ParamValue> = { ...given };
  const live = new Set<string>();
  let watching = false;
  const values: ParamValues = Object.defineProperties(
    {},
    Object.fromEntries(
      Object.keys(now).map((id) => [
        id,
        {
          enumerable: true,
          get() {
            if (watching) live.add(id);
            return now[id];
          },
        },
      ]),
    ),
  );
  return {
    values,
    live: () => [...live],
    startWatching() {
      watching = true;
    },
    change(next: ParamValues) {
      Object.assign(now, next);
    },
  };
}

/** Makes the problem and starts the solver. Throws a ProblemError with a sentence for the reader. */
export function openRun(
  bench: AnyBench,
  spec: RunSpec,
  options: {
    assets: Assets;
    backend: BackendName;
    now: () => number;
    /** Measure at least every so many steps. */
    every?: number | null;
    /** The problem of another run of the same instance, parameters, seed and data, to share it. */
    problem?: object;
  },
): OpenRun {
  const method = bench.methods[spec.method]!;
  const problem =
    options.problem ??
    bench.instances[spec.instance]!.make(spec.instanceParams, {
      seed: spec.seed,
      assets: options.assets,
      data: spec.data,
    });
  bench.check?.(problem, spec.method);
  const { now } = options;
  const every = options.every ?? null;
  const stride = bench.metricStride?.(problem, spec.method) ?? 1;
  const work: Record<string, number> = {};
  const context: RunContext = {
    random: philoxStream(spec.seed, STREAMS.initialisation),
    noise: philoxStream(spec.seed, STREAMS.noise),
    count: (kind, amount) => {
      work[kind] = (work[kind] ?? 0) + amount;
    },
    backend: method.precision === 'float64' ? 'cpu' : options.backend,
  };
  const params = watchedParams(spec.params);
  const changes = [...(spec.changes ?? [])];
  const steps = method.solve(problem, params.values, context);
  const solver = Symbol.asyncIterator in steps ? steps[Symbol.asyncIterator]() : steps[Symbol.iterator]();
  const preparation = preparationOf(bench, problem);
  const names = Object.keys(bench.metrics);
  const everFinite = new Set<string>();

  let prepared = preparation === null;
  let step = 0;
  let elapsed = 0;
  let outcome: Outcome | null = null;
  let last: (Settling & { phase?: string }) | null = null;
  let measuredStep = -1;
  /** The solver breathed inside a step: until its next iterate the last one is no longer whole. */
  let midStep = false;
  /** Metrics of the step measured last, until they were judged. */
  let unjudged: readonly number[] | null = null;

  async function slice({ budgetMs, maxSteps, snapshots, measureLast }: Slice): Promise<Frame> {
    const started = now();
    const rows: number[][] = [];
    let pictures: Record<string, unknown> | null = null;
    let pictureStep = 0;
    let snapshotSeconds = 0;
    const wanted = snapshots.filter((name) => Object.hasOwn(bench.snapshots, name));
    const draw = () => {
      if (wanted.length === 0) return;
      const begun = now();
      pictures = Object.fromEntries(wanted.map((name) => [name, bench.snapshots[name]!(problem, last)]));
      pictureStep = step;
      const seconds = (now() - begun) / 1000;
      snapshotSeconds += seconds;
      elapsed -= seconds;
    };
    const frame = async (): Promise<Frame> => {
      await last?.settle?.();
      if (last !== null && !midStep) draw();
      elapsed += (now() - started) / 1000;
      return {
        step,
        elapsed,
        work: { ...work },
        rows: toRows(rows, names),
        snapshots: pictures,
        snapshotStep: pictureStep,
        snapshotSeconds,
        phase: last?.phase ?? null,
        preparing: !prepared,
        live: params.live(),
      };
    };
    while (!prepared) {
      if (preparation!.next().done) prepared = true;
      else if (now() - started >= budgetMs) return frame();
    }
    if (outcome !== null) return frame();

    const measure = () => {
      const values = names.map((name) => bench.metrics[name]!.measure(problem, last));
      measuredStep = step;
      unjudged = values;
      rows.push([
        step,
        elapsed + (now() - started) / 1000,
        Object.values(work).reduce((sum, amount) => sum + amount, 0),
        ...values,
      ]);
    };
    const judge = (values: readonly number[]) => {
      unjudged = null;
      names.forEach((name, k) => {
        const value = values[k]!;
        if (Number.isFinite(value)) everFinite.add(name);
        else if (!Number.isNaN(value) || everFinite.has(name)) {
          if (bench.metrics[name]!.better !== null) outcome = 'diverged';
        }
      });
      const rule = spec.until;
      if (outcome === null && rule !== null) {
        const value = values[names.indexOf(rule.metric)]!;
        if (rule.direction === 'below' ? value < rule.bound : value > rule.bound) outcome = 'converged';
      }
    };
    const observe = async (iterate: Settling): Promise<boolean> => {
      // A step longer than a slice ends most slices inside the next one: its picture is taken as it passes.
      const passed = midStep;
      midStep = false;
      last = iterate;
      step++;
      const final = step >= spec.maxSteps;
      // `every` adds rows and never moves the end: the metrics are judged on the same steps everywhere.
      const checked = final || due(step, stride);
      if (checked || (every !== null && step % every === 0)) {
        await iterate.settle?.();
        measure();
        if (checked) judge(unjudged!);
      }
      if (passed && wanted.length > 0) {
        await iterate.settle?.();
        draw();
      }
      if (final && outcome === null) outcome = 'exhausted';
      if (step === 1) params.startWatching();
      if (changes[0]?.step === step) params.change(changes.shift()!.params);
      return outcome === null;
    };
    const left = Math.min(maxSteps, spec.maxSteps - step);
    const ended = await advance(
      solver as Iterator<Settling | undefined>,
      { budgetMs: budgetMs - (now() - started), maxSteps: left, now },
      observe,
    );
    midStep = ended === 'breath';
    // After a breath the solver is inside the next step, and the last iterate no longer whole.
    if (last !== null && measuredStep < step && (ended === 'ended' || (measureLast && ended !== 'breath'))) {
      await (last as Settling).settle?.();
      measure();
    }
    if (ended === 'ended' && unjudged !== null) judge(unjudged);
    // A solver that gives up short of the rule has not converged, whatever it thinks.
    if (ended === 'ended' && outcome === null) outcome = spec.until === null ? 'converged' : 'exhausted';
    return frame();
  }

  return {
    spec,
    problem,
    stride,
    backend: method.precision === 'float64' ? 'cpu-float64' : options.backend,
    get step() {
      return step;
    },
    get outcome() {
      return outcome;
    },
    advance: slice,
    async result() {
      if (last === null) return null;
      await last.settle?.();
      return bench.result(problem, last, step);
    },
    async ask(name, question) {
      const answer = Object.hasOwn(bench.questions ?? {}, name) ? bench.questions?.[name] : undefined;
      if (!answer) throw new ProblemError(`${bench.title} answers no question named ${name}.`);
      return last === null ? null : answer(problem, last, question);
    },
    async close() {
      await solver.return?.();
    },
  };
}

function toRows(rows: readonly number[][], names: readonly string[]): Rows {
  const column = (k: number) => Float64Array.from(rows, (row) => row[k]!);
  return {
    step: column(0),
    seconds: column(1),
    work: column(2),
    metrics: Object.fromEntries(names.map((name, k) => [name, column(k + 3)])),
  };
}
