import { useEffect, useReducer } from 'react';
import { formatNumber } from '../../charts/format.ts';
import type { BenchDescription } from '../../engine/bench.ts';
import type { BenchViews } from '../../ui/bench-views.ts';
import { RaceOffer } from '../race/race-offer.tsx';
import { toggleHidden, useCharts } from '../stores/charts.ts';
import { editPin, unpin } from '../stores/explorer.ts';
import { type RunState, runs } from '../stores/runs.ts';
import { differences, inSentence, PIN_CODE, runLabel } from './names.ts';
import styles from './runs-table.module.css';
import { type Spread, spreadOf } from './seed-spread.ts';
import { SeedSwitch } from './seed-switch.tsx';
import { Swatch } from './swatch.tsx';

const TABLE_METRICS = 3;

/** What each run needed, and in which settings pinned runs differ; the legend of the metric charts. */
export function RunsTable({ description, views }: { description: BenchDescription; views: BenchViews }) {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const hidden = useCharts((state) => state.hidden);
  useEffect(() => {
    const timer = setInterval(redraw, 250);
    return () => clearInterval(timer);
  }, []);
  const { list } = runs.getState();
  const pins = list.filter((run) => run.role === 'pin');
  const shown = list.filter((run) => run.role !== 'seed');
  const edited = list.find((run) => run.role === 'edited');
  const last = (run: RunState, metric: string) => run.recorder.column(metric).findLast((value) => !Number.isNaN(value));
  // Metrics that no run has, as the problem does not know them, leave their place to those that some have.
  const charted = views.charts.map((chart) => chart.metric);
  const known = charted.filter((metric) => shown.some((run) => last(run, metric) !== undefined));
  const metrics = (known.length > 0 ? known : charted).slice(0, TABLE_METRICS);
  return (
    <section className={styles.runs} aria-labelledby="runs">
      <h2 id="runs" className="visually-hidden">
        Runs
      </h2>
      <div className={styles.head}>
        <SeedSwitch />
        <RaceOffer description={description} />
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">
              {pins.length > 0
                ? 'Runs'
                : list.some((run) => run.role === 'seed')
                  ? 'Same problem, same seeds'
                  : 'Same problem, same seed'}
            </th>
            <th scope="col">steps</th>
            <th scope="col" className={styles.wide}>
              operations
            </th>
            <th scope="col">seconds</th>
            {metrics.map((metric, k) => (
              <th scope="col" key={metric} className={k > 0 ? styles.wide : undefined}>
                {inSentence(description.metrics[metric]!.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((run) => {
            const pin = pins.indexOf(run);
            const differs =
              edited && run.role !== 'edited' && run.role !== 'companion'
                ? differences(description, run.spec, edited.spec)
                : [];
            const seeds = list.filter((one) => one.leader === run.key && one.role !== 'ghost');
            const ended = seeds.filter((one) => one.outcome !== null);
            const several = seeds.length > 1 && run.role !== 'ghost';
            /** Of several seeds what they came to, else what the run stands at. */
            const number = (read: (one: RunState) => number | undefined, digits?: number) =>
              several ? <Quartiles of={spreadOf(ended, read)} /> : formatNumber(read(run) ?? Number.NaN, digits);
            return (
              <tr key={`${run.role} ${run.key}`} data-hidden={hidden.has(run.key)} data-ghost={run.role === 'ghost'}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={!hidden.has(run.key)}
                    onClick={() => toggleHidden(run.key)}
                    title="Show or hide in the charts"
                  >
                    <Swatch
                      colour={views.colours[run.spec.method] ?? 1}
                      current={run.role === 'edited'}
                      {...(pin >= 0 ? { dash: PIN_CODE + pin } : {})}
                    />
                    {runLabel(description, run, pins)}
                  </button>
                  {differs.length > 0 ? (
                    <span className={styles.differs}>
                      {differs.map(([name, mine, theirs]) => (
                        <span key={name}>
                          {name} {mine} <s>{theirs}</s>
                        </span>
                      ))}
                    </span>
                  ) : null}
                  {several ? (
                    <span className={styles.differs}>
                      {ended.length} of {seeds.length} seeds ended; median and quartiles
                    </span>
                  ) : null}
                  {run.message ? <span className={styles.message}>{run.message}</span> : null}
                  {run.notes.map((note) => (
                    <span key={note} className={styles.differs}>
                      {note}
                    </span>
                  ))}
                  {pin >= 0 ? (
                    <span className={styles.actions}>
                      <button type="button" onClick={() => editPin(pin)}>
                        edit
                      </button>
                      <button type="button" onClick={() => unpin(pin)}>
                        unpin
                      </button>
                    </span>
                  ) : null}
                </th>
                <td>
                  {number((one) => one.step)}
                  {delta(run.step, run.role === 'pin' && !several ? edited?.step : undefined)}
                </td>
                <td className={styles.wide}>{number((one) => one.recorder.column('work').at(-1))}</td>
                <td>
                  {several
                    ? number((one) => one.elapsed)
                    : run.elapsed > 0
                      ? run.elapsed.toFixed(run.elapsed < 10 ? 2 : 0)
                      : '–'}
                </td>
                {metrics.map((metric, k) => (
                  <td key={metric} className={k > 0 ? styles.wide : undefined}>
                    {number((one) => last(one, metric))}
                    {run.role === 'pin' && edited && !several ? delta(last(run, metric), last(edited, metric)) : null}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Signed difference to the run being edited. */
function delta(value: number | undefined, base: number | undefined) {
  if (value === undefined || base === undefined || base === value) return null;
  return (
    <small className={styles.delta}>{`${value > base ? '+' : '−'}${formatNumber(Math.abs(value - base), 3)}`}</small>
  );
}

/** The median, and below it the quartiles. */
function Quartiles({ of }: { of: Spread | null }) {
  if (!of) return '–';
  return (
    <>
      {formatNumber(of.median, 3)}
      {of.low < of.high ? (
        <small className={styles.delta}>{`${formatNumber(of.low, 3)} to ${formatNumber(of.high, 3)}`}</small>
      ) : null}
    </>
  );
}
