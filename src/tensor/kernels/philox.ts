import { BUFFER, currentDevice, holdBuffer, MAP_READ, releaseBuffer, settled } from '../device.ts';

/**
 * `fn philox(key: u32, counter: vec2u) -> vec2u`, Philox-2x32-10 (Salmon et al. 2011): the same integers as
 * `philox(key, low, high)` of math/random.ts. To be pasted into any kernel that draws noise.
 */
export const PHILOX_WGSL = `
fn mulHigh(a: u32, b: u32) -> u32 {
  let a0 = a & 0xffffu; let a1 = a >> 16u;
  let b0 = b & 0xffffu; let b1 = b >> 16u;
  let middle = a1 * b0 + ((a0 * b0) >> 16u);
  let cross = a0 * b1 + (middle & 0xffffu);
  return a1 * b1 + (middle >> 16u) + (cross >> 16u);
}
fn philox(key: u32, counter: vec2u) -> vec2u {
  var k = key;
  var c = counter;
  for (var round = 0u; round < 10u; round++) {
    c = vec2u(mulHigh(0xd256d193u, c.x) ^ k ^ c.y, 0xd256d193u * c.x);
    k += 0x9e3779b9u;
  }
  return c;
}`;

const LANES = 64;

/** Fills word pairs: result[k] = philox(key, (first + k, high)). */
const FILL_WGSL = `${PHILOX_WGSL}
struct Draw { key: u32, first: u32, high: u32, count: u32 }
@group(0) @binding(0) var<uniform> draw: Draw;
@group(0) @binding(1) var<storage, read_write> result: array<vec2u>;
@compute @workgroup_size(${LANES})
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < draw.count) { result[id.x] = philox(draw.key, vec2u(draw.first + id.x, draw.high)); }
}`;

const pipelines = new WeakMap<GPUDevice, Promise<GPUComputePipeline>>();

/**
 * Integers `philox(key, first + k, high)`, k < count, in order (2·count words), drawn on the open GPU device and read
 * back. `count` at most 4,194,240 (one dispatch). Kernels that use the numbers in place paste PHILOX_WGSL instead.
 */
export async function drawPhilox({
  key,
  first,
  high,
  count,
}: {
  key: number;
  first: number;
  high: number;
  count: number;
}): Promise<Uint32Array> {
  if (count === 0) return new Uint32Array(0);
  const { device } = currentDevice();
  const known = pipelines.get(device);
  const built =
    known ??
    device.createComputePipelineAsync({
      label: 'philox',
      layout: 'auto',
      compute: { module: device.createShaderModule({ code: FILL_WGSL }), entryPoint: 'main' },
    });
  pipelines.set(device, built);
  const pipeline = await built;
  const bytes = 8 * count;
  const draw = holdBuffer(device, 16, BUFFER.uniform, Uint32Array.of(key, first, high, count));
  const result = holdBuffer(device, bytes, BUFFER.storage | BUFFER.copySource);
  const staging = holdBuffer(device, bytes, BUFFER.mapRead | BUFFER.copyTarget);
  try {
    const entries = [draw, result].map((buffer, binding) => ({ binding, resource: { buffer } }));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(Math.ceil(count / LANES));
    pass.end();
    encoder.copyBufferToBuffer(result, 0, staging, 0, bytes);
    device.queue.submit([encoder.finish()]);
    await settled(device, staging.mapAsync(MAP_READ));
    return new Uint32Array(staging.getMappedRange().slice(0));
  } finally {
    for (const buffer of [draw, result, staging]) releaseBuffer(buffer);
  }
}
