import { cpuMs, type Measurement, type NotMeasured, quartiles, type Work } from './paired.ts';
import { informationRows } from './python-information.ts';
import { openPython, type Package, type PythonSession, type Shaped } from './python-session.ts';
import { trainingRows } from './python-training.ts';
import { transportRows } from './python-transport.ts';

/** One problem, computed by us and by a library. */
export interface PythonRow {
  /** What computes on our side, and what on theirs; `on torch or NumPy` in it becomes the one that is used. */
  readonly ours: string;
  readonly anchor: string;
  readonly size: string;
  readonly needs: readonly Package[];
  /** A task of against-python.py, with the arrays and numbers of the problem. */
  readonly task: string;
  readonly arrays: Readonly<Record<string, Shaped>>;
  readonly numbers: Readonly<Record<string, number>>;
  /** Their repetitions a sample: many minus few where set-up is not to be counted, else few is 0. */
  readonly many: number;
  readonly few: number;
  /** Repetitions of ours that are one of theirs times `oursIs`; 1 where both are the same. */
  readonly run: (count: number) => void;
  /** How many of their repetitions our one replaces; absent: 1. */
  readonly replaces?: number;
  /** After how many repetitions of theirs the answers are compared, and how; a sentence that begins with "not" fails. */
  readonly checkAt: number;
  readonly check: (answer: Readonly<Record<string, unknown>>) => { readonly holds: boolean; readonly said: string };
  readonly work: Work;
  readonly anchorWork: Work;
  readonly note?: string;
}

interface Options {
  readonly quick: boolean;
  readonly pairs: number;
  readonly sampleMs: number;
  readonly say: (words: string) => void;
}

/** The same problems in Python, in the same run: A B A B, one thread and CPU time on both sides. */
export async function measureAgainstPython(options: Options): Promise<(Measurement | NotMeasured)[]> {
  const session = await openPython();
  if (typeof session === 'string') return [{ id: 'python', notMeasured: session }];
  const { versions, close } = session;
  options.say(`  ${librariesOf(session)}`);
  const results: (Measurement | NotMeasured)[] = [];
  try {
    for (const make of rowsOf(options.quick)) {
      const given = make();
      const anchor = given.anchor.replace('on torch or NumPy', versions.torch === null ? 'on NumPy' : 'on torch');
      const row = { ...given, anchor };
      const missing = row.needs.filter((name) => versions[name] === null);
      const name = `${row.anchor}, ${row.size}`;
      if (missing.length > 0) {
        results.push({ id: 'python', notMeasured: `${name}: ${missing.join(' and ')} missing` });
        continue;
      }
      options.say(`  ${name} …`);
      results.push(
        await measureRow(row, session, options).catch((error: Error) => ({
          id: 'python',
          notMeasured: `${name}: ${error.message}`,
        })),
      );
    }
  } finally {
    close();
  }
  return results;
}

/** `Python 3.11.7, numpy 2.4.6, ot 0.9.7`. */
const librariesOf = ({ python, versions }: PythonSession): string =>
  [
    `Python ${python}`,
    ...Object.entries(versions).flatMap(([name, version]) => (version === null ? [] : [`${name} ${version}`])),
  ].join(', ');

/** Made one after the other, so that only one problem is held. */
const rowsOf = (quick: boolean): readonly (() => PythonRow)[] => [
  ...transportRows(quick),
  ...informationRows(quick),
  ...trainingRows(quick),
];

async function measureRow(row: PythonRow, session: PythonSession, { pairs, sampleMs }: Options) {
  await session.prepare(row.task, row.arrays, row.numbers);
  const { holds, said } = row.check(await session.answer(row.checkAt));
  if (!holds) return { id: 'python', notMeasured: `${row.anchor}, ${row.size}: ${said}` };
  const time = (count: number) => {
    const start = cpuMs();
    row.run(count);
    return (cpuMs() - start) / count;
  };
  const theirs = async () => {
    const few = row.few > 0 ? await session.time(row.few) : 0;
    return (((await session.time(row.many)) - few) / (row.many - row.few)) * (row.replaces ?? 1);
  };
  time(1);
  await theirs();
  let count = 1;
  for (let took = time(1); took * count < sampleMs && count < 1e6; took = time(count)) {
    count = Math.max(count + 1, Math.min(4 * count, Math.ceil(sampleMs / Math.max(took, 1e-6))));
  }
  const samples: { ours: number; anchor: number }[] = [];
  for (let k = 0; k < pairs; k++) samples.push({ ours: time(count), anchor: await theirs() });
  return {
    id: 'python',
    ours: row.ours,
    anchor: row.anchor,
    size: row.size,
    backend: `wasm SIMD, one thread, against ${librariesOf(session)}`,
    clock: 'CPU',
    pairs,
    oursMs: quartiles(samples.map(({ ours }) => ours)),
    anchorMs: quartiles(samples.map(({ anchor }) => anchor)),
    speedUp: quartiles(samples.map(({ ours, anchor }) => anchor / ours)),
    oursWork: row.work,
    held: Object.values(row.arrays).reduce((sum, { data }) => sum + data.byteLength, 0),
    anchorWork: row.anchorWork,
    check: said,
    ...(row.note ? { note: row.note } : {}),
  };
}
