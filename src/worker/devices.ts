import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { BackendName } from '../engine/bench.ts';
import type { BackendReport } from '../engine/protocol.ts';
import type { Devices } from './runs.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
};

const OPEN_TIMEOUT_MS = 20_000;

/** The worker's one backend. tfjs is loaded when it is first needed, never with the worker's own script. */
export function createDevices(): Devices {
  let opened: Promise<BackendReport> | null = null;
  let lostReason: string | null = null;
  let takeError: () => string | null = () => null;

  async function open(asked: BackendName | null): Promise<BackendReport> {
    const { openBackend, takeGpuError } = await import('../tensor/backend.ts');
    takeError = takeGpuError;
    const report = await openBackend({
      asked,
      gpu: (navigator as Navigator & { gpu?: GPU }).gpu,
      wasmPaths,
      onLost: (reason) => {
        lostReason = reason;
      },
      timeoutMs: OPEN_TIMEOUT_MS,
    });
    // Reachable from the browser's console: `paperscopeDevice.destroy()` shows the recovery, and a test does so.
    Object.assign(globalThis, { paperscopeDevice: report.device ?? null });
    return { name: report.name, adapter: report.adapter, precision: report.precision, reason: report.reason };
  }

  const current = () => (opened ??= open(null));
  return {
    current,
    async named(name) {
      const report = await current();
      if (name === null || name === report.name) return report;
      opened = open(name);
      return opened;
    },
    lost: () => lostReason,
    async recover() {
      lostReason = null;
      // Asked for by name, a software adapter is taken again; after two losses tensor/ falls to the next backend.
      opened = open('webgpu');
      return opened;
    },
    gpuError: () => takeError(),
  };
}
