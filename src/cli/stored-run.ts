import { writeFile } from 'node:fs/promises';
import type { AnyBench } from '../engine/bench.ts';
import { describe } from '../engine/bench.ts';
import { createRecorder, type Recorder } from '../engine/recorder.ts';
import { checkRun, type RunSpec } from '../engine/run-spec.ts';
import { drive, loadBench } from './drive.ts';
import { toJson } from './json.ts';

const THUMBNAIL = { width: 104, height: 72, margin: 8, lowest: 1e-13 };

/** Makes the home page's pictures from real runs, so that the first paint is complete: `node scripts/cli.mjs stored-run`. */
export async function storedRun(): Promise<number> {
  const bench = await loadBench('transport/couplings');
  const description = describe(bench);
  const spec = (method: string, params: Record<string, number>) =>
    checkRun(description, {
      method,
      instance: 'densities',
      params: { eps: 1 / 1200, ...params },
      until: 'marginalError<1e-12',
    }).spec;
  const newton = spec('sinkhornNewtonSparse', { warmup: 400, keepPerRow: 100 });
  const { run, recorder } = await record(bench, newton);
  const frame = await run.advance({ budgetMs: 0, maxSteps: 0, snapshots: ['threads'], measureLast: false });
  const threads = frame.snapshots!.threads as Record<string, Float32Array>;
  const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toPrecision(4)));
  const stored = {
    method: description.methods[newton.method]!.label,
    step: run.step,
    marginalError: recorder.column('marginalError').at(-1),
    source: rounded(threads.source!),
    target: rounded(threads.target!),
    threads: rounded(threads.threads!),
  };
  await writeFile('src/app/home/stored-run.json', `${toJson(stored)}\n`);
  const sinkhorn = await record(bench, spec('sinkhornKernel', {}));
  const last = Math.max(run.step, sinkhorn.run.step);
  const thumbnails = {
    'sinkhorn-newton-sparse': [
      { colour: 5, path: curve(sinkhorn.recorder, last) },
      { colour: 1, path: curve(recorder, last) },
    ],
  };
  await writeFile('src/papers/thumbnails.json', `${toJson(thumbnails)}\n`);
  return 0;
}

async function record(bench: AnyBench, spec: RunSpec) {
  const recorder = createRecorder(Object.keys(bench.metrics));
  const run = await drive(bench, spec, null, (frame) => recorder.append(frame.rows));
  return { run, recorder };
}

/** The marginal error against steps, both on log axes, as the path of a small picture. */
function curve(recorder: Recorder, last: number): string {
  const { width, height, margin, lowest } = THUMBNAIL;
  const steps = recorder.column('step');
  const errors = recorder.column('marginalError');
  const points = Array.from(steps, (step, k) => {
    const x = margin + (Math.log(step) / Math.log(last)) * (width - 2 * margin);
    const y = margin + (Math.log(2 / Math.max(lowest, errors[k]!)) / Math.log(2 / lowest)) * (height - 2 * margin);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const kept = points.filter(
    (point, k) => k === points.length - 1 || point.split(',')[0] !== points[k + 1]?.split(',')[0],
  );
  return `M${kept.filter((_, k) => k % 2 === 0 || k > kept.length - 12).join('L')}`;
}
