import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { openBackend } from '../src/tensor/backend.ts';

/** Opens tfjs on wasm: claims of float32 methods are measured there. */
export async function openWasm(): Promise<void> {
  const wasmPaths = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;
  await openBackend({ asked: 'wasm', gpu: undefined, wasmPaths, onLost: () => {}, timeoutMs: 20_000, strict: true });
}
