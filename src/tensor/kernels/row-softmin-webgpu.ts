import { BUFFER, currentDevice, holdBuffer, MAP_READ, releaseBuffer, settled, takeGpuError } from '../device.ts';
import { EMPTY, softminKey, softminShader } from './row-softmin.wgsl.ts';
import { columnsOf, type SoftminLoop, type SoftminProblem, stretchOf } from './softmin-problem.ts';

/** Time a submitted batch should take; two are under way at most, so the queue holds about 8 ms. */
const BATCH_MS = 4;
/** Pairs per second assumed before anything is measured, and for the longest single dispatch: a slow adapter of its kind. */
const SLOW = { hardware: 5e9, software: 5e6 } as const;
/** Offsets into a uniform buffer are multiples of this. */
const UNIFORM_STRIDE = 256;
const MAX_DISPATCH = 65_535;

const pipelines = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();

function softminPipeline(device: GPUDevice, { d, ground }: SoftminProblem): Promise<GPUComputePipeline> {
  const known = pipelines.get(device) ?? new Map<string, Promise<GPUComputePipeline>>();
  pipelines.set(device, known);
  const key = softminKey(d, ground);
  const built = known.get(key) ?? build(device, softminShader(d, ground), key);
  known.set(key, built);
  return built;
}

function build(device: GPUDevice, code: string, label: string): Promise<GPUComputePipeline> {
  const COMPUTE = 4; // GPUShaderStage.COMPUTE
  const storage = (binding: number, type: GPUBufferBindingType): GPUBindGroupLayoutEntry => ({
    binding,
    visibility: COMPUTE,
    buffer: { type },
  });
  const layout = device.createBindGroupLayout({
    entries: [
      { binding: 0, visibility: COMPUTE, buffer: { type: 'uniform', hasDynamicOffset: true } },
      ...[1, 2, 3, 4].map((binding) => storage(binding, 'read-only-storage')),
      storage(5, 'storage'),
    ],
  });
  return device.createComputePipelineAsync({
    label: `row softmin, ${label}`,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
  });
}

/** `count` numbers in each of `runs` runs, each run padded to a multiple of four. */
function quads(values: Float64Array, count: number, runs: number, padding: number): Float32Array {
  const width = 4 * Math.ceil(count / 4);
  const out = new Float32Array(width * runs).fill(padding);
  for (let k = 0; k < runs; k++) out.set(values.subarray(k * count, (k + 1) * count), k * width);
  return out;
}

/** A range of rows of one half-step: short enough that stopping between two of them is immediate. */
interface Part {
  readonly bindGroup: GPUBindGroup;
  readonly offset: number;
  readonly workgroups: number;
  readonly pairs: number;
}

/**
 * The loop in WGSL on the device tfjs uses. Potentials are kept in units of ε log 2 and the points stretched to
 * match, so a pair costs no multiplication beyond its distance. Iterations are recorded and submitted in batches of
 * about 4 ms, measured; at most two batches are under way.
 */
export async function openFused(problem: SoftminProblem): Promise<SoftminLoop> {
  const { n, m, d, a, b, eps } = problem;
  const { device, software } = currentDevice();
  const pipeline = await softminPipeline(device, problem);

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
  const staging = hold(f.size + g.size, BUFFER.mapRead | BUFFER.copyTarget);
  const parts = cutParts();
  // Where an iteration is stopped inside, what is read is the last complete one.
  const split = parts.length > 2;
  const complete = split ? hold(f.size + g.size, BUFFER.copySource | BUFFER.copyTarget) : null;

  function cutParts(): Part[] {
    const slow = software ? SLOW.software : SLOW.hardware;
    const ranges = (rows: number, columns: number) => {
      const rowQuads = Math.ceil(rows / 4);
      const columnQuads = Math.ceil(columns / 4);
      const most = Math.min(MAX_DISPATCH, Math.max(1, Math.floor((slow * 2 * BATCH_MS) / 1000 / (16 * columnQuads))));
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
  let home: Promise<{ f: Float64Array; g: Float64Array }> | null = null;

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

  /** f and g one behind the other; the pass must be over. */
  function copyPotentials(commands: GPUCommandEncoder, target: GPUBuffer): void {
    commands.copyBufferToBuffer(f, 0, target, 0, f.size);
    commands.copyBufferToBuffer(g, 0, target, f.size, g.size);
  }

  function* iteration(): Generator<undefined | Promise<void>> {
    for (const part of parts) {
      record(part);
      if (split && recorded >= queue.batchPairs()) yield submit();
    }
    if (complete !== null) {
      encoder = finish();
      copyPotentials(encoder, complete);
    }
    home = null;
    if (recorded >= queue.batchPairs()) yield submit();
  }

  async function bringHome() {
    const last = finish();
    recorded = 0;
    if (complete === null) copyPotentials(last, staging);
    else last.copyBufferToBuffer(complete, 0, staging, 0, complete.size);
    device.queue.submit([last.finish()]);
    await settled(device, staging.mapAsync(MAP_READ));
    const numbers = new Float32Array(staging.getMappedRange());
    const unit = eps * Math.LN2; // the potentials are in units of ε log 2
    const scaled = (start: number, count: number) =>
      Float64Array.from(numbers.subarray(start, start + count), (value) => value * unit);
    const potentials = { f: scaled(0, n), g: scaled(f.size / 4, m) };
    staging.unmap();
    const complaint = takeGpuError();
    if (complaint !== null) throw new Error(complaint);
    return potentials;
  }

  return {
    parts: iteration,
    async step() {
      for (const part of iteration()) await part;
    },
    async read() {
      home ??= bringHome();
      const { f, g } = await home;
      return { f: f.slice(), g: g.slice() };
    },
    dispose() {
      for (const buffer of held.splice(0)) releaseBuffer(buffer);
    },
  };
}

/** Learns how fast the device is from its fences, and holds the caller back while two batches are under way. */
function batchClock(software: boolean) {
  const { performance } = globalThis as unknown as { performance: { now(): number } };
  let rate = (software ? SLOW.software : SLOW.hardware) / 1000; // pairs per ms
  let lastDone = 0;
  const underWay: Promise<void>[] = [];
  return {
    batchPairs: () => rate * BATCH_MS,
    /** Undefined while there is room; else a promise for the oldest batch. */
    submitted(pairs: number, fence: Promise<unknown>): Promise<void> | undefined {
      const started = performance.now();
      const finished = fence.catch(() => {}); // a lost device is reported by its own promise
      const done = finished.then(() => {
        const now = performance.now();
        const took = Math.max(0.1, now - Math.max(started, lastDone));
        lastDone = now;
        rate = Math.min(2 * rate, Math.max(rate / 2, (rate + pairs / took) / 2));
        underWay.splice(underWay.indexOf(done), 1);
      });
      underWay.push(done);
      return underWay.length >= 2 ? underWay[0] : undefined;
    },
  };
}
