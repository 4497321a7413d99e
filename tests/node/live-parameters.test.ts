import { beforeAll, describe, expect, it } from 'vitest';
import type { AnyBench } from '../../src/engine/bench.ts';
import { type OpenRun, openRun } from '../../src/engine/open-run.ts';
import type { ParamChange, RunSpec } from '../../src/engine/run-spec.ts';
import type { ParamSet, ParamValue, ParamValues } from '../../src/params/descriptor.ts';
import { problemOf, smallSpec, start } from '../contract-of.ts';
import { allBenches } from '../headless.ts';

/** What a method must go on reading, so that a branch can change it: a few of each lab. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'transport/couplings/sinkhorn': ['eps'],
  'transport/couplings/sinkhornUnbalanced': ['eps', 'tau'],
  'transport/assignments/progressivePartial': ['rho', 'gamma', 'eps'],
  'transport/maps/mongeGap': ['lambda', 'rate'],
  'transport/bridges/lightBridge': ['rate'],
  'vae/images/betaVae': ['beta', 'freeBits', 'rate'],
  'vae/linear/linearVae': ['beta', 'etaDec', 'etaEnc'],
  'vae/sparse-autoencoders/variationalSae': ['klWeight', 'learningRate'],
  'bnn/posterior/meanFieldVi': ['beta', 'priorSd', 'rate'],
  'bnn/posterior/sparseSubspaceVi': ['beta', 'priorSd', 'rate'],
  'bnn/gating/jointGates': ['learningRate'],
  'bnn/recommendation/dynamicSparse': ['learningRate', 'decay', 'every'],
  'information/plane/binning': ['learningRate', 'l2'],
  'information/bottleneck/vib': ['beta', 'learningRate'],
  'information/flow/cauchySchwarz': ['sigma', 'rate'],
  'information/representations/simclr': ['temperature', 'learningRate'],
};

/** Sizes that buffers have: changing one along the run would break it. */
const SIZES =
  /width|units|latent|layers|heads|keys|codes$|batch$|rows|dictionary|members|chains|depth|features|components/i;
/** Batches that are drawn anew each step, into nothing that was made for them. */
const DRAWN = ['bnn/few-shot/maml', 'bnn/few-shot/niwMeta'];

const opened = (bench: AnyBench, spec: RunSpec): OpenRun =>
  openRun(bench, spec, {
    assets: {},
    backend: 'cpu',
    now: () => performance.now(),
    every: 1,
    problem: problemOf(bench, spec),
  });

async function followed(bench: AnyBench, spec: RunSpec) {
  const run = opened(bench, spec);
  const { rows, live, step } = await run.advance({ budgetMs: 1e9, maxSteps: 1e9, snapshots: [], measureLast: false });
  await run.close();
  return { live, step, metrics: rows.metrics };
}

/** Another value: of numbers the end that is further away, of whole numbers the lower one, which costs less. */
function elsewhere(set: ParamSet, values: ParamValues, id: string): ParamValue {
  const param = set[id]!;
  if (param.kind === 'toggle') return !values[id];
  if (param.kind === 'choice') return param.options.find((option) => option !== values[id])!;
  if (param.kind === 'integer') return values[id] === param.min ? param.min + 1 : param.min;
  return Number(values[id]) - param.min > param.max - Number(values[id]) ? param.min : param.max;
}

const benches = await allBenches();
const specOf = (bench: AnyBench, method: string): RunSpec => ({ ...smallSpec(bench, method), maxSteps: 4 });

beforeAll(() => start('cpu'));

describe.each(benches)('What the methods of $id read as they go', (bench) => {
  it('is no size of a buffer, and can be changed', async () => {
    for (const method of Object.keys(bench.methods)) {
      const id = `${bench.id}/${method}`;
      const spec = specOf(bench, method);
      const { live } = await followed(bench, spec);
      if (process.env.LIVE) console.log(`${id}: ${live.join(' ')}`);
      expect(live, id).toEqual(expect.arrayContaining([...(EXPECTED[id] ?? [])]));
      if (!DRAWN.includes(id))
        expect(live.filter((name) => SIZES.test(name)).map((name) => `${id}: ${name}`)).toEqual([]);
      if (live.length === 0) continue;
      const set = bench.methods[method]!.params as ParamSet;
      const params = Object.fromEntries(live.map((name) => [name, elsewhere(set, spec.params, name)]));
      const changes: ParamChange[] = [{ step: 2, params }];
      expect((await followed(bench, { ...spec, changes })).step, id).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('A branch', () => {
  it.each(Object.entries(EXPECTED))(
    'of %s leaves what came before bit for bit, and changes what follows',
    async (id, names) => {
      const bench = benches.find((one) => id.startsWith(`${one.id}/`))!;
      const spec = specOf(bench, id.slice(bench.id.length + 1));
      const set = bench.methods[spec.method]!.params as ParamSet;
      const plain = await followed(bench, spec);
      const name = names[0]!;
      const changes: ParamChange[] = [{ step: 2, params: { [name]: elsewhere(set, spec.params, name) } }];
      const branch = await followed(bench, { ...spec, changes });
      const part = (from: number, to: number, { metrics }: typeof plain) =>
        Object.values(metrics).map((column) => Buffer.from(column.slice(from, to).buffer).toString('hex'));
      expect(part(0, 2, branch)).toEqual(part(0, 2, plain));
      expect(part(2, 4, branch)).not.toEqual(part(2, 4, plain));
    },
  );
});
