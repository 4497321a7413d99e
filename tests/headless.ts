import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Trace } from '../src/claims/evaluate.ts';
import type { AnyBench, Assets, BackendName } from '../src/engine/bench.ts';
import { isCompressed } from '../src/engine/is-compressed.ts';
import { openRun } from '../src/engine/open-run.ts';
import { createRecorder } from '../src/engine/recorder.ts';
import type { RunSpec } from '../src/engine/run-spec.ts';
import { benches } from '../src/labs/benches.ts';

export const allBenches = async (): Promise<AnyBench[]> =>
  Promise.all(Object.values(benches).map(async (load) => (await load()).default as unknown as AnyBench));

export const assetsOf = (names: readonly string[]): Assets =>
  Object.fromEntries(names.map((name) => [name, unpacked(readFileSync(`public/data/${name}`))]));

const unpacked = (bytes: Buffer) => new Uint8Array(isCompressed(bytes) ? gunzipSync(bytes) : bytes);

/** The problem of a run. */
export const madeFor = (bench: AnyBench, { instance, instanceParams, seed, data }: RunSpec): object => {
  const recipe = bench.instances[instance]!;
  return recipe.make(instanceParams, { seed, assets: assetsOf(recipe.assets ?? []), data });
};

/** Opens a run as the command line does; of a problem it shares with others, where one is given. */
export const open = (
  bench: AnyBench,
  spec: RunSpec,
  backend: BackendName = 'cpu',
  problem: object = madeFor(bench, spec),
) => openRun(bench, spec, { assets: {}, backend, now: () => performance.now(), problem });

/** Runs to the end and returns what claims may see. */
export async function traceOf(bench: AnyBench, spec: RunSpec, problem?: object): Promise<Trace> {
  const run = open(bench, spec, 'cpu', problem);
  const recorder = createRecorder(Object.keys(bench.metrics));
  while (run.outcome === null)
    recorder.append(
      (await run.advance({ budgetMs: 1000, maxSteps: Number.MAX_SAFE_INTEGER, snapshots: [], measureLast: false }))
        .rows,
    );
  await run.close();
  return {
    step: recorder.column('step'),
    work: recorder.column('work'),
    metrics: Object.fromEntries(Object.keys(bench.metrics).map((name) => [name, recorder.column(name)])),
    outcome: run.outcome,
  };
}
