import { type LineData, type LineSeries, lastAt } from '../../charts/line-data.ts';
import { quantile, smooth } from '../../charts/statistics.ts';
import type { BenchDescription } from '../../engine/bench.ts';
import type { BenchViews } from '../../ui/bench-views.ts';
import type { Source } from '../../ui/use-chart.ts';
import { xAxisNow } from '../race/x-axis.ts';
import { charts, setCrosshair, setZoom } from '../stores/charts.ts';
import { preferences } from '../stores/preferences.ts';
import { type RunState, runs } from '../stores/runs.ts';
import { PIN_CODE, runLabel, runNote } from './names.ts';

const X_LABELS = { step: 'steps', work: 'operations', seconds: 'seconds' } as const;
const WEIGHTS = { edited: 'current', companion: 'other', pin: 'other', seed: 'ghost', ghost: 'ghost' } as const;

/** Column of a run's metric without the steps at which it was not measured. */
export function measured(
  run: RunState,
  metric: string,
  x: 'step' | 'work' | 'seconds',
): { xs: Float64Array; ys: Float64Array } {
  const xs = run.recorder.column(x);
  const ys = run.recorder.column(metric);
  let finite = 0;
  for (let k = 0; k < ys.length; k++) if (!Number.isNaN(ys[k]!)) finite++;
  if (finite === ys.length) return { xs, ys };
  const out = { xs: new Float64Array(finite), ys: new Float64Array(finite) };
  for (let k = 0, at = 0; k < ys.length; k++) {
    if (Number.isNaN(ys[k]!)) continue;
    out.xs[at] = xs[k]!;
    out.ys[at++] = ys[k]!;
  }
  return out;
}

/** Median and quartiles of several seeds at the leader's steps, as far as all of them have come (or have ended). */
function spread(all: readonly RunState[], metric: string) {
  const columns = all.map((run) => ({ ...measured(run, metric, 'step'), ended: run.outcome !== null }));
  const lead = columns[0]!;
  const reach = Math.min(...columns.map((one) => (one.ended ? Number.POSITIVE_INFINITY : (one.xs.at(-1) ?? 0))));
  const places = columns.map(() => 0);
  const median: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  const kept: number[] = [];
  for (let k = 0; k < lead.xs.length; k++) {
    const step = lead.xs[k]!;
    if (step > reach) break;
    const values = columns.map(({ xs, ys }, c) => {
      let at = places[c]!;
      while (at + 1 < xs.length && xs[at + 1]! <= step) at++;
      places[c] = at;
      return ys[at] ?? Number.NaN;
    });
    kept.push(k);
    median.push(quantile(values, 0.5));
    low.push(quantile(values, 0.25));
    high.push(quantile(values, 0.75));
  }
  return { kept, median, low, high };
}

/** Where the page is turned back to, in units of the x axis. */
function turnedBackTo(run: RunState | undefined, xAxis: 'step' | 'work' | 'seconds'): number | null {
  const { cursor } = runs.getState();
  if (cursor === null || !run || run.recorder.length === 0) return null;
  const row = Math.max(0, lastAt(run.recorder.column('step'), cursor));
  return run.recorder.column(xAxis)[row]!;
}

/** What a metric's chart draws, read from the recorders each time it draws: frames do not pass through React. */
export function metricSource(
  metric: string,
  description: BenchDescription,
  views: BenchViews,
  named: boolean,
): Source<LineData> {
  const meta = description.metrics[metric]!;
  const reference = views.charts.find((chart) => chart.metric === metric)?.reference;
  return {
    get() {
      const { list } = runs.getState();
      const look = charts.getState();
      const { smoothing } = preferences.getState();
      const xAxis = xAxisNow();
      const pins = list.filter((run) => run.role === 'pin');
      const drawn = list.filter((run) => run.role !== 'seed');
      const series: LineSeries[] = drawn.flatMap((run) => {
        const { xs, ys } = measured(run, metric, xAxis);
        if (xs.length === 0 && run.role === 'ghost') return [];
        const seeds = list.filter((one) => one.role === 'seed' && one.leader === run.key);
        const pin = pins.indexOf(run);
        const line: LineSeries = {
          id: run.key,
          // One chart names the lines; the table of runs below the pictures names them again.
          label: named ? runLabel(description, run, pins) : '',
          name: runLabel(description, run, pins),
          ...(named ? { note: runNote(description, run.spec) } : {}),
          colour: views.colours[run.spec.method] ?? 1,
          ...(pin >= 0 ? { dash: PIN_CODE + pin, shape: PIN_CODE + pin - 1, marker: true } : {}),
          weight: WEIGHTS[run.role],
          xs,
          ys,
          hidden: look.hidden.has(run.key),
          diverged: run.outcome === 'diverged',
        };
        if (seeds.length > 0) {
          const { kept, median, low, high } = spread([run, ...seeds], metric);
          return [
            {
              ...line,
              label: named ? `${line.label}, ${seeds.length + 1} seeds` : '',
              xs: kept.map((k) => xs[k]!),
              ys: median,
              band: { low, high },
            },
          ];
        }
        return smoothing > 0 ? [{ ...line, ys: smooth(ys, smoothing), raw: ys }] : [line];
      });
      const edited = list.find((run) => run.role === 'edited');
      const references: LineData['references'] = [];
      const floor = edited?.floors[metric];
      if (floor !== undefined)
        references.push({
          kind: 'floor',
          value: floor,
          label: `float32 ${edited?.backend === 'cpu-float64' || edited?.backend === null ? 'would end' : 'ends'} here, about ${floor.toExponential(0).replace('-', '−')}`,
        });
      const known = reference === undefined ? undefined : edited?.facts[reference.fact];
      if (typeof known === 'number' && Number.isFinite(known))
        references.push({ kind: 'bound', value: known, label: reference!.label });
      const rule = edited?.spec.until;
      if (rule?.metric === metric)
        references.push({
          kind: 'bound',
          value: rule.bound,
          label: `stop ${rule.direction} ${rule.bound.toExponential(0).replace('-', '−')}`,
        });
      const yLog = (meta.scale === 'log') !== look.flipped.has(metric);
      return {
        series,
        x: {
          label: xAxis === 'step' && views.stepName ? views.stepName[0] : X_LABELS[xAxis],
          scale: look.xLog ? 'log' : 'linear',
        },
        y: { label: meta.unit, scale: yLog ? 'log' : 'linear' },
        references,
        crosshair: look.crosshair ?? turnedBackTo(edited, xAxis),
        zoom: look.zoom ? [look.zoom[0], look.zoom[1]] : null,
        onCrosshair: setCrosshair,
        onZoom: setZoom,
        empty: edited && edited.step > 0 ? 'Not measured so far.' : 'Press Run, or Space.',
      };
    },
    subscribe(listener) {
      const stops = new Map<RunState['recorder'], () => void>();
      const follow = () => {
        const { list } = runs.getState();
        const now = new Set(list.map((run) => run.recorder));
        for (const [recorder, stop] of stops) {
          if (!now.has(recorder)) {
            stop();
            stops.delete(recorder);
          }
        }
        for (const recorder of now) if (!stops.has(recorder)) stops.set(recorder, recorder.subscribe(listener));
        listener();
      };
      follow();
      const others = [runs.subscribe(follow), charts.subscribe(listener), preferences.subscribe(listener)];
      return () => {
        for (const stop of [...others, ...stops.values()]) stop();
      };
    },
  };
}
