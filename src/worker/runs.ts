import { type AnyBench, type Assets, type BackendName, describe, ProblemError } from '../engine/bench.ts';
import { type OpenRun, openRun } from '../engine/open-run.ts';
import type { BackendReport, Reply, Request, RunId } from '../engine/protocol.ts';
import type { RunSpec } from '../engine/run-spec.ts';
import { timeSteps } from '../engine/time-steps.ts';
import { benches } from '../labs/benches.ts';

/** What the runs ask of the machine; `devices.ts` answers it. */
export interface Devices {
  /** The backend float32 methods run on, opened on first use. */
  current(): Promise<BackendReport>;
  /** The backend to run on when the reader asked for one by name. */
  named(name: BackendName | null): Promise<BackendReport>;
  /** Makes a backend the one that tensor operations run on. */
  use(name: BackendName): Promise<void>;
  /** Why the device was lost, until it is recovered. */
  lost(): string | null;
  /** Counts lost devices: a run opened under another number has lost its buffers. */
  generation(): number;
  /** Rebuilds the device, or opens the next backend after two losses; once for all runs that lost it. */
  recover(): Promise<BackendReport>;
  /** A sentence when the GPU reported an error since the last call. */
  gpuError(): string | null;
}

interface Held {
  open: OpenRun;
  /** Equal for runs of one problem, which then share it. */
  readonly problem: string;
  readonly bench: AnyBench;
  readonly assets: Assets;
  generation: number;
}

const REPLAY_BUDGET_MS = 200;

/** Owns the open runs and answers the page's requests about them, one at a time. */
export function createRuns(devices: Devices, loadAsset: (name: string) => Promise<Uint8Array>) {
  const held = new Map<RunId, Held>();

  const backendOf = async (bench: AnyBench, spec: RunSpec): Promise<BackendName> =>
    bench.methods[spec.method]!.precision === 'float32' ? (await devices.named(spec.backend)).name : 'cpu';

  async function start(bench: AnyBench, spec: RunSpec, assets: Assets, key: string): Promise<OpenRun> {
    const shared = [...held.values()].find((run) => run.problem === key)?.open.problem as object | undefined;
    return openRun(bench, spec, {
      assets,
      backend: await backendOf(bench, spec),
      now: () => performance.now(),
      ...(shared ? { problem: shared } : {}),
    });
  }

  /** The bench of a run and the files its problem is made of. */
  async function load(spec: RunSpec): Promise<{ bench: AnyBench; assets: Assets }> {
    const bench = await loadBench(spec.bench);
    const instance = bench.instances[spec.instance];
    if (!instance || !bench.methods[spec.method])
      throw new ProblemError('This run names an instance or a method that does not exist.');
    const assets = Object.fromEntries(
      await Promise.all((instance.assets ?? []).map(async (name) => [name, await loadAsset(name)] as const)),
    );
    return { bench, assets };
  }

  /** Opens the run again on the recovered backend and brings it to the step it had reached. */
  async function replay(run: Held, reason: string): Promise<{ report: BackendReport; sentence: string }> {
    const target = run.open.step;
    await run.open.close().catch(() => undefined);
    const report = await devices.recover();
    run.generation = devices.generation();
    run.open = openRun(run.bench, run.open.spec, {
      assets: run.assets,
      backend: report.name,
      now: () => performance.now(),
    });
    while (run.open.step < target && run.open.outcome === null) {
      await run.open.advance({
        budgetMs: REPLAY_BUDGET_MS,
        maxSteps: target - run.open.step,
        snapshots: [],
        measureLast: false,
      });
    }
    return {
      report,
      sentence: `The GPU was lost at step ${target} (${reason}); the run was replayed on ${report.name} from its seed.`,
    };
  }

  async function answer(request: Request): Promise<{ reply: Reply; transfer: Transferable[] }> {
    switch (request.type) {
      case 'start':
        return { reply: { type: 'started', report: await devices.current() }, transfer: [] };
      case 'describe': {
        return {
          reply: { type: 'described', bench: request.bench, description: describe(await loadBench(request.bench)) },
          transfer: [],
        };
      }
      case 'readData': {
        const bench = await loadBench(request.bench);
        if (!bench.readData) throw new ProblemError(`${bench.title} takes no data of the reader's own.`);
        return { reply: { type: 'dataRead', data: bench.readData(request.data) }, transfer: [] };
      }
      case 'open': {
        const { bench, assets } = await load(request.spec);
        const problem = problemKey(request.spec);
        const open = await start(bench, request.spec, assets, problem);
        held.set(request.run, { open, problem, bench, assets, generation: devices.generation() });
        const { facts, notes } = bench.describeProblem(open.problem);
        const floors = Object.fromEntries(
          Object.entries(bench.metrics).flatMap(([id, metric]) => {
            const floor = metric.float32Floor?.(open.problem);
            return floor === undefined ? [] : [[id, floor] as const];
          }),
        );
        return {
          reply: {
            type: 'opened',
            run: request.run,
            backend: open.backend,
            facts,
            notes,
            floors,
            stride: open.stride,
          },
          transfer: [],
        };
      }
      case 'advance': {
        const run = held.get(request.run);
        if (!run) throw new Error('That run was closed.');
        const slice = () => run.open.advance(request);
        let recovery = null as { report: BackendReport; sentence: string } | null;
        let frame: Awaited<ReturnType<typeof slice>>;
        const onGpu = run.open.backend === 'webgpu';
        if (run.open.backend !== 'cpu-float64') await devices.use(run.open.backend);
        const isLost = () => onGpu && (devices.lost() !== null || run.generation !== devices.generation());
        const recovered = async () => {
          recovery = await replay(run, devices.lost() ?? 'with another run');
          return slice();
        };
        if (isLost()) frame = await recovered();
        else {
          try {
            frame = await slice();
            if (isLost()) frame = await recovered();
          } catch (error) {
            // A readback that fails on a dead device rejects before, or after, the loss is announced.
            await new Promise((resolve) => setTimeout(resolve, 20));
            if (!isLost()) throw error;
            frame = await recovered();
          }
        }
        const gpuError = onGpu ? devices.gpuError() : null;
        if (gpuError !== null) throw new Error(`The GPU refused a command: ${gpuError}`);
        const reply: Reply = {
          type: 'frame',
          run: request.run,
          frame,
          outcome: run.open.outcome,
          recovery: recovery?.sentence ?? null,
          report: recovery?.report ?? null,
        };
        return { reply, transfer: buffersOf(frame) };
      }
      case 'ask': {
        const run = held.get(request.run);
        if (!run) throw new Error('That run was closed.');
        if (run.open.backend !== 'cpu-float64') await devices.use(run.open.backend);
        const answer = await run.open.ask(request.name, request.question);
        return { reply: { type: 'answered', run: request.run, answer }, transfer: buffersOf(answer) };
      }
      case 'time': {
        const { bench, assets } = await load(request.spec);
        const backend = await backendOf(bench, request.spec);
        if (bench.methods[request.spec.method]!.precision === 'float32') await devices.use(backend);
        const now = () => performance.now();
        const time = await timeSteps(bench, request.spec, { assets, backend, now, seconds: request.seconds });
        return { reply: { type: 'timed', time }, transfer: [] };
      }
      case 'close': {
        const run = held.get(request.run);
        held.delete(request.run);
        await run?.open.close();
        return { reply: { type: 'closed', run: request.run }, transfer: [] };
      }
      default:
        throw new Error(`unknown request ${(request satisfies never as Request).type}`);
    }
  }
  return { answer };
}

const problemKey = ({ bench, instance, instanceParams, seed, data }: RunSpec): string =>
  JSON.stringify([bench, instance, Object.entries(instanceParams).sort(), seed, data]);

async function loadBench(id: string): Promise<AnyBench> {
  if (!Object.hasOwn(benches, id))
    throw new ProblemError(`There is no bench ${id}; there are ${Object.keys(benches).join(', ')}.`);
  return (await benches[id as keyof typeof benches]()).default as unknown as AnyBench;
}

/** Every distinct buffer under a frame: all are fresh, so all are given away. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
  else if (Array.isArray(value)) for (const one of value) buffersOf(one, found);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) buffersOf(one, found);
  return [...found];
}
