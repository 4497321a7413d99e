import { writeFile } from 'node:fs/promises';
import { describe } from '../engine/bench.ts';
import { createRecorder } from '../engine/recorder.ts';
import { checkRun } from '../engine/run-spec.ts';
import { drive, loadBench } from './drive.ts';
import { toJson } from './json.ts';

/** Makes the home page's picture from a real run, so that the first paint is complete: `node scripts/cli.mjs stored-run`. */
export async function storedRun(): Promise<number> {
  const bench = await loadBench('transport/couplings');
  const description = describe(bench);
  const { spec } = checkRun(description, {
    method: 'sinkhornNewtonSparse',
    instance: 'densities',
    params: { eps: 1 / 1200, warmup: 400, keepPerRow: 100 },
    until: 'marginalError<1e-12',
  });
  const recorder = createRecorder(Object.keys(bench.metrics));
  const run = await drive(bench, spec, null, (frame) => recorder.append(frame.rows));
  const frame = await run.advance({ budgetMs: 0, maxSteps: 0, snapshots: ['threads'], measureLast: false });
  const threads = frame.snapshots!.threads as Record<string, Float32Array>;
  const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toPrecision(4)));
  const stored = {
    method: description.methods[spec.method]!.label,
    step: run.step,
    marginalError: recorder.column('marginalError').at(-1),
    source: rounded(threads.source!),
    target: rounded(threads.target!),
    threads: rounded(threads.threads!),
  };
  await writeFile('src/app/home/stored-run.json', `${toJson(stored)}\n`);
  return 0;
}
