import type { BarsData } from '../../charts/bars.ts';
import type { BenchDescription } from '../../engine/bench.ts';
import type { BenchViews } from '../../ui/bench-views.ts';
import type { Source } from '../../ui/use-chart.ts';
import { editedRun, runs } from '../stores/runs.ts';
import { measured, metricSource } from './metric-source.ts';

/** Bars of one metric for the run being edited, or for the first run that has the metric. */
export function barsSource(metric: string, description: BenchDescription, views: BenchViews): Source<BarsData> {
  const meta = description.metrics[metric]!;
  return {
    get() {
      const state = runs.getState();
      const candidates = [editedRun(state), ...state.list].filter((run) => run !== undefined);
      const run = candidates.find((one) => measured(one, metric, 'step').xs.length > 0);
      const { xs, ys } = run ? measured(run, metric, 'step') : { xs: new Float64Array(), ys: new Float64Array() };
      return {
        values: ys,
        xs,
        x: { label: 'step' },
        y: { label: meta.unit, scale: 'linear' },
        colour: views.colours[run?.spec.method ?? ''] ?? 1,
        highlight: state.cursor,
        empty: 'Only methods with such steps draw here.',
      };
    },
    subscribe: metricSource(metric, description, views, false).subscribe,
  };
}
