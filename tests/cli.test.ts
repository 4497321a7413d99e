import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

interface Ran {
  readonly status: number | null;
  readonly out: string;
  /** What was said on standard error, without the notice of a first build. */
  readonly said: string;
  readonly seconds: number;
}

/** Longest time a refusal may take; starting Node and reading the bundle is most of it. */
const FAST = 15;
const METHOD = 'transport/couplings/sinkhorn';
const TWO_POINTS = {
  source: {
    points: [
      [0, 0],
      [1, 0],
    ],
  },
  target: {
    points: [
      [0, 1],
      [2, 1],
    ],
  },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperscope-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...argv: string[]): Ran {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/cli.mjs', ...argv], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const said = stderr.replace('Building the headless command, once.\n', '');
  return { status, out: stdout, said, seconds: (performance.now() - started) / 1000 };
}
const solve = (...argv: string[]) => run('solve', ...argv);

// biome-ignore lint/suspicious/noExplicitAny: lines of JSON of several kinds
const linesOf = (out: string): any[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A file of this test. */
function file(content: unknown, name = 'data.json'): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const solveData = (data: unknown, ...argv: string[]) => solve(METHOD, '--data', file(data), '--steps', '3', ...argv);

/** Exit status 2, nothing on standard output, and one line that names what is wrong. */
function expectRefused({ status, out, said }: Ran, ...named: (string | RegExp)[]): void {
  expect([status, out]).toEqual([2, '']);
  expect(said.trimEnd().split('\n')).toHaveLength(1);
  for (const word of named) expect(said).toMatch(word);
}

/** Exit status, order and kinds of the lines, and no other line. */
function expectRun({ status, out }: Ran, expected = 0) {
  const lines = linesOf(out);
  expect(status).toBe(expected);
  expect(lines.map(({ type }) => type)).toEqual(['config', ...new Array(lines.length - 2).fill('step'), 'result']);
  return { config: lines[0], steps: lines.slice(1, -1), result: lines.at(-1) };
}

beforeAll(() => {
  // Builds the bundle, so that no test waits for it.
  expect(run('solve', '--list').status).toBe(0);
}, 180_000);

describe('A run on the command line', () => {
  it('says its configuration first, then its steps, then its result, in JSON and nothing else', () => {
    const { config, steps, result } = expectRun(solve(METHOD, 'n=8', 'eps=0.2', '--steps', '5', '--seed', '3'));
    expect(config).toMatchObject({
      bench: 'transport/couplings',
      method: 'sinkhorn',
      instance: 'clouds',
      params: { eps: 0.2 },
      instanceParams: { n: 8 },
      seed: 3,
      maxSteps: 5,
      until: null,
    });
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
    expect(result).toMatchObject({ step: 5, outcome: 'exhausted', backend: 'cpu-float64' });
    expect(result.seconds).toBeGreaterThan(0);
    expect(result.metrics).toEqual(steps.at(-1).metrics);
    // A metric that does not exist for this method is null.
    expect(result.metrics.dualGradient).toBeNull();
    expect(Object.keys(result.result)).toEqual(
      expect.arrayContaining(['cost', 'objective', 'marginalError', 'iterations', 'potentials', 'plan']),
    );
    expect(result.result.potentials.target[0]).toBe(0);
    expect([result.result.plan.length, result.result.plan[0].length]).toEqual([8, 8]);
  });

  it('gives the same numbers again, also from the link it states', () => {
    const first = expectRun(solve(METHOD, 'n=8', 'eps=0.2', '--steps', '5', '--seed', '3'));
    const again = expectRun(solve('--link', first.config.link));
    expect(again.steps).toEqual(first.steps);
    expect({ ...again.result, seconds: 0 }).toEqual({ ...first.result, seconds: 0 });
    expect(again.config).toEqual(first.config);
  });

  it('writes to --out what it says', () => {
    const path = join(folder, 'run.jsonl');
    const { out, status } = solve(METHOD, 'n=4', '--steps', '3', '--out', path);
    expect(status).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(out);
  });

  it('shows every k-th step with --every', () => {
    const { steps } = expectRun(solve(METHOD, 'n=4', '--steps', '10', '--every', '4'));
    expect(steps.map(({ step }) => step)).toEqual([4, 8]);
  });

  it('shows a thousandth of its steps above a thousand', () => {
    const { config, steps } = expectRun(solve(METHOD, 'n=2', '--steps', '2500', '--every', '1'));
    expect([config.every, steps.length]).toEqual([1, 2500]);
    const thinned = expectRun(solve(METHOD, 'n=2', '--steps', '2500'));
    expect([thinned.config.every, thinned.steps.length]).toEqual([3, 833]);
  });

  it('ends converged with status 0 when its rule is met, below or above', () => {
    const below = expectRun(solve(METHOD, 'n=8', 'eps=1', '--until', 'marginalError<1e-6'));
    expect(below.result.outcome).toBe('converged');
    expect(below.result.metrics.marginalError).toBeLessThan(1e-6);
    expect(expectRun(solve(METHOD, 'n=8', '--until', 'mass>0.5')).result).toMatchObject({
      outcome: 'converged',
      step: 1,
    });
  });

  it('ends exhausted with status 1 when --until was given and not met, with 0 when only --steps was', () => {
    expect(expectRun(solve(METHOD, 'n=8', '--until', 'marginalError<1e-300', '--steps', '4'), 1).result).toMatchObject({
      outcome: 'exhausted',
      step: 4,
    });
    expect(expectRun(solve(METHOD, 'n=8', '--steps', '4')).result.outcome).toBe('exhausted');
  });

  it('states the metrics of a method that ends by itself', () => {
    const { result } = expectRun(solve('transport/couplings/exact', 'n=6'));
    expect(result).toMatchObject({ outcome: 'converged' });
    expect(result.metrics.marginalError).toBeLessThan(1e-12);
    expect(Math.abs(result.metrics.dualityGap)).toBeLessThan(1e-12);
  });

  it('runs float32 methods on cpu and wasm, and float64 methods on the processor whatever is asked', () => {
    const float32 = 'transport/couplings/sinkhornGpu';
    expect(expectRun(solve(float32, 'n=8', '--steps', '2', '--backend', 'cpu')).result.backend).toBe('cpu');
    expect(expectRun(solve(float32, 'n=8', '--steps', '2', '--backend', 'wasm')).result.backend).toBe('wasm');
    expect(expectRun(solve(METHOD, 'n=8', '--steps', '2', '--backend', 'wasm')).result.backend).toBe('cpu-float64');
  });
});

describe('A wrong argument', () => {
  it.each([
    [['transport/couplings/sinkhorm'], ['method = sinkhorm', /sinkhorn, /]],
    [['transport/coupling/sinkhorn'], ['transport/coupling', 'transport/couplings']],
    [['transport/couplings'], ['LAB/BENCH/METHOD']],
    [[], ['LAB/BENCH/METHOD']],
    [
      [METHOD, 'eps=-1'],
      ['eps = -1', '1e-5 to 10'],
    ],
    [
      [METHOD, 'eps=1e9'],
      ['eps = 1e9', '1e-5 to 10'],
    ],
    [
      [METHOD, 'eps='],
      ['eps = ', '1e-5 to 10'],
    ],
    [
      [METHOD, 'n=2.5'],
      ['n = 2.5', /a whole number from 1 to/],
    ],
    [
      [METHOD, 'cost=manhattan'],
      ['cost = manhattan', /squaredEuclidean, euclidean/],
    ],
    [
      [METHOD, 'epsilon=1'],
      ['epsilon = 1', /accepted are eps, n, m/],
    ],
    [
      [METHOD, 'tau=1'],
      ['tau = 1', /accepted are eps/],
    ],
    [
      [METHOD, '--instance', 'clowds'],
      ['instance = clowds', /clouds, /],
    ],
    [
      [METHOD, '--instance', 'user'],
      ['--instance user', '--data FILE.json'],
    ],
    [
      [METHOD, '--seed', '-1'],
      ['seed = -1', /0 to 4294967295/],
    ],
    [
      [METHOD, '--steps', '0'],
      ['steps = 0', /1 to 10000000/],
    ],
    [
      [METHOD, '--steps', 'many'],
      ['steps = many', /1 to 10000000/],
    ],
    [
      [METHOD, '--until', 'speed<3'],
      ['until = speed<3', 'marginalError'],
    ],
    [
      [METHOD, '--until', 'marginalError<NaN'],
      ['until = marginalError<NaN', 'METRIC<VALUE'],
    ],
    [
      [METHOD, '--backend', 'cuda'],
      ['backend = cuda', 'webgpu, wasm, cpu'],
    ],
    [
      [METHOD, '--every', '0'],
      ['--every = 0', 'whole number'],
    ],
    [
      [METHOD, '--sed', '3'],
      ['--sed', '--seed'],
    ],
    [[METHOD, '--seed'], ['--seed needs a value']],
    [
      ['transport/couplings/sinkhornKernel', 'n=3000', '--steps', '1'],
      [/3,000/, /4,194,304/],
    ],
    [
      [METHOD, '--data', '/no/such/file.json'],
      ['--data = /no/such/file.json', 'cannot be read'],
    ],
    [
      [METHOD, 'n=4', '--steps', '1', '--out', '/no/such/folder/out.json'],
      ['--out = /no/such/folder/out.json', 'cannot be written'],
    ],
    [
      ['--link', '#/claims'],
      ['--link', 'names no run'],
    ],
  ] as const)('is named with its value and with what is accepted: %j', (argv, named) => {
    expectRefused(solve(...argv), ...named);
  });

  it('is a command that does not exist', () => {
    expectRefused(run('solv'), 'solv', 'solve, claims, reference');
  });

  // A machine with the package `webgpu` and a driver has the backend.
  it('is a backend that is absent, also for a float64 method', () => {
    for (const method of ['sinkhornGpu', 'sinkhorn']) {
      const ran = solve(`transport/couplings/${method}`, 'n=4', '--steps', '1', '--backend', 'webgpu');
      if (ran.status !== 0) expectRefused(ran, '--backend = webgpu', 'wasm and cpu');
    }
  });
});

describe('A reader’s own data', () => {
  it('runs, in any dimension, and one point is enough', () => {
    const { config, result } = expectRun(
      solveData({ source: { points: [[0, 0, 0]] }, target: { points: [[1, 2, 2]] } }),
    );
    expect(config.instance).toBe('user');
    expect(result.result.cost).toBeCloseTo(9, 12);
    expect(result.result.plan).toEqual([[expect.closeTo(1, 12)]]);
  });

  it('with different positive totals is normalised: the numbers are those of the shares', () => {
    const weighted = (source: number[], target: number[]) => ({
      source: { ...TWO_POINTS.source, weights: source },
      target: { ...TWO_POINTS.target, weights: target },
    });
    const totals = expectRun(solveData(weighted([1, 3], [10, 10])));
    const shares = expectRun(solveData(weighted([0.25, 0.75], [0.5, 0.5])));
    expect(totals.result.result).toEqual(shares.result.result);
  });

  it('may be a cost matrix with weights', () => {
    const { result } = expectRun(
      solveData({
        cost: [
          [0, 1],
          [1, 0],
        ],
        sourceWeights: [1, 1],
        targetWeights: [1, 1],
      }),
    );
    expect(result.result.marginalError).toBeLessThan(1e-12);
  });

  const points = TWO_POINTS.target;
  it.each([
    ['NaN in it', '{"source":{"points":[[0,NaN]]},"target":{"points":[[0,1]]}}', ['--data', 'not JSON']],
    [
      'null for a number',
      { source: { points: [[0, null]] }, target: points },
      ['source.points row 1, column 2', 'null', 'number'],
    ],
    [
      'a number too large to be one',
      '{"source":{"points":[[0,1e999]]},"target":{"points":[[0,1]]}}',
      ['source.points', 'Infinity'],
    ],
    ['words for numbers', { source: { points: [['0', '1']] }, target: points }, ['source.points', '"0"']],
    [
      'negative weights',
      {
        source: {
          points: [
            [0, 0],
            [1, 0],
          ],
          weights: [1, -0.5],
        },
        target: points,
      },
      ['source.weights, entry 2', '-0.5', 'at least 0'],
    ],
    [
      'weights that sum to 0',
      {
        source: {
          points: [
            [0, 0],
            [1, 0],
          ],
          weights: [0, 0],
        },
        target: points,
      },
      ['source.weights', 'positive total'],
    ],
    [
      'too few weights',
      {
        source: {
          points: [
            [0, 0],
            [1, 0],
          ],
          weights: [1],
        },
        target: points,
      },
      ['source.weights', '1 entries for 2 atoms'],
    ],
    ['no points', { source: { points: [] }, target: points }, ['source.points', 'empty', 'at least one']],
    ['no target', { source: points }, ['target', 'missing']],
    ['points without coordinates', { source: { points: [[]] }, target: points }, ['source.points row 1']],
    ['rows of different lengths', { source: { points: [[0, 0], [1]] }, target: points }, ['source.points row 2']],
    ['different dimensions', { source: { points: [[0]] }, target: points }, ['1 coordinates', '2']],
    ['a list for an object', [], ['empty', 'accepted are']],
  ])('with %s is refused', (_, data, named) => {
    expectRefused(solveData(data), ...named);
  });

  it('of a million points is refused at once', () => {
    const many = `[${'[0.25,0.75],'.repeat(999_999)}[1,1]]`;
    const ran = solveData(`{"source":{"points":${many}},"target":{"points":[[0,0]]}}`);
    expectRefused(ran, 'source has 1,000,000 points', '16,384');
    expect(ran.seconds).toBeLessThan(FAST);
  });

  it('is refused beside an instance that takes none', () => {
    expectRefused(
      solve(METHOD, '--data', file(TWO_POINTS), '--instance', 'densities', '--steps', '1'),
      '--data',
      'densities',
      'user',
    );
  });

  it('comes back from the link that the run states', () => {
    const first = expectRun(
      solveData({
        source: {
          points: [
            [0, 0],
            [1, 1],
          ],
        },
        target: {
          points: [
            [0, 1],
            [1, 0],
          ],
        },
      }),
    );
    const again = expectRun(solve('--link', first.config.link));
    expect(again.result.result).toEqual(first.result.result);
  });
});

describe('A link on the command line', () => {
  it('is read with percent-encoded characters, from a whole address or from its part after #', () => {
    for (const prefix of ['https://example.org/paperscope/', '']) {
      const { config, result } = expectRun(
        solve('--link', `${prefix}#/transport/couplings/sinkhorn?n=4&eps=1&until=marginalError%3C1e-6`),
      );
      expect(config).toMatchObject({
        method: 'sinkhorn',
        until: 'marginalError<1e-6',
        params: { eps: 1 },
        instanceParams: { n: 4 },
      });
      expect(result.outcome).toBe('converged');
    }
  });

  it('may name a paper and one of its runs', () => {
    const { config } = expectRun(solve('--link', '#/p/sinkhorn-newton-sparse/assignment?n=8&steps=3&until=none'));
    expect(config).toMatchObject({ method: 'sinkhornNewtonSparse', instance: 'randomAssignment', maxSteps: 3 });
  });

  it('from a later version, or with a field that cannot be used, is refused by name', () => {
    expectRefused(solve('--link', '#/transport/couplings/sinkhorn?n=4&v=99'), '--link', 'v = 99', 'later Paperscope');
    expectRefused(solve('--link', '#/transport/couplings/sinkhorn?n=4&eps=1e9'), '--link', 'eps = 1e9', '1e-5 to 10');
    expectRefused(solve('--link', '#/transport/couplings/sinkhorn?n=4&nonsense=1'), '--link', 'nonsense = 1');
    expectRefused(solve('--link', '#/p/no-such-paper/start'), 'no-such-paper');
  });
});

describe('The list', () => {
  it('is one JSON document with every bench, instance, method, parameter, metric and result field', () => {
    const { status, out } = solve('--list');
    expect(status).toBe(0);
    const couplings = JSON.parse(out).benches.find(({ id }: { id: string }) => id === 'transport/couplings');
    expect(couplings.methods.sinkhorn.params.eps).toMatchObject({
      kind: 'number',
      min: 1e-5,
      max: 10,
      default: 0.05,
      help: expect.any(String),
    });
    expect(couplings.instances.clouds.params.n).toMatchObject({ kind: 'integer', min: 1, default: 128 });
    expect(couplings.stop).toMatchObject({
      rule: { metric: 'marginalError', bound: 1e-9, direction: 'below' },
      maxSteps: expect.any(Number),
    });
    expect(Object.keys(couplings.metrics)).toContain('marginalError');
    expect(Object.keys(couplings.resultFields)).toContain('plan');
  });
});

describe('Reference numbers on the command line', () => {
  const stored = JSON.parse(readFileSync('tests/reference/transport.json', 'utf8'));
  const entry = stored.entries.find(({ kind }: { kind: string }) => kind === 'rng/mulberry32');
  const withEntries = (...entries: unknown[]) => file({ lab: 'transport', about: {}, entries });

  it('agree, one line an entry and a count on standard error', () => {
    // Counts of thousands of iterations take a minute, and agree in the bench's own tests.
    const long = /^(sns\/(digits|iterations|bigAssignment)|sinkhorn\/iterations.*)$/;
    const entries = stored.entries.filter(({ kind }: { kind: string }) => !long.test(kind));
    const asked = withEntries(...entries);
    const { status, out, said } = run('reference', asked);
    const lines = linesOf(out);
    expect(lines.map(({ name }) => name)).toEqual(entries.map(({ name }: { name: string }) => name));
    expect(lines.filter(({ status }) => status === 'differs')).toEqual([]);
    for (const line of lines) {
      expect(line).toMatchObject({ file: asked, skipped: expect.any(Array) });
      if (line.status === 'agrees') expect(line.deviation).toBeLessThanOrEqual(1);
    }
    expect(said).toMatch(
      new RegExp(`^${lines.filter(({ status }) => status === 'agrees').length} agree, 0 differ, \\d+ unknown\n$`),
    );
    expect(status).toBe(0);
  }, 120_000);

  it('of a kind that is not built yet are unknown, which is no failure', () => {
    const { status, out } = run(
      'reference',
      withEntries({ ...entry, kind: 'nobody/knows' }, { ...entry, kind: 'toString' }),
    );
    expect(linesOf(out).map(({ status, deviation }) => [status, deviation])).toEqual([
      ['unknown', null],
      ['unknown', null],
    ]);
    expect(status).toBe(0);
  });

  it('with one wrong differ, with status 1', () => {
    const wrong = structuredClone(entry);
    wrong.expected.uniform[3] += 1e-3;
    const { status, out, said } = run('reference', withEntries(entry, wrong));
    const [right, differs] = linesOf(out);
    expect([right.status, differs.status, status]).toEqual(['agrees', 'differs', 1]);
    expect(differs.deviation).toBeGreaterThan(1);
    expect(said).toBe('1 agree, 1 differ, 0 unknown\n');
  });

  it('in no file, in no JSON or without entries are refused', () => {
    expectRefused(run('reference'), 'at least one file');
    expectRefused(run('reference', '/no/such/file.json'), '/no/such/file.json', 'cannot be read');
    expectRefused(run('reference', file('{')), 'data.json', 'not JSON');
    for (const content of [null, [], {}, { entries: 3 }])
      expectRefused(run('reference', file(content)), 'data.json', 'entries');
    expectRefused(run('reference', withEntries(entry, { kind: 'rng/mulberry32' })), 'entry 2', '"expected"');
  });
});

describe('Claims on the command line', () => {
  it('of a paper that does not run are refused, with those that do', () => {
    expectRefused(run('claims', 'no-such-paper'), 'no-such-paper', 'sinkhorn-newton-sparse');
    expectRefused(run('claims', '--jsn'), '--jsn', '--json');
  });
});
