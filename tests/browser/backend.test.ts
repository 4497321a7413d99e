import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { afterAll, expect, test } from 'vitest';
import { type BackendRequest, BackendUnavailable, closeBackend, openBackend } from '../../src/tensor/backend.ts';
import { openSoftminLoop } from '../../src/tensor/kernels/row-softmin.ts';
import { testClouds } from '../../src/tensor/kernels/test-clouds.ts';
import { tf } from '../../src/tensor/tf.ts';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
};

const open = (request: Partial<BackendRequest>) =>
  openBackend({ asked: null, gpu: navigator.gpu, wasmPaths, onLost: () => {}, timeoutMs: 30_000, ...request });

/** `navigator.gpu` with an adapter that says of itself what a real GPU would. */
const pretendHardware = (gpu: GPU): GPU =>
  ({
    async requestAdapter() {
      const adapter = await gpu.requestAdapter();
      if (!adapter) return null;
      const info = {
        vendor: 'acme',
        architecture: 'one',
        device: '',
        description: 'Acme One',
        isFallbackAdapter: false,
      };
      return {
        info,
        limits: adapter.limits,
        features: adapter.features,
        requestDevice: (descriptor: GPUDeviceDescriptor) => adapter.requestDevice(descriptor),
      };
    },
  }) as unknown as GPU;

const adapter = await navigator.gpu?.requestAdapter();
const software = adapter?.info.isFallbackAdapter === true || adapter?.info.architecture === 'swiftshader';

afterAll(closeBackend);

test('webgpu asked for by name accepts a software adapter and reports it', async () => {
  const { name, adapter, reason, precision, device } = await open({ asked: 'webgpu', strict: true });
  expect({ name, reason, precision }).toEqual({ name: 'webgpu', reason: 'as asked', precision: 'float32' });
  if (software) expect(adapter).toMatch(/swiftshader/i);
  expect(device).toBeInstanceOf(GPUDevice);
  expect(tf.getBackend()).toBe('webgpu');
});

test.skipIf(!software)('a software adapter is passed over for wasm when nothing was asked for', async () => {
  const { name, reason, adapter, device } = await open({});
  expect({ name, reason, adapter, device }).toEqual({
    name: 'wasm',
    reason: 'the only GPU adapter is software',
    adapter: '',
    device: undefined,
  });
  expect(await tf.add(1, 2).data()).toEqual(Float32Array.of(3));
});

test('a browser without WebGPU gets wasm and the reason', async () => {
  expect(await open({ gpu: undefined })).toMatchObject({ name: 'wasm', reason: 'no WebGPU here' });
  expect(await open({ asked: 'webgpu', gpu: undefined })).toMatchObject({
    name: 'wasm',
    reason: 'asked for WebGPU, but there is no WebGPU here',
  });
});

test('strict refuses with one sentence what is not there', async () => {
  await expect(open({ asked: 'webgpu', gpu: undefined, strict: true })).rejects.toThrow(
    new BackendUnavailable('WebGPU was asked for, but there is no WebGPU here.'),
  );
});

test('an adapter that never answers counts as absent', async () => {
  const silent = { requestAdapter: () => new Promise(() => {}) } as unknown as GPU;
  expect(await open({ gpu: silent, timeoutMs: 200 })).toMatchObject({
    reason: 'the GPU did not answer within 0.2 s',
  });
});

test('cpu asked for is cpu', async () => {
  expect(await open({ asked: 'cpu' })).toMatchObject({ name: 'cpu', reason: 'as asked' });
});

test('closing by ourselves is not a loss', async () => {
  let losses = 0;
  await open({ asked: 'webgpu', onLost: () => losses++ });
  closeBackend();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(losses).toBe(0);
});

// Last: losses are counted for the life of the page.
test('a lost device is reported once, its run ends, and after two losses wasm takes over', async () => {
  const gpu = pretendHardware(navigator.gpu);
  for (const _ of [1, 2]) {
    let tell: (reason: string) => void = () => {};
    const lost = new Promise<string>((resolve) => {
      tell = resolve;
    });
    const { name, adapter, device } = await open({ gpu, onLost: tell });
    expect({ name, adapter }).toEqual({ name: 'webgpu', adapter: 'acme one Acme One' });
    const loop = await openSoftminLoop('webgpu', testClouds(5, 6, 2));
    await loop.step();
    device!.destroy();
    expect(await lost).toMatch(/^destroyed/);
    await expect(loop.read()).rejects.toThrow();
    loop.dispose();
    await expect(openSoftminLoop('webgpu', testClouds(5, 6, 2))).rejects.toThrow('not open');
  }
  expect(await open({ gpu })).toMatchObject({ name: 'wasm', reason: 'the GPU was lost twice' });
});
