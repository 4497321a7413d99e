import { useMemo } from 'react';
import { mountBars } from '../../charts/bars.ts';
import { formatNumber } from '../../charts/format.ts';
import { mountLine } from '../../charts/line.ts';
import type { BenchDescription } from '../../engine/bench.ts';
import type { BenchViews, MetricChart } from '../../ui/bench-views.ts';
import { ChartFigure } from '../../ui/chart-figure.tsx';
import { useLit } from '../../ui/lit.ts';
import { setXAxis, useXAxis } from '../race/x-axis.ts';
import { toggleXLog, toggleYLog, useCharts } from '../stores/charts.ts';
import { explorer } from '../stores/explorer.ts';
import { prefer, usePreferences } from '../stores/preferences.ts';
import { editedRun, runs, useRuns } from '../stores/runs.ts';
import { barsSource } from './bars-source.ts';
import styles from './metric-charts.module.css';
import { measured, metricSource } from './metric-source.ts';
import { runLabel } from './names.ts';
import { tieOf } from './ties.ts';

interface Props {
  readonly description: BenchDescription;
  readonly views: BenchViews;
}

/** One chart a metric, with a common x axis, crosshair and zoom; or the chart of one metric alone. */
export function MetricCharts({ description, views, only }: Props & { only?: string }) {
  const xAxis = useXAxis();
  const smoothing = usePreferences((state) => state.smoothing);
  const methods = useRuns((state) => state.list.map((run) => run.spec.method).join(',')).split(',');
  const facts = useRuns((state) => editedRun(state)?.facts);
  const shown = views.charts.filter(
    (chart) =>
      (only === undefined || chart.metric === only) &&
      (chart.methods?.some((method) => methods.includes(method)) ?? true) &&
      (chart.applies?.(facts ?? {}) ?? true),
  );
  return (
    <section className={styles.charts} aria-labelledby="metrics">
      <h2 id="metrics" className="visually-hidden">
        Metrics
      </h2>
      <div className={styles.look}>
        <label>
          against{' '}
          <select value={xAxis} onChange={(event) => setXAxis(event.target.value as typeof xAxis)}>
            <option value="step">steps</option>
            <option value="work">operations</option>
            <option value="seconds">seconds</option>
          </select>
        </label>
        <label>
          smoothing{' '}
          <input
            type="range"
            min={0}
            max={0.99}
            step={0.01}
            value={smoothing}
            aria-valuetext={String(smoothing)}
            onChange={(event) => prefer({ smoothing: Number(event.target.value) })}
          />
          <span className="number">{smoothing}</span>
        </label>
      </div>
      {shown.map((chart) => (
        <MetricFigure key={chart.metric} chart={chart} description={description} views={views} />
      ))}
    </section>
  );
}

function MetricFigure({ chart, description, views }: Props & { chart: MetricChart }) {
  const meta = description.metrics[chart.metric]!;
  const flipped = useCharts((state) => state.flipped.has(chart.metric));
  const xLog = useCharts((state) => state.xLog);
  const xAxis = useXAxis();
  const named = chart === views.charts[0];
  const lit = useLit((symbol) => {
    const { opened } = explorer.getState();
    return opened ? tieOf(symbol, meta, description, opened.explorer.spec) : null;
  });
  const lines = useMemo(
    () => metricSource(chart.metric, description, views, named),
    [chart.metric, description, views, named],
  );
  const bars = useMemo(() => barsSource(chart.metric, description, views), [chart.metric, description, views]);
  const table = () => {
    const { list } = runs.getState();
    const pins = list.filter((run) => run.role === 'pin');
    const shown = list.filter((run) => run.role !== 'seed');
    return {
      head: ['Run', xAxis === 'step' ? 'Step' : xAxis === 'work' ? 'Operations' : 'Seconds', meta.label],
      rows: shown.flatMap((run) => {
        const { xs, ys } = measured(run, chart.metric, xAxis);
        const every = Math.max(1, Math.ceil(xs.length / Math.max(20, Math.floor(200 / shown.length))));
        return Array.from(xs, (x, k) => [
          runLabel(description, run, pins),
          formatNumber(x),
          formatNumber(ys[k]!),
        ]).filter((_, k) => k % every === 0 || k === xs.length - 1);
      }),
    };
  };
  const summary = () => {
    const run = editedRun(runs.getState());
    if (!run || run.step === 0) return `${meta.help} Nothing has run yet.`;
    const { xs, ys } = measured(run, chart.metric, 'step');
    if (xs.length === 0) return `${meta.label} does not exist for this method.`;
    return `${description.methods[run.spec.method]!.label}: ${meta.label.toLowerCase()} from ${formatNumber(ys[0]!)} at step ${xs[0]} to ${formatNumber(ys.at(-1)!)} at step ${xs.at(-1)}.`;
  };
  const { label: title, unit, symbol } = meta;
  const common = { title, unit, symbol, lit, summary, table, name: chart.metric, height: chart.height };
  if (chart.form === 'bars') return <ChartFigure {...common} mount={mountBars} source={bars} />;
  const yLog = (meta.scale === 'log') !== flipped;
  return (
    <ChartFigure
      {...common}
      mount={mountLine}
      source={lines}
      toggles={[
        { label: 'x log', on: xLog, onToggle: toggleXLog },
        { label: 'y log', on: yLog, onToggle: () => toggleYLog(chart.metric) },
      ]}
    />
  );
}
