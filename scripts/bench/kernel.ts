import { takeGpuError } from '../../src/tensor/backend.ts';
import { openSoftminLoop, openTwin, rowSoftminCost } from '../../src/tensor/kernels/row-softmin.ts';
import { openComposed } from '../../src/tensor/kernels/row-softmin-composed.ts';
import type { SoftminLoop } from '../../src/tensor/kernels/softmin-problem.ts';
import { testClouds } from '../../src/tensor/kernels/test-clouds.ts';
import { tf } from '../../src/tensor/tf.ts';
import type { Work } from './paired.ts';

export type KernelSide = 'fused' | 'composed';

/** The fused half-steps and the same loop in stock tfjs operations, side by side on the open webgpu backend. */
export interface KernelBench {
  /** Iterations, awaited to the end and read back: an unread result may never be computed. */
  run(side: KernelSide, iterations: number): Promise<void>;
  /** Largest error of both against the float64 twin after a few iterations, relative to the largest potential. */
  errors(): Promise<Record<KernelSide, number>>;
  readonly work: Work;
  dispose(): void;
}

const CHECKED = 4;

export async function openKernelBench(n: number, d: number): Promise<KernelBench> {
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  const problem = testClouds(n, n, d);
  // The composed form has the whole matrix in one block, its best case.
  const open = {
    fused: () => openSoftminLoop('webgpu', problem),
    composed: () => openComposed(problem, n * n),
  };
  const loops: Record<KernelSide, SoftminLoop> = { fused: await open.fused(), composed: await open.composed() };
  const { flops, exponentials, bytes } = rowSoftminCost(n, n, d);
  return {
    work: { flops, exponentials, bytes },
    async run(side, iterations) {
      for (let k = 0; k < iterations; k++) await loops[side].step();
      await loops[side].read();
    },
    async errors() {
      const twin = openTwin(problem, Float64Array);
      for (let k = 0; k < CHECKED; k++) await twin.step();
      const exact = await twin.read();
      const size = exact.f.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const error = async (side: KernelSide) => {
        const loop = await open[side]();
        for (let k = 0; k < CHECKED; k++) await loop.step();
        const { f, g } = await loop.read();
        loop.dispose();
        const worst = Math.max(
          ...f.map((value, i) => Math.abs(value - exact.f[i]!)),
          ...g.map((value, j) => Math.abs(value - exact.g[j]!)),
        );
        return worst / size;
      };
      const both = { fused: await error('fused'), composed: await error('composed') };
      const complaint = takeGpuError();
      if (complaint !== null) throw new Error(complaint);
      return both;
    },
    dispose() {
      loops.fused.dispose();
      loops.composed.dispose();
    },
  };
}

/** float32 keeps 6e-8 of a potential a half-step, and there were eight of them. */
export const KERNEL_BOUND = 2e-6;
