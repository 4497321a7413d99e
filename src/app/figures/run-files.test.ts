import { expect, it } from 'vitest';
import type { BenchDescription } from '../../engine/bench.ts';
import type { Opened } from '../stores/explorer.ts';
import type { RunState } from '../stores/runs.ts';
import { metricsCsv, metricsJson } from './run-files.ts';

const METRICS = ['error', 'cost', 'last'];
const set = { label: 'One', params: {} };
const description = {
  id: 'lab/bench',
  title: 'Bench',
  instances: { one: set },
  defaultInstance: 'one',
  defaultMethod: 'plain',
  methods: { plain: set },
  stop: { maxSteps: 10, rule: null },
  stopFor: {},
  metrics: Object.fromEntries(METRICS.map((name) => [name, { label: name }])),
} as unknown as BenchDescription;
const spec = {
  bench: 'lab/bench',
  instance: 'one',
  instanceParams: {},
  method: 'plain',
  params: {},
  seed: 1,
  data: null,
};
const column = (name: string) => Float64Array.of(METRICS.indexOf(name) + 10, METRICS.indexOf(name) + 20);
const run = { spec, role: 'edited', outcome: null, backend: null, recorder: { column } } as unknown as RunState;

it('metrics.csv and metrics.json hold every metric of the bench, and its numbers', () => {
  const [head, first] = metricsCsv(description, [run]).trim().split('\n');
  expect(head!.split(',').slice(4)).toEqual(['step', 'seconds', 'work', ...METRICS]);
  expect(first!.split(',').slice(-3)).toEqual(['10', '11', '12']);
  const explorer = {
    spec,
    seeds: 1,
    companions: [],
    pins: [],
    race: null,
    receipt: null,
    lesson: null,
    view: null,
    unknown: [],
  };
  const opened = { description, paperRun: null, paperCompanions: [], explorer } as unknown as Opened;
  const { columns } = JSON.parse(metricsJson(opened, [run])).runs[0];
  expect(Object.keys(columns)).toEqual(['step', 'seconds', 'work', ...METRICS]);
  expect(columns.last).toEqual([12, 22]);
});
