import { useId, useMemo } from 'react';
import { formatNumber } from '../../charts/format.ts';
import { mountResponseCurve, type ResponseData } from '../../charts/response-curve.ts';
import type { NumberParam } from '../../params/descriptor.ts';
import { toPosition, writeNumber } from '../../params/text.ts';
import { useChart } from '../../ui/use-chart.ts';
import { useHeld } from '../../ui/use-held.ts';
import { type Opened, useExplorer } from '../stores/explorer.ts';
import { metricOf, metricsFor, noteOf, pointsOf, responseOf, responseWords, STEPS } from './response.ts';
import styles from './sweep.module.css';
import { baseKey, cancelSweep, chooseMetric, type Sweep, startSweep, sweepKey, useSweep } from './sweeps.ts';

interface Props {
  readonly id: string;
  readonly param: NumberParam;
  readonly value: number;
  readonly onPick: (value: number) => void;
}

/** The response curve of a slider, when it was asked for. */
export function SweepCurve(props: Props) {
  const opened = useExplorer((state) => state.opened)!;
  const sweep = useSweep(sweepKey(opened.explorer.spec, props.id));
  return sweep ? <Curve {...props} opened={opened} sweep={sweep} /> : null;
}

function Curve({ id, param, value, onPick, opened, sweep }: Props & { opened: Opened; sweep: Sweep }) {
  const { description } = opened;
  const { spec } = opened.explorer;
  const words = useId();
  const key = sweepKey(spec, id);
  const metric = metricOf(description, spec, sweep);
  const names = metricsFor(description, spec);
  const name = names.find(([one]) => one === metric)?.[1] ?? metric;
  const stale = baseKey(description, spec, id) !== sweep.base;
  const data = useMemo(
    (): ResponseData => ({
      points: pointsOf(sweep, param, metric),
      scale: metric === STEPS ? 'log' : description.metrics[metric]!.scale,
      current: toPosition(param, value),
      onPick: (index) => onPick(sweep.points[index]!.value),
    }),
    [sweep, param, metric, description, value, onPick],
  );
  const host = useChart(mountResponseCurve, useHeld(data));
  const known = sweep.points.map((point) => responseOf(point, metric)).filter((one) => !Number.isNaN(one));
  return (
    <div className={styles.sweep} data-stale={stale}>
      <div className={styles.head}>
        <select
          aria-label={`What the curve of ${param.label} shows`}
          value={metric}
          onChange={(event) => chooseMetric(key, event.target.value)}
        >
          {names.map(([one, label]) => (
            <option key={one} value={one}>
              {label}
            </option>
          ))}
        </select>
        <span className="number">
          {known.length > 0 ? `${formatNumber(Math.min(...known), 3)} to ${formatNumber(Math.max(...known), 3)}` : '–'}
        </span>
      </div>
      <p id={words} className="visually-hidden">
        Response to {param.label}. {responseWords(sweep, metric, name)} Arrow keys set a value.
      </p>
      <div ref={host} className={styles.chart} data-labelledby={words} />
      {sweep.running ? (
        <div className={styles.row}>
          <progress aria-label={`Sweep of ${param.label}`} max={sweep.values.length} value={sweep.points.length} />
          <button type="button" className="set" onClick={cancelSweep} aria-label={`Cancel the sweep of ${param.label}`}>
            Cancel
          </button>
        </div>
      ) : null}
      {!sweep.running && (stale || sweep.message) ? (
        <div className={styles.row} role="status">
          <span>{stale ? 'Of other settings.' : sweep.message}</span>
          <button type="button" className="set" onClick={() => void startSweep(description, spec, id, param)}>
            Run again
          </button>
        </div>
      ) : null}
      <Values sweep={sweep} metric={metric} name={name} param={param} />
    </div>
  );
}

function Values({ sweep, metric, name, param }: { sweep: Sweep; metric: string; name: string; param: NumberParam }) {
  return (
    <details className={styles.values}>
      <summary>Values</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{param.symbol ?? param.label}</th>
            <th scope="col">{name}</th>
            <th scope="col">note</th>
          </tr>
        </thead>
        <tbody>
          {sweep.points.map((point) => (
            <tr key={point.value}>
              <td className="number">{writeNumber(point.value)}</td>
              <td className="number">{formatNumber(responseOf(point, metric))}</td>
              <td>{noteOf(point, metric)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
