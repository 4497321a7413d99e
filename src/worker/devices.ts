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

/** The worker's backends, each opened once. tfjs is loaded when it is first needed, never with the worker's own script. */
export function createDevices(): Devices {
  const opened = new Map<BackendName, Promise<BackendReport>>();
  let best: Promise<BackendReport> | null = null;
  let lostReason: string | null = null;
  let generation = 0;
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
    if (report.device) Object.assign(globalThis, { paperscopeDevice: report.device });
    return { name: report.name, adapter: report.adapter, precision: report.precision, reason: report.reason };
  }

  const keep = (name: BackendName, report: Promise<BackendReport>) => {
    opened.set(name, report);
    return report;
  };
  const current = () => {
    best ??= open(null).then((report) => {
      if (!opened.has(report.name)) opened.set(report.name, Promise.resolve(report));
      return report;
    });
    return best;
  };
  return {
    current,
    async named(name) {
      const first = await current();
      if (name === null || name === first.name) return first;
      return opened.get(name) ?? keep(name, open(name));
    },
    async use(name) {
      await (await import('../tensor/backend.ts')).selectBackend(name);
    },
    lost: () => lostReason,
    generation: () => generation,
    async recover() {
      const now = opened.get('webgpu');
      if (lostReason === null && now) return now;
      lostReason = null;
      generation++;
      // Asked for by name, a software adapter is taken again; after two losses tensor/ falls to the next backend.
      const again = keep('webgpu', open('webgpu'));
      if ((await current()).name === 'webgpu') best = again;
      return again;
    },
    gpuError: () => takeError(),
  };
}
