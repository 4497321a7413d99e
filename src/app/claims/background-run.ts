import type { Trace } from '../../claims/evaluate.ts';
import type { BenchDescription, RunBackend } from '../../engine/bench.ts';
import type { RunId } from '../../engine/protocol.ts';
import { createRecorder } from '../../engine/recorder.ts';
import type { RunSpec } from '../../engine/run-spec.ts';
import { background } from '../worker-client.ts';

const SLICE_MS = 30;
/** A solver that has not let go by then is ended with its worker. */
const STOP_TIMEOUT_MS = 5000;
/** Run ids of what goes on unseen, out of the way of the conductor's. */
let nextRun = 1_000_000_000;

/** A run made in the second worker, from its start to its end or its bound. */
export interface BackgroundRun {
  readonly trace: Omit<Trace, 'outcome'> & { readonly outcome: Trace['outcome'] | null };
  readonly backend: RunBackend;
  readonly step: number;
}

export interface Bounds {
  readonly signal: AbortSignal;
  /** Seconds of computing after which the run is left where it is, with no outcome. */
  readonly seconds?: number;
  readonly onStep?: (step: number) => void;
}

const descriptions = new Map<string, Promise<BenchDescription>>();
/** What a bench is, asked of the second worker so that the first is left alone. */
export function describeInBackground(bench: string): Promise<BenchDescription> {
  let description = descriptions.get(bench);
  if (!description) {
    description = background.ask({ type: 'describe', bench }).then((reply) => reply.description);
    description.catch(() => descriptions.delete(bench));
    descriptions.set(bench, description);
  }
  return description;
}

/** What was asked for, or at once the reason why it is no longer wanted. */
function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason as Error);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

function close(run: RunId): void {
  const late = setTimeout(
    () => background.restart('A run could not be stopped; what goes on unseen was started anew.'),
    STOP_TIMEOUT_MS,
  );
  const end = () => clearTimeout(late);
  background.ask({ type: 'close', run }).then(end, end);
}

/** Runs a spec and returns what was measured. Rejects with a sentence, or with the signal's reason. */
export async function runInBackground(
  description: BenchDescription,
  spec: RunSpec,
  { signal, seconds = Number.POSITIVE_INFINITY, onStep }: Bounds,
): Promise<BackgroundRun> {
  const names = Object.keys(description.metrics);
  const recorder = createRecorder(names);
  const id = nextRun++ as RunId;
  // Not awaited: a run in float64 needs no backend, and others wait for theirs in the worker.
  void background.start().catch(() => undefined);
  try {
    const { backend } = await unless(signal, background.ask({ type: 'open', run: id, spec }));
    for (;;) {
      const { frame, outcome } = await unless(
        signal,
        background.ask({
          type: 'advance',
          run: id,
          budgetMs: SLICE_MS,
          maxSteps: Number.MAX_SAFE_INTEGER,
          snapshots: [],
          measureLast: false,
        }),
      );
      recorder.append(frame.rows);
      onStep?.(frame.step);
      if (outcome === null && frame.elapsed < seconds) continue;
      const metrics = Object.fromEntries(names.map((name) => [name, recorder.column(name).slice()]));
      const trace = { step: recorder.column('step').slice(), work: recorder.column('work').slice(), metrics, outcome };
      return { trace, backend, step: frame.step };
    }
  } finally {
    close(id);
  }
}
