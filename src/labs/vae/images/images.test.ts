import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../../../engine/bench.ts';
import { openRun } from '../../../engine/open-run.ts';
import { philoxStream } from '../../../math/random.ts';
import { defaults, type ParamValues } from '../../../params/descriptor.ts';
import { liveTensors, openBackend } from '../../../tensor/backend.ts';
import bench from './bench.ts';
import type { ImagesProblem } from './problem.ts';

const wasmPaths = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;
const start = (asked: 'wasm' | 'cpu') =>
  openBackend({ asked, gpu: undefined, wasmPaths, onLost: () => {}, timeoutMs: 20_000, strict: true });
beforeAll(() => start('wasm'));

type Instance = keyof typeof bench.instances;
type Method = keyof typeof bench.methods;
const asset = (name: string) => new Uint8Array(readFileSync(`public/data/${name}`));
const assets = { 'digits8.bin': asset('digits8.bin'), 'face-oracle.bin': asset('face-oracle.bin') };

const problemOf = (instance: Instance, n: number, data: unknown = null): ImagesProblem =>
  bench.instances[instance].make({ ...defaults(bench.instances[instance].params), n } as never, {
    seed: 1,
    assets,
    data,
  });

function spec(
  instance: Instance,
  method: Method,
  params: ParamValues,
  maxSteps: number,
  instanceParams: ParamValues = {},
) {
  return {
    bench: bench.id,
    instance,
    instanceParams: { ...defaults(bench.instances[instance].params), ...instanceParams },
    method,
    params: { ...defaults(bench.methods[method].params), ...params },
    seed: 1,
    until: null,
    maxSteps,
    backend: null,
    data: null,
  };
}

async function finalOf(...given: Parameters<typeof spec>) {
  const run = openRun(bench, spec(...given) as never, { assets, backend: 'wasm', now: () => performance.now() });
  const slice = { budgetMs: 1e9, maxSteps: 1e9, snapshots: [], measureLast: false };
  const { rows } = await run.advance(slice);
  await run.close();
  return Object.fromEntries(Object.entries(rows.metrics).map(([name, values]) => [name, values.at(-1)!]));
}

describe('the rate-distortion trade on the digits', () => {
  test('rate falls and distortion rises with β, until all axes have collapsed', async () => {
    const found = [];
    for (const beta of [0.3, 1, 4]) found.push(await finalOf('digits', 'betaVae', { beta }, 750));
    const [weak, plain, strong] = found as [Record<string, number>, Record<string, number>, Record<string, number>];
    expect(weak.kl).toBeGreaterThan(6);
    expect(plain.kl).toBeGreaterThan(2);
    expect(plain.kl).toBeLessThan(5);
    expect(strong.kl).toBeLessThan(0.1);
    expect(weak.reconstruction).toBeLessThan(plain.reconstruction!);
    expect(plain.reconstruction).toBeLessThan(strong.reconstruction!);
    expect(plain.elbo).toBeGreaterThan(Math.max(weak.elbo!, strong.elbo!) + 1.5);
    expect([weak.activeAxes, strong.activeAxes]).toEqual([8, 0]);
    for (const { boundGap } of found) expect(boundGap).toBeGreaterThanOrEqual(0);
    expect(weak.boundGap).toBeGreaterThan(0.5);
    expect(weak.boundGap).toBeLessThan(3);
    expect(plain.boundGap).toBeLessThan(0.6);
  });

  test('β = 1 without free nats is the VAE, step for step', async () => {
    const plain = await finalOf('digits', 'vae', {}, 40);
    expect(await finalOf('digits', 'betaVae', { beta: 1 }, 40)).toEqual(plain);
    expect((await finalOf('digits', 'betaVae', { beta: 1, freeBits: 1 }, 40)).kl).toBeGreaterThan(plain.kl!);
  });

  test('a learned pixel variance falls towards the error that is left', async () => {
    const params = { likelihood: 'gaussian', eta2: 0.5 };
    const learned = await finalOf('digits', 'vae', { ...params, learnVariance: true }, 400);
    const fixed = await finalOf('digits', 'vae', params, 400);
    expect(fixed.pixelVariance).toBeCloseTo(0.5, 6);
    expect(learned.pixelVariance).toBeLessThan(0.25);
    expect(learned.pixelVariance).toBeGreaterThan(learned.mse!);
  });
});

test.each([8, 16, 28])('convolutions train on images of %i pixels a side', async (side) => {
  const count = 40;
  const images = Array.from({ length: count }, (_, i) =>
    Array.from({ length: side * side }, (_, p) => (((p % side) + i) % 4 === 0 ? 0.9 : 0.1)),
  );
  const run = openRun(
    bench,
    {
      ...spec('user', 'vae', { network: 'convolutional', width: 16 }, 6),
      data: { images, width: side, height: side },
    } as never,
    { assets, backend: 'wasm', now: () => performance.now(), every: 1 },
  );
  const { rows } = await run.advance({ budgetMs: 1e9, maxSteps: 1e9, snapshots: [], measureLast: false });
  await run.close();
  const loss = [...rows.metrics.loss!];
  expect(loss.at(-1)).toBeLessThan(loss[0]!);
});

describe('says in one sentence what it cannot use', () => {
  const images = Array.from({ length: 20 }, (_, i) => [0, 1, (i % 5) / 5, 0.5]);
  const context = { random: philoxStream(1, 1), noise: philoxStream(1, 2), count: () => {}, backend: 'wasm' as const };
  const solve = (problem: ImagesProblem, method: Method, params: ParamValues) => () => {
    bench.check(problem, method);
    bench.methods[method].solve(problem, { ...defaults(bench.methods[method].params), ...params } as never, context);
  };

  test.each<[string, Method, object, ParamValues, RegExp]>([
    ['a code longer than an image', 'vae', {}, { latent: 8 }, /latent size of 8 is above the 4 pixels/],
    ['no labels', 'conditionalVae', {}, { latent: 2 }, /no labels and no attributes/],
    ['one label', 'conditionalVae', { labels: images.map(() => 1) }, { latent: 2 }, /one label|one class|two classes/],
  ])('%s', (_, method, more, params, words) => {
    const attempt = () => solve(problemOf('user', 0, { images, width: 2, height: 2, ...more }), method, params)();
    expect(attempt).toThrow(ProblemError);
    expect(attempt).toThrow(words);
  });
});

describe('a question about a point', () => {
  const ask = async (question: unknown) => {
    const run = openRun(bench, spec('faces', 'conditionalVae', { latent: 2, width: 16 }, 2, { n: 64 }) as never, {
      assets,
      backend: 'wasm',
      now: () => performance.now(),
    });
    await run.advance({ budgetMs: 1e9, maxSteps: 1e9, snapshots: [], measureLast: false });
    try {
      return (await run.ask('decode', question)) as unknown as { images: Float32Array; count: number };
    } finally {
      await run.close();
    }
  };

  test('is answered with an image for each, and another for another condition', async () => {
    const before = liveTensors();
    const points = [
      [0, 0],
      [1, -1],
    ];
    const off = await ask({ points });
    const on = await ask({ points, condition: [1, 1, 1, 1] });
    expect([off.count, off.images.length]).toEqual([2, 512]);
    expect(off.images).not.toEqual(on.images);
    expect(liveTensors()).toBe(before);
  });

  test('is refused with a sentence when it makes none', async () => {
    await expect(ask({ points: [[0]] })).rejects.toThrow(/Point 1 must be a list of 2/);
    await expect(ask({ points: [] })).rejects.toThrow(/1 to 400 points/);
    await expect(ask({ points: [[0, 0]], condition: [1] })).rejects.toThrow(/list of 4 numbers/);
  });
});

test('the first twenty steps are the same on cpu and wasm, to float32', async () => {
  const curve = async (asked: 'cpu' | 'wasm') => {
    await start(asked);
    const run = openRun(bench, spec('digits', 'betaVae', { width: 32, batch: 64 }, 20, { n: 200 }) as never, {
      assets,
      backend: asked,
      now: () => performance.now(),
      every: 1,
    });
    const { rows } = await run.advance({ budgetMs: 1e9, maxSteps: 1e9, snapshots: [], measureLast: false });
    await run.close();
    return [...rows.metrics.loss!];
  };
  const [cpu, wasm] = [await curve('cpu'), await curve('wasm')];
  await start('wasm');
  expect(cpu.length).toBe(20);
  // Sums of 64 products in another order, twenty times through Adam.
  cpu.forEach((loss, k) => {
    expect(Math.abs(loss - wasm[k]!)).toBeLessThan(2e-5 * Math.abs(loss));
  });
});
