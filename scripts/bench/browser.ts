// What the benchmark runs inside Chromium; driven from Node, which reads the clocks of all its processes.
import { openBackend } from '../../src/tensor/backend.ts';
import { type KernelBench, type KernelName, type KernelSide, openKernelBench } from './kernel.ts';

let bench: KernelBench | null = null;

export const kernelInPage = {
  /** The adapter's words; throws a sentence where there is no WebGPU. */
  async start(): Promise<string> {
    const { adapter } = await openBackend({
      asked: 'webgpu',
      gpu: navigator.gpu,
      wasmPaths: '',
      onLost: () => {},
      timeoutMs: 30_000,
      strict: true,
    });
    return adapter;
  },
  async open(kernel: KernelName, n: number, d: number) {
    bench = await openKernelBench(kernel, n, d);
    return { work: bench.work, errors: await bench.errors() };
  },
  run: (side: KernelSide, iterations: number) => bench!.run(side, iterations),
  close() {
    bench?.dispose();
    bench = null;
  },
};

(globalThis as { kernelInPage?: typeof kernelInPage }).kernelInPage = kernelInPage;
