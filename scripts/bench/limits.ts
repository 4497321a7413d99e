import { openKernels } from '../../src/math/native/open-kernels.ts';
import { openSinkhorn } from '../../src/math/native/sinkhorn.ts';
import code from './limits.as.ts?native';
import { cpuMs, type Limits } from './paired.ts';

function copy(from: Float64Array, to: Float64Array, count: number, times: number): void {
  for (let time = 0; time < times; time++) to.set(from.subarray(0, count));
}

function multiplyAdd(out: Float64Array, times: number): void {
  const sums = new Float64Array(16).fill(1);
  for (let time = 0; time < times; time++) for (let k = 0; k < 16; k++) sums[k] = sums[k]! * 0.999999 + 1;
  out.fill(sums.reduce((total, value) => total + value, 0));
}

function multiplyAddSingle(out: Float64Array, times: number): void {
  multiplyAdd(out, times);
}

/** The best of some samples, in units of work a millisecond of CPU. */
function best(work: number, run: () => void): number {
  run();
  let most = 0;
  for (let k = 0; k < 7; k++) {
    const start = cpuMs();
    run();
    most = Math.max(most, work / Math.max(1e-3, cpuMs() - start));
  }
  return most;
}

/**
 * What this machine can do in WebAssembly on one core: bytes of a copy between arrays that hold as many as the problem,
 * operations of a multiply-add loop in registers (in float32 where `single`), exponentials of the kernels' own on numbers in
 * the first cache.
 */
export function measureLimits(bytes: number, single = false): Limits {
  const count = Math.ceil(bytes / 128) * 8;
  const { run, floats } = openKernels(
    code,
    { copy, multiplyAdd, multiplyAddSingle },
    { from: count, to: count, out: 16 },
  );
  floats.from.fill(1);
  const copies = Math.ceil(5e7 / (16 * count));
  const steps = 4_000_000;
  const sinkhorn = openSinkhorn({ x: 1024, out: 1024 });
  const rounds = 8000;
  return {
    bytesPerMs: best(16 * count * copies, () => run.copy(floats.from, floats.to, count, copies)),
    flopsPerMs: single
      ? best(56 * steps, () => run.multiplyAddSingle(floats.out, steps))
      : best(32 * steps, () => run.multiplyAdd(floats.out, steps)),
    exponentialsPerMs: best(1024 * rounds, () => {
      for (let k = 0; k < rounds; k++) sinkhorn.run.exponentials(sinkhorn.floats.x, sinkhorn.floats.out, 1024);
    }),
  };
}
