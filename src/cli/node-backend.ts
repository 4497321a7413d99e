import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { BackendName } from '../engine/bench.ts';
import { BackendUnavailable, openBackend } from '../tensor/backend.ts';
import { UsageError } from './arguments.ts';

const TIMEOUT_MS = 30_000;

/** Dawn's WebGPU for Node, when somebody has installed the package `webgpu`; undefined otherwise. */
async function nodeGpu(): Promise<GPU | undefined> {
  try {
    const name = 'webgpu';
    const { create, globals } = await import(/* @vite-ignore */ name);
    Object.assign(globalThis, globals);
    const gpu = create([]) as GPU;
    Object.defineProperty(globalThis, 'navigator', {
      configurable: true,
      writable: true,
      value: { gpu, userAgent: 'node', hardwareConcurrency: 2 },
    });
    return gpu;
  } catch {
    return undefined;
  }
}

/** Opens a backend in Node, or says in one sentence that it is not there. */
export async function openNodeBackend(name: BackendName): Promise<void> {
  const require = createRequire(import.meta.url);
  const wasm = dirname(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'));
  try {
    await openBackend({
      asked: name,
      gpu: name === 'webgpu' ? await nodeGpu() : undefined,
      wasmPaths: wasm + sep,
      onLost: () => undefined,
      timeoutMs: TIMEOUT_MS,
      strict: true,
    });
  } catch (error) {
    if (error instanceof BackendUnavailable)
      throw new UsageError(
        `--backend = ${name} is not available: ${error.message} Accepted here are wasm and cpu, and webgpu where the npm package webgpu and a GPU driver are installed.`,
      );
    throw error;
  }
}
