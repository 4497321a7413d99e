import { heldBufferCount, recordGpuError, setDevice } from './device.ts';
import { tf } from './tf.ts';

export { takeGpuError } from './device.ts';

export type TensorBackend = 'webgpu' | 'wasm' | 'cpu';

export interface BackendRequest {
  /** What the reader asked for; null is the best there is. */
  readonly asked: TensorBackend | null;
  /** `navigator.gpu` of a browser or worker, Dawn's in Node; undefined without WebGPU. */
  readonly gpu: GPU | undefined;
  /** A folder ending in a separator, or addresses by file name (toolchain: `?url` imports). */
  readonly wasmPaths: string | Readonly<Record<string, string>>;
  /** Called once when the device is lost for a reason other than `closeBackend`; all its tensors are gone then. */
  readonly onLost: (reason: string) => void;
  readonly timeoutMs: number;
  /** Throw BackendUnavailable when the backend asked for is absent, in place of falling to the next. */
  readonly strict?: boolean;
}

/** What was chosen and why; the shape of the engine's BackendReport. `reason` is a phrase for a badge. */
export interface OpenedBackend {
  readonly name: TensorBackend;
  /** The adapter's own words for itself; empty without a GPU. */
  readonly adapter: string;
  readonly precision: 'float32';
  readonly reason: string;
  readonly device?: GPUDevice;
}

/** A backend that was asked for by name is not there; the message is one sentence. */
export class BackendUnavailable extends Error {
  override readonly name = 'BackendUnavailable';
}

const LABELS: Readonly<Record<TensorBackend, string>> = {
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/** Each followed by what takes over when it is absent. */
const ORDER: Readonly<Record<TensorBackend, readonly TensorBackend[]>> = {
  webgpu: ['webgpu', 'wasm', 'cpu'],
  wasm: ['wasm', 'cpu'],
  cpu: ['cpu'],
};

const OPEN: Readonly<Record<TensorBackend, (request: BackendRequest) => Promise<Found>>> = {
  webgpu: openWebgpu,
  wasm: openWasm,
  cpu: openCpu,
};

type Found = Pick<OpenedBackend, 'adapter' | 'device'>;

/** After so many lost devices the next backend takes over until the page is loaded again. */
const MAX_LOSSES = 2;

let losses = 0;
let opened: GPUDevice | null = null;
let wasmReady = false;

/**
 * Starts tfjs on the backend asked for, else on the best of webgpu (a real adapter), wasm and cpu, and says why.
 * WebGPU is opened on a new device; wasm and cpu stand beside an open one. Nothing waits longer than `timeoutMs`; a backend that does not answer counts as absent.
 */
export async function openBackend(request: BackendRequest): Promise<OpenedBackend> {
  const { asked } = request;
  if (asked === null || asked === 'webgpu') closeBackend();
  const failures: string[] = [];
  for (const name of ORDER[asked ?? 'webgpu']) {
    try {
      const found = await OPEN[name](request);
      return { name, precision: 'float32', reason: reasonFor(asked, failures), ...found };
    } catch (error) {
      const known = error instanceof BackendUnavailable;
      const why = known ? error.message : `${LABELS[name]} did not start (${messageOf(error)})`;
      if (request.strict && asked === name) {
        throw new BackendUnavailable(`${LABELS[name]} was asked for, but ${asClause(why)}.`);
      }
      failures.push(why);
    }
  }
  throw new BackendUnavailable(`No backend: ${failures.join('; ')}.`);
}

function reasonFor(asked: TensorBackend | null, failures: readonly string[]): string {
  const fallen = failures.join('; ');
  if (asked === null) return fallen || 'a GPU adapter was found';
  return fallen ? `asked for ${LABELS[asked]}, but ${asClause(fallen)}` : 'as asked';
}

/** Ends the open device and all tensors on it; a no-op on wasm and cpu, which stay warm. */
export function closeBackend(): void {
  const device = opened;
  opened = null;
  setDevice(null);
  if (tf.findBackendFactory('webgpu') !== null && device !== null) tf.removeBackend('webgpu');
  device?.destroy();
}

/** How many devices were lost since the program started. */
export const lostDevices = (): number => losses;

/** Tensors alive in tfjs plus the buffers our own kernels hold. */
export const liveTensors = (): number => tf.memory().numTensors + heldBufferCount();

async function openWebgpu({ asked, gpu, onLost, timeoutMs }: BackendRequest): Promise<Found> {
  if (losses >= MAX_LOSSES)
    throw new BackendUnavailable(`the GPU was lost ${losses === 2 ? 'twice' : `${losses} times`}`);
  if (!gpu) throw new BackendUnavailable('no WebGPU here');
  const adapter = await within(timeoutMs, 'the GPU', gpu.requestAdapter({ powerPreference: 'high-performance' }));
  if (!adapter) throw new BackendUnavailable('no GPU adapter was offered');
  const software = isSoftware(adapter);
  if (software && asked !== 'webgpu') throw new BackendUnavailable('the only GPU adapter is software');

  const { limits } = adapter;
  const device = await within(
    timeoutMs,
    'the GPU',
    adapter.requestDevice({
      requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
      requiredLimits: {
        maxBufferSize: limits.maxBufferSize,
        maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
        maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
        maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
        maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
        maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
        maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      },
    }),
  );
  device.addEventListener('uncapturederror', ({ error }) =>
    recordGpuError(`The GPU refused a command: ${error.message}`),
  );
  try {
    const { WebGPUBackend } = await within(timeoutMs, 'the WebGPU module', import('@tensorflow/tfjs-backend-webgpu'));
    // The import registered a factory that would open a second device.
    if (tf.findBackendFactory('webgpu') !== null) tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
    await use('webgpu', timeoutMs);
  } catch (error) {
    device.destroy();
    throw error;
  }
  opened = device;
  setDevice({ device, software });
  device.lost.then(({ reason, message }) => {
    if (opened !== device) return; // we closed it
    losses++;
    setDevice(null);
    onLost(message ? `${reason}: ${message}` : reason);
  });
  return { adapter: wordsOf(adapter.info), device };
}

async function openWasm({ wasmPaths, timeoutMs }: BackendRequest): Promise<Found> {
  const { setWasmPaths } = await within(timeoutMs, 'the WebAssembly module', import('@tensorflow/tfjs-backend-wasm'));
  if (!wasmReady) {
    setWasmPaths(wasmPaths as string);
    // The threaded binary starts helpers from its own minified text and then waits for ever.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  }
  await use('wasm', timeoutMs);
  wasmReady = true;
  return { adapter: '' };
}

async function openCpu({ timeoutMs }: BackendRequest): Promise<Found> {
  await use('cpu', timeoutMs);
  return { adapter: '' };
}

/** Makes an opened backend the one that tfjs operations run on. */
export async function selectBackend(name: TensorBackend): Promise<void> {
  if (tf.getBackend() !== name && !(name === 'webgpu' && tf.findBackendFactory(name) === null))
    await tf.setBackend(name);
}

async function use(name: TensorBackend, timeoutMs: number): Promise<void> {
  const ready = await within(timeoutMs, LABELS[name], tf.setBackend(name));
  if (!ready) throw new BackendUnavailable(`${LABELS[name]} did not start`);
}

function isSoftware(adapter: GPUAdapter): boolean {
  const { info } = adapter;
  return info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|basic render/i.test(wordsOf(info));
}

function wordsOf({ vendor, architecture, device, description }: GPUAdapterInfo): string {
  const words = [vendor, architecture, description || device].filter((word) => word);
  return [...new Set(words)].join(' ');
}

/** A badge's phrase after a comma. */
const asClause = (phrase: string): string => (phrase.startsWith('no WebGPU') ? `there is ${phrase}` : phrase);

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String((error as { message?: unknown })?.message ?? error);

interface Timers {
  setTimeout(callback: () => void, ms: number): number;
  clearTimeout(timer: number): void;
}

async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  const { setTimeout, clearTimeout } = globalThis as unknown as Timers;
  let timer = 0;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BackendUnavailable(`${what} did not answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
