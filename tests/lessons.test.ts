import { beforeAll, describe, expect, it } from 'vitest';
import { companionSpec } from '../src/app/stores/explorer.ts';
import type { Trace } from '../src/claims/evaluate.ts';
import { describe as describeBench } from '../src/engine/bench.ts';
import { readLink, writeLink } from '../src/engine/link.ts';
import { readRoute } from '../src/engine/route.ts';
import { benches } from '../src/labs/benches.ts';
import { findStop, paths } from '../src/lessons/all-paths.ts';
import { stopLink, stopName } from '../src/lessons/path.ts';
import { traceOf } from './headless.ts';
import { openWasm } from './open-wasm.ts';

async function read(link: string) {
  const route = readRoute(link);
  if (route.page !== 'bench') throw new Error(`${link} names no bench`);
  const bench = (await benches[route.bench as keyof typeof benches]()).default;
  const description = describeBench(bench as never);
  const { explorer, corrections } = readLink(route.query, description, {
    paper: null,
    base: null,
    method: route.method,
  });
  return { bench, description, explorer, corrections };
}

type Runs = readonly Trace[];
const column = (trace: Trace | undefined, metric: string): number[] =>
  Array.from(trace!.metrics[metric] ?? []).filter((value) => !Number.isNaN(value));
const end = (trace: Trace | undefined, metric: string): number => column(trace, metric).at(-1) ?? Number.NaN;
const first = (trace: Trace | undefined, metric: string): number => column(trace, metric)[0] ?? Number.NaN;
const steps = (trace: Trace | undefined): number => Array.from(trace!.step).at(-1) ?? 0;

/** What makes the right option of each stop right: the run itself, then companions, then pinned runs. */
const holds: Readonly<Record<string, (runs: Runs) => void>> = {
  'transport.1': ([run]) => expect(end(run, 'nonZeros')).toBe(32),
  'transport.2': ([run]) => {
    expect(end(run, 'gapToExact')).toBeCloseTo(0.21, 2);
    expect(end(run, 'transportCost')).toBeCloseTo(2.19, 2);
    expect(end(run, 'nonZeros')).toBeGreaterThan(900);
    expect(steps(run)).toBe(120);
  },
  'transport.3': ([run]) => {
    expect(steps(run)).toBeGreaterThan(2700);
    expect(steps(run)).toBeLessThan(2800);
    expect(end(run, 'gapToExact')).toBeCloseTo(0.013, 3);
  },
  'transport.4': ([newton, sinkhorn]) => {
    expect(newton!.outcome).toBe('converged');
    expect(steps(newton)).toBeLessThan(120);
    expect(steps(sinkhorn)).toBeGreaterThan(20 * steps(newton));
  },
  'transport.5': ([run]) => expect(end(run, 'mass')).toBeCloseTo(0.043, 2),
  'transport.6': ([run]) => {
    expect(end(run, 'nonZeros')).toBe(80);
    expect(end(run, 'gapToExact')).toBeLessThan(0.001);
  },
  'vae.1': ([run]) => {
    expect(end(run, 'kl')).toBeGreaterThan(first(run, 'kl') + 0.2);
    expect(end(run, 'kl')).toBeCloseTo(1.5, 0);
    expect(end(run, 'reconstruction')).toBeLessThan(first(run, 'reconstruction') - 1);
  },
  'vae.2': ([plain, priced]) => expect(end(plain, 'mse')).toBeLessThan(0.9 * end(priced, 'mse')),
  'vae.3': ([dear, plain]) => {
    expect(end(dear, 'activeAxes')).toBe(0);
    expect(end(dear, 'kl')).toBeLessThan(0.05);
    expect(end(plain, 'activeAxes')).toBeGreaterThan(2);
  },
  'vae.4': ([run]) => {
    expect(end(run, 'collapsed')).toBe(2);
    expect(end(run, 'deviation')).toBeLessThan(1e-9);
  },
  'vae.5': ([run]) => expect(end(run, 'collapsed')).toBe(4),
  'vae.6': ([told, untold]) => {
    expect(end(told, 'collapsed')).toBe(3);
    expect(end(untold, 'collapsed')).toBe(1);
  },
  'bnn.1': ([run]) => {
    expect(end(run, 'sdOutside')).toBeGreaterThan(2 * end(run, 'sdAtData'));
    expect(end(run, 'sdOutside')).toBeGreaterThan(end(run, 'sdInGap'));
  },
  'bnn.2': ([ensemble, single]) => {
    expect(end(ensemble, 'farRatio')).toBeGreaterThan(3);
    expect(end(single, 'farEpistemic')).toBe(0);
  },
  'bnn.3': ([once, gradual]) => {
    expect(end(once, 'sparsity')).toBeGreaterThan(0.89);
    expect(end(gradual, 'sparsity')).toBeGreaterThan(0.89);
    expect(end(gradual, 'accuracy')).toBeGreaterThan(end(once, 'accuracy') + 0.1);
    expect(end(once, 'accuracy')).toBeLessThan(0.65);
  },
  'bnn.4': ([run]) => {
    expect(end(run, 'accuracyFirst')).toBe(0);
    expect(Math.max(...column(run, 'accuracyFirst'))).toBe(1);
  },
  'bnn.5': ([run]) => {
    expect(end(run, 'accuracyFirst')).toBeGreaterThan(0.6);
    expect(end(run, 'accuracyFirst')).toBeLessThan(0.9);
  },
  'bnn.6': ([run]) => {
    expect(end(run, 'missFirst')).toBeCloseTo(1, 1);
    expect(end(run, 'missSecond')).toBeCloseTo(1, 1);
  },
  'information.1': ([run]) => {
    expect(end(run, 'truth')).toBe(0);
    expect(end(run, 'information')).toBeGreaterThan(1);
    expect(end(run, 'information')).toBeLessThan(first(run, 'information'));
  },
  'information.2': ([many, few]) => {
    expect(end(many, 'truth')).toBeCloseTo(2.885, 2);
    expect(end(many, 'information')).toBeCloseTo(7.5, 1);
    expect(end(few, 'information')).toBeCloseTo(1.2, 1);
  },
  'information.3': ([kraskov, bins]) => {
    expect(end(kraskov, 'absoluteError')).toBeLessThan(0.1);
    expect(end(bins, 'absoluteError')).toBeGreaterThan(1);
  },
  'information.4': ([run]) => {
    expect(end(run, 'truth')).toBeCloseTo(11.54, 1);
    expect(end(run, 'information')).toBeCloseTo(6.46, 1);
  },
  'information.5': ([run]) => {
    expect(end(run, 'ityLast')).toBeGreaterThan(first(run, 'ityLast') + 0.05);
  },
  'information.6': ([dear, cheap]) => {
    expect(end(dear, 'accuracy')).toBeLessThan(end(cheap, 'accuracy') - 0.05);
    expect(end(dear, 'rate')).toBeLessThan(2);
    expect(end(cheap, 'rate')).toBeGreaterThan(11);
  },
};

/** Each option of each prediction by its first words, and whether the runs bear it out. */
const bornOut: Readonly<Record<string, Readonly<Record<string, (runs: Runs) => boolean>>>> = {
  'transport.1': {
    '32,': ([run]) => end(run, 'nonZeros') === 32,
    'About half': ([run]) => end(run, 'nonZeros') > 400 && end(run, 'nonZeros') < 600,
    'All 1,024': ([run]) => end(run, 'nonZeros') === 1024,
  },
  'transport.2': {
    Less: ([run]) => end(run, 'gapToExact') < -1e-3,
    'The same': ([run]) => Math.abs(end(run, 'gapToExact')) <= 1e-3,
    More: ([run]) => end(run, 'gapToExact') > 1e-3,
  },
  'transport.3': {
    Fewer: ([run]) => steps(run) < 110,
    'About 120': ([run]) => steps(run) >= 110 && steps(run) <= 130,
    'More than 1,000': ([run]) => steps(run) > 1000,
  },
  'transport.4': {
    'Less than a twentieth': ([newton, sinkhorn]) => steps(newton) < steps(sinkhorn) / 20,
    Half: ([newton, sinkhorn]) => steps(newton) > steps(sinkhorn) / 4 && steps(newton) < (3 / 4) * steps(sinkhorn),
    'About as many': ([newton, sinkhorn]) => steps(newton) >= (3 / 4) * steps(sinkhorn),
  },
  'transport.5': {
    'Nearly all': ([run]) => end(run, 'mass') > 0.9,
    'About half': ([run]) => end(run, 'mass') > 0.4 && end(run, 'mass') < 0.6,
    'Less than a tenth': ([run]) => end(run, 'mass') < 0.1,
  },
  'transport.6': {
    Exactly: ([run]) => end(run, 'nonZeros') === 32,
    Somewhat: ([run]) => end(run, 'nonZeros') > 32 && end(run, 'nonZeros') < 128,
    'Nearly all': ([run]) => end(run, 'nonZeros') > 900,
  },
  'vae.1': {
    Fall: ([run]) => end(run, 'kl') < first(run, 'kl') - 0.1,
    Stay: ([run]) => Math.abs(end(run, 'kl') - first(run, 'kl')) <= 0.1,
    Rise: ([run]) => end(run, 'kl') > first(run, 'kl') + 0.1,
  },
  'vae.2': {
    'The autoencoder': ([plain, priced]) => end(plain, 'mse') < 0.97 * end(priced, 'mse'),
    'The VAE': ([plain, priced]) => end(priced, 'mse') < 0.97 * end(plain, 'mse'),
    'They will': ([plain, priced]) => Math.abs(end(plain, 'mse') / end(priced, 'mse') - 1) <= 0.03,
  },
  'vae.3': {
    'All eight': ([dear]) => end(dear, 'activeAxes') === 8,
    'About half': ([dear]) => end(dear, 'activeAxes') >= 3 && end(dear, 'activeAxes') <= 5,
    None: ([dear]) => end(dear, 'activeAxes') === 0,
  },
  'vae.4': {
    'coded, but': ([run]) => end(run, 'collapsed') < 2,
    'not coded': ([run]) => end(run, 'collapsed') === 2,
    'coded as well': ([run]) => end(run, 'collapsed') === 0,
  },
  'vae.5': {
    'Still two': ([run]) => end(run, 'collapsed') === 2,
    Four: ([run]) => end(run, 'collapsed') === 4,
    'All six': ([run]) => end(run, 'collapsed') === 6,
  },
  'vae.6': {
    Fewer: ([told, untold]) => end(told, 'collapsed') < end(untold, 'collapsed'),
    'As many': ([told, untold]) => end(told, 'collapsed') === end(untold, 'collapsed'),
    More: ([told, untold]) => end(told, 'collapsed') > end(untold, 'collapsed'),
  },
  'bnn.1': {
    'At the data': ([run]) => end(run, 'sdAtData') >= Math.max(end(run, 'sdInGap'), end(run, 'sdOutside')),
    'In the gap': ([run]) => end(run, 'sdInGap') > Math.max(end(run, 'sdAtData'), end(run, 'sdOutside')),
    Outside: ([run]) => end(run, 'sdOutside') > Math.max(end(run, 'sdAtData'), end(run, 'sdInGap')),
  },
  'bnn.2': {
    Less: ([ensemble]) => end(ensemble, 'farRatio') < 0.8,
    'About as': ([ensemble]) => end(ensemble, 'farRatio') >= 0.8 && end(ensemble, 'farRatio') <= 1.25,
    Several: ([ensemble]) => end(ensemble, 'farRatio') > 3,
  },
  'bnn.3': {
    'Removing at once': ([once, gradual]) => end(once, 'accuracy') > end(gradual, 'accuracy') + 0.02,
    'Removing bit': ([once, gradual]) => end(gradual, 'accuracy') > end(once, 'accuracy') + 0.02,
    'No difference': ([once, gradual]) => Math.abs(end(gradual, 'accuracy') - end(once, 'accuracy')) <= 0.02,
  },
  'bnn.4': {
    'Nearly as well': ([run]) => end(run, 'accuracyFirst') > 0.9,
    'About as well': ([run]) => Math.abs(end(run, 'accuracyFirst') - 0.5) < 0.1,
    'It gets them all': ([run]) => end(run, 'accuracyFirst') < 0.01,
  },
  'bnn.5': {
    Nothing: ([run]) => end(run, 'accuracyFirst') < 0.1,
    'More than half': ([run]) => end(run, 'accuracyFirst') > 0.5 && end(run, 'accuracyFirst') < 0.99,
    Everything: ([run]) => end(run, 'accuracyFirst') >= 0.99,
  },
  'bnn.6': {
    'At the first': ([run]) => end(run, 'missFirst') < 0.2,
    'At the second': ([run]) => end(run, 'missSecond') < 0.2,
    Halfway: ([run]) => Math.abs(end(run, 'missFirst') - end(run, 'missSecond')) < 0.2,
  },
  'information.1': {
    Zero: ([run]) => Math.abs(end(run, 'information')) < 0.1,
    'More than one': ([run]) => end(run, 'information') > 1,
    'Less than': ([run]) => end(run, 'information') < -0.1,
  },
  'information.2': {
    'Both close': (runs) => runs.every((run) => Math.abs(end(run, 'information') - end(run, 'truth')) < 0.3),
    'One far above': ([many, few]) =>
      end(many, 'information') > 2 * end(many, 'truth') && end(few, 'information') < end(few, 'truth') / 2,
    'Both below': (runs) => runs.every((run) => end(run, 'information') < end(run, 'truth')),
  },
  'information.3': {
    'About as much': ([kraskov, bins]) => end(kraskov, 'information') > 0.8 * end(bins, 'information'),
    'About half': ([kraskov, bins]) => Math.abs(end(kraskov, 'information') / end(bins, 'information') - 0.5) < 0.2,
    Within: ([kraskov]) => Math.abs(end(kraskov, 'information')) < 0.1,
  },
  'information.4': {
    Close: ([run]) => Math.abs(end(run, 'information') - end(run, 'truth')) < 1,
    'Far less': ([run]) => end(run, 'information') < end(run, 'truth') - 1,
    'Far more': ([run]) => end(run, 'information') > end(run, 'truth') + 1,
  },
  'information.5': {
    Rise: ([run]) => end(run, 'ityLast') > first(run, 'ityLast') + 0.05,
    Stay: ([run]) => Math.abs(end(run, 'ityLast') - first(run, 'ityLast')) <= 0.05,
    Fall: ([run]) => end(run, 'ityLast') < first(run, 'ityLast') - 0.05,
  },
  'information.6': {
    'It is better': ([dear, cheap]) => end(dear, 'accuracy') > end(cheap, 'accuracy') + 0.02,
    'It is the same': ([dear, cheap]) => Math.abs(end(dear, 'accuracy') - end(cheap, 'accuracy')) <= 0.02,
    'It is worse': ([dear, cheap]) => end(dear, 'accuracy') < end(cheap, 'accuracy') - 0.02,
  },
};

const stops = paths.flatMap((path) =>
  path.stops.map((stop, index) => ({ path, stop, index, name: stopName(path, index) })),
);

describe('The reading paths', () => {
  beforeAll(openWasm);

  it('are four, of five to eight stops, each with a prediction that can be made', () => {
    expect(paths.map(({ id }) => id)).toEqual(['transport', 'vae', 'bnn', 'information']);
    for (const { stops } of paths) expect(stops.length).toSatisfy((count: number) => count >= 5 && count <= 8);
    for (const { stop } of stops) {
      expect(stop.predict.options.length).toSatisfy((count: number) => count >= 2 && count <= 4);
      expect(stop.predict.options[stop.predict.right]).toBeDefined();
    }
    expect(findStop('transport.9')).toBeNull();
  });

  it.each(stops)(
    '$name is written as its link would be, and read without correction',
    async ({ path, index, name }) => {
      const { explorer, description, corrections } = await read(stopLink(path, index));
      expect(corrections).toEqual([]);
      expect(explorer.lesson).toBe(name);
      expect(writeLink(explorer, description, null)).toBe(stopLink(path, index));
    },
  );

  it.each(stops)(
    '$name shows what it says, and bears out its right option alone',
    async ({ path, stop, index, name }) => {
      const { bench, description, explorer } = await read(stopLink(path, index));
      const specs = [
        explorer.spec,
        ...explorer.companions.map((method) => companionSpec(description, explorer.spec, method)),
        ...explorer.pins,
      ];
      const runs: Trace[] = [];
      for (const spec of specs) runs.push(await traceOf(bench as never, spec));
      holds[name]!(runs);
      const { options, right } = stop.predict;
      const said = Object.entries(bornOut[name]!);
      const found = options.map((option) => said.filter(([words]) => option.startsWith(words)));
      expect(found.map(({ length }) => length)).toEqual(options.map(() => 1));
      expect(found.map(([one]) => one![1](runs))).toEqual(options.map((_, option) => option === right));
    },
  );
});
