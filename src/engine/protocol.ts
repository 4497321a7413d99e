import type { BackendName, BenchDescription, RunBackend, Snapshot } from './bench.ts';
import type { Outcome } from './open-run.ts';
import type { Frame } from './recorder.ts';
import type { RunSpec } from './run-spec.ts';
import type { StepTime } from './time-steps.ts';

/** Increases with every run opened; replies for a closed run are dropped. */
export type RunId = number & { readonly brand: 'RunId' };

/** What the machine offers and what was chosen, with the reasons, for the badge. */
export interface BackendReport {
  readonly name: BackendName;
  /** The adapter's own words for itself; empty without a GPU. */
  readonly adapter: string;
  readonly precision: 'float32';
  /** Why this one: `no WebGPU here`, `the adapter is a software one`. */
  readonly reason: string;
}

/** Page → worker. Each message gets exactly one reply; at most one `advance` per run is outstanding. */
export type Request =
  | { readonly type: 'start'; readonly base: string }
  | { readonly type: 'describe'; readonly bench: string }
  | { readonly type: 'readData'; readonly bench: string; readonly data: unknown }
  | { readonly type: 'open'; readonly run: RunId; readonly spec: RunSpec }
  | {
      readonly type: 'advance';
      readonly run: RunId;
      readonly budgetMs: number;
      readonly maxSteps: number;
      readonly snapshots: readonly string[];
      readonly measureLast: boolean;
    }
  /** How long a step takes, measured for so many seconds at least; nothing else is answered meanwhile. */
  | { readonly type: 'time'; readonly spec: RunSpec; readonly seconds: number }
  | { readonly type: 'ask'; readonly run: RunId; readonly name: string; readonly question: unknown }
  | { readonly type: 'close'; readonly run: RunId };

/** Worker → page. */
export type Reply =
  | { readonly type: 'started'; readonly report: BackendReport }
  | { readonly type: 'described'; readonly bench: string; readonly description: BenchDescription }
  | { readonly type: 'dataRead'; readonly data: unknown }
  | {
      readonly type: 'opened';
      readonly run: RunId;
      readonly backend: RunBackend;
      readonly facts: Snapshot;
      readonly notes: readonly string[];
      /** float32 floors by metric, where one applies to this problem. */
      readonly floors: Readonly<Record<string, number>>;
      /** Steps between measurements at first; see `due`. */
      readonly stride: number;
    }
  | {
      readonly type: 'frame';
      readonly run: RunId;
      readonly frame: Frame;
      readonly outcome: Outcome | null;
      /** Set when the device was lost and the run replayed: a sentence for the badge. */
      readonly recovery: string | null;
      readonly report: BackendReport | null;
    }
  /** Null before the run's first step. */
  | { readonly type: 'answered'; readonly run: RunId; readonly answer: Snapshot | null }
  | { readonly type: 'timed'; readonly time: StepTime }
  | { readonly type: 'closed'; readonly run: RunId }
  | {
      readonly type: 'failed';
      readonly request: Request['type'];
      readonly run: RunId | null;
      readonly message: string;
    };

/** A request with the number its reply repeats. */
export interface Numbered<T> {
  readonly id: number;
  readonly message: T;
}
