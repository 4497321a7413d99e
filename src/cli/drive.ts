import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Trace } from '../claims/evaluate.ts';
import type { AnyBench, Assets, BackendName } from '../engine/bench.ts';
import { isCompressed } from '../engine/is-compressed.ts';
import { type OpenRun, openRun } from '../engine/open-run.ts';
import { createRecorder, type Frame } from '../engine/recorder.ts';
import type { RunSpec } from '../engine/run-spec.ts';
import { benches } from '../labs/benches.ts';
import { UsageError } from './arguments.ts';

const SLICE_MS = 100;

export async function loadBench(id: string): Promise<AnyBench> {
  if (!Object.hasOwn(benches, id))
    throw new UsageError(`${id} is not a bench; there are ${Object.keys(benches).join(', ')}.`);
  return (await benches[id as keyof typeof benches]()).default as unknown as AnyBench;
}

async function loadAsset(name: string): Promise<Uint8Array> {
  const bytes = await readFile(join(process.cwd(), 'public', 'data', name));
  return new Uint8Array(isCompressed(bytes) ? gunzipSync(bytes) : bytes);
}

export async function loadAssets(names: readonly string[]): Promise<Assets> {
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await loadAsset(name)] as const)));
}

/** The backend a method runs on: the one asked for, or the first of its own list. Float64 methods need none. */
export async function chooseBackend(bench: AnyBench, spec: RunSpec): Promise<BackendName> {
  const method = bench.methods[spec.method]!;
  const asked = spec.backend;
  const { openNodeBackend } = await import('./node-backend.ts');
  if (method.precision === 'float64') {
    // It runs on the CPU whatever is asked, but asking for what is not there is still an error.
    if (asked === 'webgpu') await openNodeBackend('webgpu');
    return 'cpu';
  }
  const name = asked ?? method.backends?.[0] ?? 'wasm';
  await openNodeBackend(name);
  return name;
}

/** Drives a run to its end with the engine the page uses; `onFrame` sees every slice. */
export async function drive(
  bench: AnyBench,
  spec: RunSpec,
  every: number | null,
  onFrame: (frame: Frame, run: OpenRun) => void,
): Promise<OpenRun> {
  const backend = await chooseBackend(bench, spec);
  const assets = await loadAssets(bench.instances[spec.instance]!.assets ?? []);
  const run = openRun(bench, spec, { assets, backend, now: () => performance.now(), every });
  try {
    while (run.outcome === null) {
      onFrame(
        await run.advance({ budgetMs: SLICE_MS, maxSteps: Number.MAX_SAFE_INTEGER, snapshots: [], measureLast: false }),
        run,
      );
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    await run.close();
    throw error;
  }
  return run;
}

/** The trace of a run, for claims and tests. */
export async function traceOf(bench: AnyBench, spec: RunSpec): Promise<Trace & { backend: string }> {
  const recorder = createRecorder(Object.keys(bench.metrics));
  const run = await drive(bench, spec, null, (frame) => recorder.append(frame.rows));
  await run.close();
  const metrics = Object.fromEntries(Object.keys(bench.metrics).map((name) => [name, recorder.column(name).slice()]));
  return {
    step: recorder.column('step').slice(),
    work: recorder.column('work').slice(),
    metrics,
    outcome: run.outcome!,
    backend: run.backend,
  };
}
