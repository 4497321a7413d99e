/**
 * The one GPU device of this worker or process, shared by tfjs and our own kernels, with its complaints and the
 * buffers our kernels hold on it. No tfjs here, so that a kernel can be loaded without it.
 */
export interface OpenDevice {
  readonly device: GPUDevice;
  /** A software adapter: a thousand times slower than a small GPU, so queues are kept shorter. */
  readonly software: boolean;
}

let open: OpenDevice | null = null;
let gpuError: string | null = null;
let heldBuffers = 0;

export function setDevice(next: OpenDevice | null): void {
  open = next;
  gpuError = null;
}

/** The device opened by `openBackend`; throws when the backend is another one. */
export function currentDevice(): OpenDevice {
  if (open === null) throw new Error('The webgpu backend is not open.');
  return open;
}

/** Keeps the first complaint: later ones are mostly its consequences. */
export function recordGpuError(sentence: string): void {
  gpuError ??= sentence;
}

/**
 * The first complaint of the device since the last call, or null. Invalid commands neither throw nor reject: the
 * buffer keeps its old numbers, so a run that finds a sentence here must end with it.
 */
export function takeGpuError(): string | null {
  const sentence = gpuError;
  gpuError = null;
  return sentence;
}

/** A buffer that counts as held until `releaseBuffer`; filled with `data` when given. */
export function holdBuffer(
  device: GPUDevice,
  size: number,
  usage: GPUBufferUsageFlags,
  data?: ArrayBufferView,
): GPUBuffer {
  const buffer = device.createBuffer({ size, usage, mappedAtCreation: data !== undefined });
  heldBuffers++;
  if (data !== undefined) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    new Uint8Array(buffer.getMappedRange()).set(bytes);
    buffer.unmap();
  }
  return buffer;
}

export function releaseBuffer(buffer: GPUBuffer): void {
  buffer.destroy();
  heldBuffers--;
}

export const heldBufferCount = (): number => heldBuffers;

interface Timers {
  setInterval(callback: () => void, ms: number): number;
  clearInterval(timer: number): void;
}

/**
 * Awaits the device. While it is pending, empty command lists are submitted: Firefox otherwise looks at finished
 * work only every 100 ms. The one place that waits for a map or a fence.
 */
export async function settled<T>(device: GPUDevice, pending: Promise<T>): Promise<T> {
  const { setInterval, clearInterval } = globalThis as unknown as Timers;
  const timer = setInterval(() => device.queue.submit([]), 4);
  try {
    return await pending;
  } finally {
    clearInterval(timer);
  }
}

// The usage flags by value: `GPUBufferUsage` is a global of the browser, absent where this module is only loaded.
export const BUFFER = { mapRead: 1, copySource: 4, copyTarget: 8, uniform: 64, storage: 128 } as const;
export const MAP_READ = 1;
