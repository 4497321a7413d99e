import type { Claim } from '../../claims/claim.ts';
import { type ClaimResult, type Measured, measureClaim, type Trace } from '../../claims/evaluate.ts';
import type { RunBackend } from '../../engine/bench.ts';
import type { RunId } from '../../engine/protocol.ts';
import { createRecorder } from '../../engine/recorder.ts';
import type { Paper } from '../../papers/paper.ts';
import { paperSpec } from '../presets.ts';
import { ask, describeBench, startBackend } from '../worker-client.ts';

/** A claim as this browser measured it. */
export interface Measurement extends ClaimResult {
  readonly backend: RunBackend;
  readonly date: string;
  readonly seconds: number;
}

const SLICE_MS = 30;
/** Run ids of measurements, out of the way of the conductor's. */
let nextRun = 1_000_000_000;

/** Runs a paper's run to its end in the worker and returns what the claims may see of it. */
async function trace(
  paper: Paper,
  run: string,
  seed: number,
  signal: AbortSignal,
  seen: Set<RunBackend>,
): Promise<Trace> {
  const named = paper.runs[run]!;
  const description = await describeBench(named.bench);
  const id = nextRun++ as RunId;
  const recorder = createRecorder(Object.keys(description.metrics));
  await startBackend().catch(() => undefined);
  const { backend } = await ask({ type: 'open', run: id, spec: { ...paperSpec(description, named).spec, seed } });
  seen.add(backend);
  try {
    for (;;) {
      signal.throwIfAborted();
      const { frame, outcome } = await ask({
        type: 'advance',
        run: id,
        budgetMs: SLICE_MS,
        maxSteps: Number.MAX_SAFE_INTEGER,
        snapshots: [],
        measureLast: false,
      });
      recorder.append(frame.rows);
      if (outcome !== null) {
        const metrics = Object.fromEntries(
          Object.keys(description.metrics).map((name) => [name, recorder.column(name).slice()]),
        );
        return { step: recorder.column('step').slice(), work: recorder.column('work').slice(), metrics, outcome };
      }
    }
  } finally {
    void ask({ type: 'close', run: id }).catch(() => undefined);
  }
}

/** Measures one claim in its quick form; equal runs of one paper are made once. */
export async function measureHere(
  paper: Paper,
  claim: Claim,
  cache: Map<string, Promise<Trace>>,
  signal: AbortSignal,
  onSeed: (measured: Measured) => void,
): Promise<Measurement> {
  const started = performance.now();
  const seen = new Set<RunBackend>();
  const run = (name: string, seed: number) => {
    const key = `${name} ${seed}`;
    let made = cache.get(key);
    if (!made) {
      made = trace(paper, name, seed, signal, seen);
      made.catch(() => cache.delete(key));
      cache.set(key, made);
    }
    return made;
  };
  const result = await measureClaim(claim, claim.quick, run, onSeed);
  return {
    ...result,
    backend: [...seen][0] ?? 'cpu-float64',
    date: new Date().toISOString().slice(0, 10),
    seconds: (performance.now() - started) / 1000,
  };
}
