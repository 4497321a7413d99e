import { BUFFER, currentDevice, holdBuffer, MAP_READ, releaseBuffer, settled, takeGpuError } from '../device.ts';
import { batchClock, longestDispatch } from './batch-clock.ts';
import { pairPipeline, UNIFORM_STRIDE } from './pair-pipeline.ts';

/** Something summed over all columns for every row; a workgroup takes four rows. */
export interface RowReduction {
  /** Names the kernel and all that is baked into its text. */
  readonly key: string;
  readonly code: string;
  readonly rows: number;
  readonly columns: number;
  readonly d: number;
  /** Read-only arrays, in quads, from binding 1 on. */
  readonly inputs: readonly Float32Array[];
  /** Numbers of a row that come out. */
  readonly width: number;
}

/**
 * Runs the kernel on the open device: inputs up, dispatches of under 8 ms in submits of about 4 ms, one readback. Result:
 * `width` runs of the rows, each run padded to quads. Throws a sentence when the device refuses a command.
 */
export async function reduceRows({ key, code, rows, columns, d, inputs, width }: RowReduction): Promise<Float32Array> {
  const { device, software } = currentDevice();
  const pipeline = await pairPipeline(device, key, code, inputs.length);
  const rowQuads = Math.ceil(rows / 4);
  const columnQuads = Math.ceil(columns / 4);
  const pairs = 16 * columnQuads;
  const most = longestDispatch(software, pairs);
  const parts = Array.from({ length: Math.ceil(rowQuads / most) }, (_, k) => ({
    first: k * most,
    workgroups: Math.min(most, rowQuads - k * most),
  }));
  const words = new Uint32Array((parts.length * UNIFORM_STRIDE) / 4);
  for (const [k, { first }] of parts.entries()) {
    words.set([first, rows, rowQuads, columnQuads, d], (k * UNIFORM_STRIDE) / 4);
  }
  const held: GPUBuffer[] = [];
  const hold = (size: number, usage: number, data?: ArrayBufferView): GPUBuffer => {
    const buffer = holdBuffer(device, size, usage, data);
    held.push(buffer);
    return buffer;
  };
  try {
    const sizes = hold(words.byteLength, BUFFER.uniform, words);
    const uploaded = inputs.map((data) => hold(data.byteLength, BUFFER.storage, data));
    const result = hold(16 * rowQuads * width, BUFFER.storage | BUFFER.copySource);
    const staging = hold(result.size, BUFFER.mapRead | BUFFER.copyTarget);
    const bindGroup = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [
        { binding: 0, resource: { buffer: sizes, size: 32 } },
        ...[...uploaded, result].map((buffer, k) => ({ binding: k + 1, resource: { buffer } })),
      ],
    });
    const clock = batchClock(software);
    for (let k = 0; k < parts.length; ) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      let recorded = 0;
      while (k < parts.length && (recorded === 0 || recorded < clock.batchPairs())) {
        const { workgroups } = parts[k]!;
        pass.setBindGroup(0, bindGroup, [k * UNIFORM_STRIDE]);
        pass.dispatchWorkgroups(workgroups);
        recorded += workgroups * pairs;
        k++;
      }
      pass.end();
      if (k === parts.length) encoder.copyBufferToBuffer(result, 0, staging, 0, result.size);
      device.queue.submit([encoder.finish()]);
      if (k < parts.length) await clock.submitted(recorded, settled(device, device.queue.onSubmittedWorkDone()));
    }
    await settled(device, staging.mapAsync(MAP_READ));
    const numbers = new Float32Array(staging.getMappedRange().slice(0));
    const complaint = takeGpuError();
    if (complaint !== null) throw new Error(complaint);
    return numbers;
  } finally {
    for (const buffer of held) releaseBuffer(buffer);
  }
}
