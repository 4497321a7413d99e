import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type BenchDescription, describe, ProblemError } from '../engine/bench.ts';
import { oneRun, readLink, writeLink } from '../engine/link.ts';
import { readQuery, readRoute } from '../engine/route.ts';
import { checkRun, type RunSpec, stopOf, writeRule } from '../engine/run-spec.ts';
import { benches } from '../labs/benches.ts';
import { readArguments, UsageError } from './arguments.ts';
import { drive, loadBench } from './drive.ts';
import { toJson } from './json.ts';
import { paperRunSpec } from './papers.ts';

const WITH_VALUE = ['instance', 'data', 'seed', 'steps', 'until', 'backend', 'every', 'predict', 'out', 'link'];
const FLAGS = ['list'];

/** `npm run solve`: one run, one JSON object a line. Returns the exit status. */
export async function solve(argv: readonly string[]): Promise<number> {
  const { positional, pairs, options } = readArguments(argv, WITH_VALUE, FLAGS);
  if (options.list) {
    process.stdout.write(`${JSON.stringify(await list(), null, 2)}\n`);
    return 0;
  }
  const text = (name: string) => (typeof options[name] === 'string' ? (options[name] as string) : undefined);
  const { spec, description, asked } =
    text('link') !== undefined
      ? await fromLink(text('link')!, positional, pairs, options)
      : await fromArguments(positional, pairs, text);
  if (text('predict') !== undefined)
    throw new UsageError(`--predict = ${text('predict')}: ${spec.bench} makes no predictions.`);
  // With --until alone there is no limit to take a thousandth of: the bench's own serves.
  const limit =
    text('until') !== undefined && text('steps') === undefined
      ? stopOf(description, spec.method).maxSteps
      : spec.maxSteps;
  const every = readEvery(text('every'), limit);
  const bench = await loadBench(spec.bench);
  const out = text('out');
  const save = async (content: string) => {
    if (out === undefined) return;
    await writeFile(fromCaller(out), content).catch(() => {
      throw new UsageError(`--out = ${out} cannot be written; accepted is a file in a folder that exists.`);
    });
  };
  await save('');

  const lines: string[] = [];
  const say = (line: object) => {
    const json = toJson(line);
    process.stdout.write(`${json}\n`);
    lines.push(json);
  };
  const link = writeLink(oneRun(spec), description, null);
  let told = Date.now();
  let configured = false;
  const configure = (problem: unknown) => {
    if (!configured) {
      const { notes } = bench.describeProblem(problem);
      const said =
        spec.data === null ? notes : [...notes, 'The link rounds the data to 12 bits; this line holds it in full.'];
      for (const note of said) process.stderr.write(`note: ${note}\n`);
      say({ type: 'config', ...spec, until: spec.until ? writeRule(spec.until) : null, every, notes: said, link });
    }
    configured = true;
  };
  const run = await drive(bench, spec, every, (frame, { problem }) => {
    configure(problem);
    const { step, metrics } = frame.rows;
    for (let k = 0; k < step.length; k++)
      if (step[k]! % every === 0)
        say({
          type: 'step',
          step: step[k],
          metrics: Object.fromEntries(Object.entries(metrics).map(([name, column]) => [name, finite(column[k]!)])),
        });
    if (Date.now() - told > 2000) {
      told = Date.now();
      process.stderr.write(
        frame.preparing ? 'computing the exact optimum\n' : `step ${frame.step} of at most ${spec.maxSteps}\n`,
      );
    }
    // A slice in which the solver only ended has no rows; the last measured ones stand.
    last = { metrics: step.length > 0 || last === null ? metrics : last.metrics, seconds: frame.elapsed };
  });
  const final = last as Last | null;
  const metrics = Object.fromEntries(
    Object.entries(final?.metrics ?? {}).map(([name, column]) => [name, finite(column.at(-1) ?? Number.NaN)]),
  );
  say({
    type: 'result',
    step: run.step,
    outcome: run.outcome,
    metrics,
    result: await run.result(),
    seconds: final?.seconds ?? 0,
    backend: run.backend,
  });
  await run.close();
  await save(`${lines.join('\n')}\n`);
  if (run.outcome === 'diverged') return 1;
  return run.outcome === 'exhausted' && spec.until !== null && asked ? 1 : 0;
}

interface Last {
  readonly metrics: Readonly<Record<string, Float64Array>>;
  readonly seconds: number;
}
let last: Last | null = null;

/** A path as the caller meant it: the command itself runs in the project's folder. */
const fromCaller = (file: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), file);

const finite = (value: number) => (Number.isFinite(value) ? value : null);

function readEvery(given: string | undefined, maxSteps: number): number {
  if (given === undefined) return maxSteps <= 1000 ? 1 : Math.ceil(maxSteps / 1000);
  const every = Number(given);
  if (!Number.isInteger(every) || every < 1)
    throw new UsageError(`--every = ${given} is not accepted; a whole number from 1 on is.`);
  return every;
}

async function fromArguments(
  positional: readonly string[],
  pairs: readonly (readonly [string, string])[],
  text: (name: string) => string | undefined,
): Promise<{ spec: RunSpec; description: BenchDescription; asked: boolean }> {
  const address = positional[0];
  if (address === undefined) throw new UsageError('Name a method as LAB/BENCH/METHOD, or use --list or --link.');
  if (positional.length > 1)
    throw new UsageError(`${positional[1]} is one argument too many; parameters are written key=value.`);
  const [lab, bench, method, ...more] = address.split('/');
  if (!lab || !bench || !method || more.length > 0) throw new UsageError(`${address} is not LAB/BENCH/METHOD.`);
  const description = describe(await loadBench(`${lab}/${bench}`));
  const data = text('data') === undefined ? undefined : await readData(text('data')!);
  const instance = text('instance') ?? (data === undefined ? undefined : 'user');
  if (instance === 'user' && data === undefined)
    throw new UsageError('--instance user needs data: give it with --data FILE.json.');
  if (data !== undefined && instance !== undefined && description.instances[instance]?.needsData === false) {
    const takers = Object.keys(description.instances).filter((id) => description.instances[id]!.needsData);
    throw new UsageError(
      `--data = ${text('data')} is not used by --instance ${instance}; accepted with data is ${takers.join(', ') || 'no instance'}.`,
    );
  }
  const given = {
    method,
    instance,
    params: Object.fromEntries(pairs),
    seed: text('seed'),
    steps: text('steps'),
    until: text('until'),
    backend: text('backend'),
    data,
  };
  // Either limit replaces both defaults.
  if (given.steps !== undefined && given.until === undefined) given.until = 'none';
  const { spec, corrections, unknown } = checkRun(description, given);
  if (corrections.length > 0) throw new UsageError(corrections[0]!.message.replace(/; [^;]* was used\.$/, '.'));
  if (unknown.length > 0) {
    const accepted = [
      ...Object.keys(description.methods[spec.method]!.params),
      ...Object.keys(description.instances[spec.instance]!.params),
    ];
    throw new UsageError(
      `${unknown[0]} = ${Object.fromEntries(pairs)[unknown[0]!]} is not a parameter here; accepted are ${accepted.join(', ')}.`,
    );
  }
  return {
    spec:
      given.until !== undefined && given.steps === undefined && given.until !== 'none'
        ? { ...spec, maxSteps: Math.max(spec.maxSteps, 1_000_000) }
        : spec,
    description,
    asked: text('until') !== undefined && text('until') !== 'none',
  };
}

/** Options that may stand beside a link; the link itself holds the run. */
const BESIDE_LINK = ['link', 'every', 'out', 'predict'];

async function fromLink(
  link: string,
  positional: readonly string[],
  pairs: readonly (readonly [string, string])[],
  options: Readonly<Record<string, string | true>>,
): Promise<{ spec: RunSpec; description: BenchDescription; asked: boolean }> {
  const [beside] = [
    ...positional,
    ...pairs.map(([key]) => `${key}=`),
    ...Object.keys(options)
      .filter((name) => !BESIDE_LINK.includes(name))
      .map((name) => `--${name}`),
  ];
  if (beside !== undefined)
    throw new UsageError(
      `${beside} beside --link is not accepted: the link holds the whole run; --every and --out may be added.`,
    );
  const at = link.indexOf('#');
  const route = readRoute(at < 0 ? link : link.slice(at));
  if (route.page !== 'run' && route.page !== 'bench')
    throw new UsageError(`--link = ${link.slice(0, 80)} names no run; accepted is an address copied from the page.`);
  const paperRun = route.page === 'run' ? await paperRunSpec(route.slug, route.run) : null;
  const description = describe(await loadBench(paperRun ? paperRun.bench : (route as { bench: string }).bench));
  const { explorer, corrections } = readLink(route.query, description, {
    paper: null,
    base: paperRun,
    method: route.page === 'bench' ? route.method : null,
  });
  const unusable = corrections.filter(({ field }) => !field.startsWith('pin '));
  if (unusable.length > 0)
    throw new UsageError(`--link: ${unusable[0]!.message.replace(/ and used what it understood/, '')}`);
  if (readQuery(route.query).some(([key]) => key === 'pin' || key === 'with'))
    process.stderr.write('Pinned runs and companions of the link are left out; the run being edited is solved.\n');
  return { spec: explorer.spec, description, asked: /(^|&)until=(?!none)/.test(route.query) };
}

async function readData(file: string): Promise<unknown> {
  const text = await readFile(fromCaller(file), 'utf8').catch(() => {
    throw new UsageError(`--data = ${file} cannot be read.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--data = ${file} is not JSON.`);
  }
}

/** Every bench with its instances, methods, parameters, metrics and result fields. */
async function list(): Promise<object> {
  const all = await Promise.all(Object.keys(benches).map(async (id) => describe(await loadBench(id))));
  return { benches: all };
}

export { ProblemError };
