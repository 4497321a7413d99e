import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** Packages a row may ask for. */
export type Package = 'numpy' | 'ot' | 'torch' | 'sklearn';

export interface Shaped {
  readonly data: Float64Array | Float32Array | Int32Array;
  readonly shape: readonly number[];
}

interface Said {
  readonly python?: string;
  readonly versions?: Readonly<Record<Package, string | null>>;
  readonly ms?: number;
  readonly answer?: Readonly<Record<string, unknown>>;
  readonly failed?: string;
}

/** One thread each, and no backend of POT's that is not used. */
const ENVIRONMENT = {
  ...Object.fromEntries(
    ['OMP', 'OPENBLAS', 'MKL', 'NUMEXPR', 'VECLIB_MAXIMUM'].map((name) => [`${name}_NUM_THREADS`, '1']),
  ),
  ...Object.fromEntries(['JAX', 'CUPY', 'TENSORFLOW'].map((name) => [`POT_BACKEND_DISABLE_${name}`, '1'])),
};

/** A Python under way that prepares tasks of against-python.py and times them on its own CPU clock. */
export interface PythonSession {
  readonly python: string;
  readonly versions: Readonly<Record<Package, string | null>>;
  prepare(
    task: string,
    arrays: Readonly<Record<string, Shaped>>,
    numbers: Readonly<Record<string, number>>,
  ): Promise<void>;
  /** CPU milliseconds of `count` repetitions. */
  time(count: number): Promise<number>;
  /** What the task returns after `count` repetitions. */
  answer(count: number): Promise<Readonly<Record<string, unknown>>>;
  close(): void;
}

/** Starts the `python3` on the path; a sentence where there is none. */
export async function openPython(): Promise<PythonSession | string> {
  const folder = mkdtempSync(join(tmpdir(), 'paperscope-bench-'));
  const child = spawn('python3', [resolve('scripts/bench/against-python.py')], {
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = listen(child);
  const ask = async (what: object): Promise<Said> => {
    child.stdin!.write(`${JSON.stringify(what)}\n`);
    const said = await lines.next();
    if (said.failed) throw new Error(said.failed);
    return said;
  };
  let files = 0;
  const store = ({ data, shape }: Shaped) => {
    const file = join(folder, `${files++}.bin`);
    writeFileSync(file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    const type = data instanceof Float64Array ? 'float64' : data instanceof Float32Array ? 'float32' : 'int32';
    return { file, shape, type };
  };
  const close = () => {
    child.stdin!.end();
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { python, versions } = await lines.next();
    return {
      python: python!,
      versions: versions!,
      async prepare(task, arrays, numbers) {
        const stored = Object.fromEntries(Object.entries(arrays).map(([name, one]) => [name, store(one)]));
        await ask({ task, arrays: stored, numbers });
      },
      time: async (count) => (await ask({ count })).ms!,
      answer: async (count) => (await ask({ count, answer: true })).answer!,
      close,
    };
  } catch (error) {
    close();
    return `no python3 that runs: ${(error as Error).message}`;
  }
}

/** The lines the other side means for us, one at a time; rejects when it ends. */
function listen(child: ChildProcess) {
  const waiting: { resolve: (said: Said) => void; reject: (error: Error) => void }[] = [];
  const early: Said[] = [];
  let over: Error | null = null;
  const end = (error: Error) => {
    over ??= error;
    for (const one of waiting.splice(0)) one.reject(over);
  };
  child.on('error', end);
  child.on('close', (code) => end(new Error(`it ended with ${code}`)));
  child.stdin!.on('error', () => {});
  createInterface({ input: child.stdout! }).on('line', (line) => {
    if (!line.startsWith('@')) return;
    const said = JSON.parse(line.slice(1)) as Said;
    const next = waiting.shift();
    if (next) next.resolve(said);
    else early.push(said);
  });
  return {
    next: (): Promise<Said> =>
      new Promise((resolve, reject) => {
        const said = early.shift();
        if (said) resolve(said);
        else if (over) reject(over);
        else waiting.push({ resolve, reject });
      }),
  };
}
