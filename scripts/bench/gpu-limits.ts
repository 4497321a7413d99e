import { BUFFER, currentDevice, holdBuffer, releaseBuffer, settled } from '../../src/tensor/device.ts';
import type { Limits } from './paired.ts';

const LANES = 64;
const CHAINS = ['a', 'b', 'c', 'd'];
const each = (write: (chain: string, k: number) => string) => CHAINS.map(write).join(' ');

const COPY = `
@group(0) @binding(0) var<storage, read> source: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> result: array<vec4f>;
@compute @workgroup_size(${LANES})
fn main(@builtin(global_invocation_id) id: vec3u) { result[id.x] = source[id.x]; }`;

/** Four independent chains of four numbers a lane, so that none waits for itself; the result is kept, so that nothing is left out. */
const chains = (steps: number, next: (chain: string) => string) => `
@group(0) @binding(0) var<storage, read> source: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> result: array<vec4f>;
@compute @workgroup_size(${LANES})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let x = source[id.x];
  ${each((chain, k) => `var ${chain} = x + vec4f(${k}.0);`)}
  for (var k = 0u; k < ${steps}u; k++) { ${each((chain) => `${chain} = ${next(chain)};`)} }
  result[id.x] = ${CHAINS.join(' + ')};
}`;

/**
 * What the open adapter can do, by the given clock: bytes of a copy (each byte is read and written), operations of a
 * multiply-add loop and exponentials of exp2 in registers. The best of five samples.
 */
export async function measureGpuLimits(clock: () => number): Promise<Limits> {
  const { device, software } = currentDevice();
  const quads = software ? 1 << 20 : 1 << 22;
  const lanes = software ? 1 << 12 : 1 << 20;
  const steps = 256;
  const rounds = software ? 8 : 64;
  const best = async (code: string, count: number, work: number): Promise<number> => {
    const module = device.createShaderModule({ code });
    const pipeline = await device.createComputePipelineAsync({
      layout: 'auto',
      compute: { module, entryPoint: 'main' },
    });
    const source = holdBuffer(device, 16 * count, BUFFER.storage);
    const result = holdBuffer(device, 16 * count, BUFFER.storage);
    const entries = [source, result].map((buffer, binding) => ({ binding, resource: { buffer } }));
    const bindGroup = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
    let most = 0;
    for (let sample = 0; sample < 6; sample++) {
      const start = clock();
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      for (let round = 0; round < rounds; round++) pass.dispatchWorkgroups(count / LANES);
      pass.end();
      device.queue.submit([encoder.finish()]);
      await settled(device, device.queue.onSubmittedWorkDone());
      // The first is the warm-up.
      if (sample > 0) most = Math.max(most, (work * rounds) / Math.max(1e-3, clock() - start));
    }
    for (const buffer of [source, result]) releaseBuffer(buffer);
    return most;
  };
  const numbers = 4 * CHAINS.length * steps * lanes;
  return {
    bytesPerMs: await best(COPY, quads, 32 * quads),
    flopsPerMs: await best(
      chains(steps, (chain) => `fma(${chain}, vec4f(0.999), vec4f(0.001))`),
      lanes,
      2 * numbers,
    ),
    exponentialsPerMs: await best(
      chains(steps, (chain) => `exp2(-${chain})`),
      lanes,
      numbers,
    ),
  };
}
