import type { Random } from '../math/random.ts';
import type { ParamSet, ParamValues, Values } from '../params/descriptor.ts';

/** Where a run computes. `cpu-float64` is what a float64 method reports, whatever was asked for. */
export type BackendName = 'webgpu' | 'wasm' | 'cpu';
export type RunBackend = BackendName | 'cpu-float64';

/** What a method may ask of the run it is part of. */
export interface RunContext {
  /** Initialisation stream, seeded, in [0, 1). */
  readonly random: Random;
  /** Noise stream, seeded, in [0, 1). */
  readonly noise: Random;
  /** Counts elementary operations (one exponential or one multiply-add each) by kind. */
  readonly count: (work: string, amount: number) => void;
  /** Backend of a float32 method; `cpu` for float64 methods. */
  readonly backend: BackendName;
}

/**
 * What every iterate may do beside carrying the method's symbols: `settle` brings numbers home from the
 * device before an observer reads them. The engine awaits it; solvers on typed arrays leave it out.
 */
export interface Settling {
  readonly settle?: (() => Promise<void>) | undefined;
}

/**
 * Solves the bench's problem, yielding its iterate after every step (`undefined`: a breath inside a long step). An
 * iterate is valid until the next pull; the last one of a solver that ends by itself stays readable.
 */
export interface Method<Problem, Iterate extends Settling, S extends ParamSet = ParamSet> {
  readonly label: string;
  readonly source: string;
  readonly precision: 'float64' | 'float32';
  readonly params: S;
  /** Float32 methods: backends in order of preference in Node, where no device is probed unless asked. */
  readonly backends?: readonly BackendName[];
  solve(
    problem: Problem,
    params: Values<S>,
    run: RunContext,
  ): Iterable<Iterate | undefined> | AsyncIterable<Iterate | undefined>;
}

/** Types a method from its descriptors; nothing is declared twice. */
export const method =
  <Problem, Iterate extends Settling>() =>
  <S extends ParamSet>(definition: Method<Problem, Iterate, S>): Method<Problem, Iterate, S> =>
    definition;

/** Stored bytes an instance asks for, by file name under public/data. The worker or the command line loads them. */
export type Assets = Readonly<Record<string, Uint8Array>>;

/** A seeded recipe for a problem. */
export interface Instance<Problem, S extends ParamSet = ParamSet> {
  readonly label: string;
  readonly help: string;
  readonly params: S;
  readonly assets?: readonly string[];
  /** The instance is made from a reader's own data, handed in as `data`. */
  readonly needsData?: boolean;
  /** Throws a ProblemError with a sentence for the reader when the values cannot make a problem. */
  make(params: Values<S>, source: { seed: number; assets: Assets; data: unknown }): Problem;
}

export const instance =
  <Problem>() =>
  <S extends ParamSet>(definition: Instance<Problem, S>): Instance<Problem, S> =>
    definition;

/** A number measured from an iterate; it never changes the iterate and shares no code with a solver. */
export interface Metric<Problem, Iterate> {
  readonly label: string;
  /** What equations call it, without TeX: `KL`, `I(X;T)`, `ℒ`. */
  readonly symbol?: string;
  readonly unit?: string;
  readonly scale: 'log' | 'linear';
  readonly better: 'lower' | 'higher' | null;
  readonly help: string;
  /** NaN where the metric does not exist for this iterate. */
  measure(problem: Problem, iterate: Iterate): number;
  /** Value below which float32 arithmetic cannot go on this problem; drawn as a dashed line. */
  readonly float32Floor?: (problem: Problem) => number;
}

/** Plain arrays a picture needs; fresh on every call, because its buffers are transferred to the page. */
export type Snapshot = Readonly<Record<string, unknown>>;

export interface StoppingRule {
  readonly metric: string;
  readonly bound: number;
  readonly direction: 'below' | 'above';
}

/** Old names and old defaults, as data, so that links written before a change keep their meaning. */
export interface HistoryEntry {
  /** The grammar version in which the change was made: links with a smaller `v` (or none before 2) are old. */
  readonly version: number;
  readonly renamed?: Readonly<Record<string, string>>;
  readonly formerDefaults?: Readonly<Record<string, string>>;
}

/** One mathematical problem, the methods that solve it, what is measured and what is drawn. */
export interface Bench<Problem, Iterate extends Settling> {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  // biome-ignore lint/suspicious/noExplicitAny: instances of a bench meet here with different parameters
  readonly instances: Readonly<Record<string, Instance<Problem, any>>>;
  // biome-ignore lint/suspicious/noExplicitAny: methods of a bench meet here with different parameters
  readonly methods: Readonly<Record<string, Method<Problem, Iterate, any>>>;
  readonly metrics: Readonly<Record<string, Metric<Problem, Iterate>>>;
  readonly snapshots: Readonly<Record<string, (problem: Problem, iterate: Iterate) => Snapshot>>;
  readonly defaultInstance: string;
  readonly defaultMethod: string;
  /** Default stopping rule and step limit; `stopFor` overrides them for single methods. */
  readonly stop: { readonly rule: StoppingRule | null; readonly maxSteps: number };
  readonly stopFor?: Readonly<Record<string, { readonly rule: StoppingRule | null; readonly maxSteps: number }>>;
  /** Name of the method parameter that says at which step a solver ends by itself. */
  readonly endsAt?: string;
  /**
   * What a picture may ask of a run beside its snapshots: an answer depends on what the reader points at (the image
   * that a point of the latent plane decodes to). Answered from the last iterate, in fresh arrays; throws a ProblemError
   * with a sentence when the question makes no sense.
   */
  readonly questions?: Readonly<
    Record<string, (problem: Problem, iterate: Iterate, question: unknown) => Snapshot | Promise<Snapshot>>
  >;
  /** The instance a bare address opens on a real GPU, where that is not the default; the address then always names it. */
  readonly instanceOnGpu?: string;
  /** Facts about the problem the page shows beside it: sizes, marginals, notes on what was normalised. */
  describeProblem(problem: Problem): { readonly facts: Snapshot; readonly notes: readonly string[] };
  /**
   * Prepares what the metrics need and may take long (an exact optimum), in breaths, before the first step.
   * A generator so that the worker can hear "stop" meanwhile.
   */
  readonly prepare?: (problem: Problem) => Iterable<undefined>;
  /** Deterministic spacing: how many steps apart metrics are measured at least (big problems measure less often). */
  readonly metricStride?: (problem: Problem, method: string) => number;
  /** Throws a ProblemError when the method cannot take this problem (too large to hold its matrix, say). */
  readonly check?: (problem: Problem, method: string) => void;
  /** Fields of the headless result; NaN becomes null in text. */
  result(problem: Problem, iterate: Iterate, step: number): Readonly<Record<string, unknown>>;
  readonly resultFields: Readonly<Record<string, string>>;
  /** A reader's own data, checked: returns the data the instance named `user` takes, or throws a ProblemError. */
  readonly readData?: (data: unknown) => unknown;
  readonly history?: readonly HistoryEntry[];
}

// biome-ignore lint/suspicious/noExplicitAny: the engine drives benches whose types it does not know
export type AnyBench = Bench<any, any>;

/** Something the reader or the caller gave cannot be used; the message is one sentence fit to be shown. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
}

/** A bench as plain data: what the page, the command line and the documentation know about it. */
export interface BenchDescription {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly defaultInstance: string;
  readonly defaultMethod: string;
  readonly stop: AnyBench['stop'];
  readonly stopFor: NonNullable<AnyBench['stopFor']>;
  readonly endsAt: string | null;
  readonly instanceOnGpu: string | null;
  readonly instances: Readonly<Record<string, { label: string; help: string; params: ParamSet; needsData: boolean }>>;
  readonly methods: Readonly<
    Record<string, { label: string; source: string; precision: 'float64' | 'float32'; params: ParamSet }>
  >;
  readonly metrics: Readonly<
    Record<
      string,
      {
        label: string;
        symbol?: string;
        unit: string;
        scale: 'log' | 'linear';
        better: 'lower' | 'higher' | null;
        help: string;
      }
    >
  >;
  readonly snapshots: readonly string[];
  readonly resultFields: Readonly<Record<string, string>>;
  readonly history: readonly HistoryEntry[];
}

export function describe(bench: AnyBench): BenchDescription {
  const map = <T, U>(record: Readonly<Record<string, T>>, pick: (value: T) => U) =>
    Object.fromEntries(Object.entries(record).map(([id, value]) => [id, pick(value)]));
  return {
    id: bench.id,
    title: bench.title,
    help: bench.help,
    defaultInstance: bench.defaultInstance,
    defaultMethod: bench.defaultMethod,
    stop: bench.stop,
    stopFor: bench.stopFor ?? {},
    endsAt: bench.endsAt ?? null,
    instanceOnGpu: bench.instanceOnGpu ?? null,
    instances: map(bench.instances, ({ label, help, params, needsData }) => ({
      label,
      help,
      params,
      needsData: needsData ?? false,
    })),
    methods: map(bench.methods, ({ label, source, precision, params }) => ({ label, source, precision, params })),
    metrics: map(bench.metrics, ({ label, symbol, unit, scale, better, help }) => ({
      label,
      ...(symbol === undefined ? {} : { symbol }),
      unit: unit ?? '',
      scale,
      better,
      help,
    })),
    snapshots: Object.keys(bench.snapshots),
    resultFields: bench.resultFields,
    history: bench.history ?? [],
  };
}

export type { ParamValues };
