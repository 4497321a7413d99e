import { takeGpuError } from '../../src/tensor/backend.ts';
import { tf } from '../../src/tensor/tf.ts';
import type { Work } from './paired.ts';

export type KernelSide = 'fused' | 'composed';

/** A kernel of ours and the same in stock tfjs operations, side by side on the open webgpu backend. */
export interface KernelBench {
  /** Repetitions, awaited to the end and read back: an unread result may never be computed. */
  run(side: KernelSide, repetitions: number): Promise<void>;
  /** Largest error of both against the float64 twin, relative to the largest of its numbers. */
  errors(): Promise<Record<KernelSide, number>>;
  readonly work: Work;
  dispose(): void;
}

/** Rows of the benchmark by kernel: what is ours, and how the anchor is written. */
export const KERNELS = {
  softmin: { ours: 'fused WGSL half-steps', anchor: 'composed tfjs operations' },
  averages: { ours: 'row log-sum-exp with averages, WGSL', anchor: 'logSumExp, softmax and matMul of tfjs' },
  gram: { ours: 'sums over a Gram matrix, WGSL', anchor: 'exp, sums and matMul of tfjs' },
  adam: { ours: 'Adam in one kernel, WGSL', anchor: 'the Adam of tfjs' },
  noise: { ours: 'normals drawn on the device, WGSL', anchor: 'ziggurat on the processor, and the upload' },
} as const;
export type KernelName = keyof typeof KERNELS;

export async function openKernelBench(kernel: KernelName, n: number, d: number): Promise<KernelBench> {
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  const bench = await open(kernel, n, d);
  return {
    ...bench,
    async errors() {
      const both = await bench.errors();
      const complaint = takeGpuError();
      if (complaint !== null) throw new Error(complaint);
      return both;
    },
  };
}

async function open(kernel: KernelName, n: number, d: number): Promise<KernelBench> {
  if (kernel === 'softmin') return (await import('./kernel-softmin.ts')).openSoftminBench(n, d);
  if (kernel === 'adam') return (await import('./kernel-adam.ts')).openAdamBench(n);
  if (kernel === 'noise') return (await import('./kernel-noise.ts')).openNoiseBench(n);
  return (await import('./kernel-reductions.ts')).openReductionBench(kernel, n, d);
}

/** float32 keeps 6e-8 of a potential a half-step, and there were eight of them; a reduction loses less. */
export const KERNEL_BOUND = 2e-6;
