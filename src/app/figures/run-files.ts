import type { BenchDescription } from '../../engine/bench.ts';
import { csvOf } from '../../ui/drawn-data.ts';
import type { Opened } from '../stores/explorer.ts';
import type { RunState } from '../stores/runs.ts';
import { runLabel } from '../workspace/names.ts';
import { arraysOf, npyFiles } from './arrays-of.ts';
import { commandOf, configurationFile, configurationLine, dataTravels, linkOf } from './configuration.ts';

export type RunFile = readonly [path: string, content: string | Uint8Array<ArrayBuffer>];

const columnsOf = (description: BenchDescription) => ['step', 'seconds', 'work', ...Object.keys(description.metrics)];

/** A run's name among the others: its label, and its seed where several have one. */
const nameOf = (description: BenchDescription, run: RunState, list: readonly RunState[]): string =>
  runLabel(
    description,
    run,
    list.filter((one) => one.role === 'pin'),
  );

/** Every number that was measured, a line a step, all runs below each other. */
export function metricsCsv(description: BenchDescription, list: readonly RunState[]): string {
  const columns = columnsOf(description);
  const rows = list.flatMap((run) => {
    const values = columns.map((name) => run.recorder.column(name));
    const head = [nameOf(description, run, list), run.spec.method, run.role, run.spec.seed];
    return Array.from(values[0]!, (_, k) => [...head, ...values.map((column) => column[k]!)]);
  });
  return csvOf([['run', 'method', 'role', 'seed', ...columns], ...rows]);
}

/** The same with what each run was, column by column; what is not finite is null. */
export function metricsJson(opened: Opened, list: readonly RunState[]): string {
  const { description } = opened;
  const plain = (values: Float64Array) => Array.from(values, (value) => (Number.isFinite(value) ? value : null));
  const runs = list.map((run) => {
    const { data: _, ...spec } = run.spec;
    const columns = columnsOf(description).map((name) => [name, plain(run.recorder.column(name))]);
    return {
      run: nameOf(description, run, list),
      role: run.role,
      spec,
      outcome: run.outcome,
      backend: run.backend,
      columns: Object.fromEntries(columns),
    };
  });
  return `${JSON.stringify({ paperscope: 1, link: linkOf(opened), configuration: configurationLine(opened), runs })}\n`;
}

const plainName = (words: string): string => words.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');

/** Arrays behind the pictures at the step in sight, as NPY; of the edited run, or of all runs in a folder each. */
export function arrayFiles(
  description: BenchDescription,
  list: readonly RunState[],
  cursor: number | null,
  all: boolean,
): RunFile[] {
  const chosen = list.filter((run) => (all ? run.role !== 'ghost' : run.role === 'edited'));
  return chosen.flatMap((run): RunFile[] => {
    const files = npyFiles(arraysOf(run.history.at(cursor)?.snapshots ?? {}));
    const seed = run.role === 'seed' ? `-seed-${run.spec.seed}` : '';
    const folder = all ? `${plainName(nameOf(description, run, list))}${seed}/` : '';
    return files.map(([name, bytes]) => [`${folder}${name}`, bytes]);
  });
}

/** Configuration, the reader's data, metrics, arrays, figures, and a page that says what is what. */
export function wholeRun(
  opened: Opened,
  list: readonly RunState[],
  cursor: number | null,
  figures: readonly RunFile[],
): RunFile[] {
  const { data } = opened.explorer.spec;
  const own = data !== null && data !== undefined;
  const arrays = arrayFiles(opened.description, list, cursor, true);
  const step = list.find((run) => run.role === 'edited')?.history.at(cursor)?.step;
  const readme = [
    configurationLine(opened),
    '',
    'configuration.json  what was run, and its address',
    ...(own ? ['data.json           the data of your own that it ran on'] : []),
    'metrics.csv         every measured number, a line a step, all runs below each other',
    'metrics.json        the same, run by run, with settings, outcome and backend',
    ...(arrays.length > 0
      ? [`arrays/             what the pictures show, at step ${step ?? '?'}, for numpy.load`]
      : ['There are no arrays: nothing had run.']),
    ...(figures.length > 0 ? ['figures/            the pictures, with real text'] : []),
    '',
    'To see it again, drop this file, configuration.json or any of the figures on the page, or open',
    linkOf(opened),
    ...(own && !dataTravels(data) ? ['and give it data.json, which is too large for the address.'] : []),
    '',
    'To repeat it without a browser:',
    commandOf(opened),
    '',
  ].join('\n');
  return [
    ['README.txt', readme],
    ['configuration.json', configurationFile(opened)],
    ...(own ? [['data.json', `${JSON.stringify(data)}\n`] as const] : []),
    ['metrics.csv', metricsCsv(opened.description, list)],
    ['metrics.json', metricsJson(opened, list)],
    ...arrays.map(([path, bytes]) => [`arrays/${path}`, bytes] as const),
    ...figures.map(([path, svg]) => [`figures/${path}`, svg] as const),
  ];
}
