import { openSoftminLoop, openTwin, rowSoftminCost } from '../../src/tensor/kernels/row-softmin.ts';
import { openComposed } from '../../src/tensor/kernels/row-softmin-composed.ts';
import type { SoftminLoop } from '../../src/tensor/kernels/softmin-problem.ts';
import { testClouds } from '../../src/tensor/kernels/test-clouds.ts';
import type { KernelBench, KernelSide } from './kernel.ts';

const CHECKED = 4;

/** Iterations of the fused half-steps against the same loop composed of tfjs operations. */
export async function openSoftminBench(n: number, d: number): Promise<KernelBench> {
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
      return { fused: await error('fused'), composed: await error('composed') };
    },
    dispose() {
      loops.fused.dispose();
      loops.composed.dispose();
    },
  };
}
