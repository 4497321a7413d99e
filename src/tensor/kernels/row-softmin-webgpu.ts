import { BUFFER, currentDevice, holdBuffer, MAP_READ, releaseBuffer, settled, takeGpuError } from '../device.ts';
import { batchClock, longestDispatch } from './batch-clock.ts';
import { distancesKey } from './pair-distances.wgsl.ts';
import { pairPipeline, UNIFORM_STRIDE } from './pair-pipeline.ts';
import { quads } from './quads.ts';
import { EMPTY, softminShader } from './row-softmin.wgsl.ts';
import { columnsOf, type SoftminLoop, type SoftminProblem, stretchOf } from './softmin-problem.ts';

/** A range of rows of one half-step: short enough that stopping between two of them is immediate. */
interface Part {
  readonly bindGroup: GPUBindGroup;
  readonly offset: number;
  readonly workgroups: number;
  readonly pairs: number;
}

/** Iterates that one readback brings home at most, and their bytes. */
const MOST_AHEAD = 64;
const AHEAD_BYTES = 1 << 20;

/** Iterates that were read together, one slot each. */
interface Ahead {
  readonly count: number;
  readonly home: Promise<Float32Array>;
}

/**
 * The loop in WGSL on the device tfjs uses. Potentials are kept in units of ε log 2 and the points stretched to
 * match, so a pair costs no multiplication beyond its distance. Iterations are recorded and submitted in batches of
 * about 4 ms, measured; at most two batches are under way. Who reads gets the iterates that follow in the same readback,
 * and the device goes on to the next batch meanwhile: iterates do not depend on being read.
 */
export async function openFused(problem: SoftminProblem): Promise<SoftminLoop> {
  const { n, m, d, a, b, ground, eps } = problem;
  const { device, software } = currentDevice();
  const key = `row softmin, ${distancesKey(d, ground)}`;
  const pipeline = await pairPipeline(device, key, softminShader(d, ground), 4);

  const held: GPUBuffer[] = [];
  const hold = (size: number, usage: number, data?: ArrayBufferView): GPUBuffer => {
    const buffer = holdBuffer(device, size, usage, data);
    held.push(buffer);
    return buffer;
  };
  const upload = (data: Float32Array, usage = 0) => hold(data.byteLength, BUFFER.storage | usage, data);
  const points = columnsOf(problem, stretchOf(problem, Math.LOG2E));
  const x = upload(quads(points.x, n, d, 0));
  const y = upload(quads(points.y, m, d, 0));
  const logA = upload(quads(a.map(Math.log2), n, 1, 0));
  const logB = upload(quads(b.map(Math.log2), m, 1, 0));
  const f = upload(quads(new Float64Array(n), n, 1, EMPTY), BUFFER.copySource);
  const g = upload(quads(new Float64Array(m), m, 1, EMPTY), BUFFER.copySource);
  const slot = f.size + g.size;
  const parts = cutParts();
  // Where an iteration is stopped inside, what is read is the last complete one.
  const split = parts.length > 2;
  const complete = split ? hold(slot, BUFFER.copySource | BUFFER.copyTarget) : null;
  const slots = split ? 1 : Math.max(1, Math.min(MOST_AHEAD, Math.floor(AHEAD_BYTES / slot)));
  const stagings = [0, 1].map(() => hold(slots * slot, BUFFER.mapRead | BUFFER.copyTarget));

  function cutParts(): Part[] {
    const ranges = (rows: number, columns: number) => {
      const rowQuads = Math.ceil(rows / 4);
      const columnQuads = Math.ceil(columns / 4);
      const most = longestDispatch(software, 16 * columnQuads);
      return Array.from({ length: Math.ceil(rowQuads / most) }, (_, k) => {
        const first = k * most;
        const workgroups = Math.min(most, rowQuads - first);
        return { uniform: [first, rows, rowQuads, columnQuads, d], workgroups, pairs: workgroups * 16 * columnQuads };
      });
    };
    const forF = ranges(n, m);
    const forG = ranges(m, n);
    const all = [...forF, ...forG];
    const words = new Uint32Array((all.length * UNIFORM_STRIDE) / 4);
    for (const [k, { uniform }] of all.entries()) words.set(uniform, (k * UNIFORM_STRIDE) / 4);
    const sizes = hold(words.byteLength, BUFFER.uniform, words);
    const bind = (...buffers: GPUBuffer[]) =>
      device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [
          { binding: 0, resource: { buffer: sizes, size: 32 } },
          ...buffers.map((buffer, k) => ({ binding: k + 1, resource: { buffer } })),
        ],
      });
    const fStep = bind(x, y, g, logA, f);
    const gStep = bind(y, x, f, logB, g);
    return all.map(({ workgroups, pairs }, k) => ({
      bindGroup: k < forF.length ? fStep : gStep,
      offset: k * UNIFORM_STRIDE,
      workgroups,
      pairs,
    }));
  }

  const queue = batchClock(software);
  let encoder: GPUCommandEncoder | null = null;
  let pass: GPUComputePassEncoder | null = null;
  let recorded = 0;
  /** What was read of the current iterate and of those after it, and what is under way behind these. */
  let current: Ahead | null = null;
  let at = 0;
  let next: Ahead | null = null;

  function record({ bindGroup, offset, workgroups, pairs }: Part): void {
    encoder ??= device.createCommandEncoder();
    if (pass === null) {
      pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
    }
    pass.setBindGroup(0, bindGroup, [offset]);
    pass.dispatchWorkgroups(workgroups);
    recorded += pairs;
  }

  function finish(): GPUCommandEncoder {
    const finished = encoder ?? device.createCommandEncoder();
    pass?.end();
    pass = null;
    encoder = null;
    return finished;
  }

  function submit(): Promise<void> | undefined {
    device.queue.submit([finish().finish()]);
    const pairs = recorded;
    recorded = 0;
    return queue.submitted(pairs, settled(device, device.queue.onSubmittedWorkDone()));
  }

  /** f and g one behind the other, after what was recorded. */
  function copyPotentials(target: GPUBuffer, offset: number): void {
    encoder = finish();
    encoder.copyBufferToBuffer(f, 0, target, offset, f.size);
    encoder.copyBufferToBuffer(g, 0, target, offset + f.size, g.size);
  }

  function* iteration(): Generator<undefined | Promise<void>> {
    if (goAhead()) return;
    for (const part of parts) {
      record(part);
      if (split && recorded >= queue.batchPairs()) yield submit();
    }
    if (complete !== null) copyPotentials(complete, 0);
    current = null;
    if (recorded >= queue.batchPairs()) yield submit();
  }

  /** The next iterate, where it has been computed already. */
  function goAhead(): boolean {
    if (split || current === null) return false;
    if (++at < current.count) return true;
    [current, at, next] = [next, 0, null];
    return current !== null;
  }

  /** Submits a readback of the iterate that the device is at and, in the same batch, of those that follow. */
  function send(): Ahead {
    const pairs = parts.reduce((sum, part) => sum + part.pairs, 0);
    const count = split ? 1 : Math.max(1, Math.min(slots, Math.floor(queue.batchPairs() / pairs)));
    const staging = stagings.reverse()[0]!;
    for (let k = 0; k < count; k++) {
      if (k > 0) parts.forEach(record);
      if (complete === null) copyPotentials(staging, k * slot);
    }
    if (complete !== null) {
      encoder = finish();
      encoder.copyBufferToBuffer(complete, 0, staging, 0, slot);
    }
    device.queue.submit([finish().finish()]);
    recorded = 0;
    // No measure of the device: while the worker computes metrics, nobody hears that the numbers are here.
    const home = settled(device, staging.mapAsync(MAP_READ)).then(() => {
      const numbers = new Float32Array(staging.getMappedRange().slice(0, count * slot));
      staging.unmap();
      return numbers;
    });
    home.catch(() => {}); // whoever reads it hears of it
    return { count, home };
  }

  async function readCurrent() {
    if (current === null) [current, at] = [send(), 0];
    const start = (at * slot) / 4;
    const numbers = await current.home;
    const complaint = takeGpuError();
    if (complaint !== null) throw new Error(complaint);
    if (!split && next === null) {
      parts.forEach(record);
      next = send();
    }
    const unit = eps * Math.LN2; // the potentials are in units of ε log 2
    const scaled = (from: number, count: number) =>
      Float64Array.from(numbers.subarray(from, from + count), (value) => value * unit);
    return { f: scaled(start, n), g: scaled(start + f.size / 4, m) };
  }

  return {
    parts: iteration,
    async step() {
      for (const part of iteration()) await part;
    },
    read: readCurrent,
    dispose() {
      for (const buffer of held.splice(0)) releaseBuffer(buffer);
    },
  };
}
