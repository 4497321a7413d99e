import { formatNumber } from '../../charts/format.ts';
import type { ResponsePoint } from '../../charts/response-curve.ts';
import type { BenchDescription } from '../../engine/bench.ts';
import { type RunSpec, writeRule } from '../../engine/run-spec.ts';
import type { NumberParam } from '../../params/descriptor.ts';
import { toPosition, writeNumber } from '../../params/text.ts';
import type { Sweep, SweepPoint } from './sweeps.ts';

/** What a curve can show: the steps to the rule, or the last number of a metric. */
export const STEPS = 'steps to the rule';

export function metricsFor(description: BenchDescription, spec: RunSpec): [string, string][] {
  const finals = Object.entries(description.metrics).map(
    ([id, { label, unit }]) => [id, `${label}${unit ? `, ${unit}` : ''}, at the end`] as [string, string],
  );
  return spec.until ? [[STEPS, `Steps to ${writeRule(spec.until)}`], ...finals] : finals;
}

/** Steps where the rule is reached at all; else the rule's metric, or the first that has a better side. */
export function metricOf(description: BenchDescription, spec: RunSpec, sweep: Sweep): string {
  if (sweep.metric !== null && (sweep.metric === STEPS ? spec.until : description.metrics[sweep.metric]))
    return sweep.metric;
  const reached = sweep.points.some(({ outcome }) => outcome === 'converged');
  if (spec.until && (reached || sweep.points.length === 0)) return STEPS;
  const first = Object.entries(description.metrics).find(([, { better }]) => better !== null)?.[0];
  return spec.until?.metric ?? first ?? Object.keys(description.metrics)[0]!;
}

export function responseOf(point: SweepPoint, metric: string): number {
  if (metric === STEPS) return point.outcome === 'converged' ? point.step : Number.NaN;
  const value = point.finals[metric] ?? Number.NaN;
  return point.outcome === 'diverged' || !Number.isFinite(value) ? Number.NaN : value;
}

/** Why a value has no dot, in a few words. */
export function noteOf(point: SweepPoint, metric: string): string {
  if (point.reason !== '') return point.reason;
  if (metric === STEPS && point.outcome !== 'converged') return `not reached in ${point.step} steps`;
  return Number.isNaN(responseOf(point, metric)) ? 'has no value here' : '';
}

export const pointsOf = (sweep: Sweep, param: NumberParam, metric: string): ResponsePoint[] =>
  sweep.points.map((point) => ({
    position: toPosition(param, point.value),
    value: responseOf(point, metric),
    early: point.outcome === null,
    name: `${writeNumber(point.value)}: ${noteOf(point, metric) || formatNumber(responseOf(point, metric))}`,
  }));

/** `Steps to …: from 12 at 0.5 to 340 at 0.01.` */
export function responseWords(sweep: Sweep, metric: string, name: string): string {
  const known = sweep.points
    .map((point) => ({ at: point.value, value: responseOf(point, metric) }))
    .filter(({ value }) => !Number.isNaN(value));
  if (known.length === 0) return `${name}: no value gave a number.`;
  const low = known.reduce((best, one) => (one.value < best.value ? one : best));
  const high = known.reduce((best, one) => (one.value > best.value ? one : best));
  const none = sweep.points.length - known.length;
  const rest = none > 0 ? ` None at ${none} value${none === 1 ? '' : 's'}.` : '';
  return `${name}: least ${formatNumber(low.value)} at ${writeNumber(low.at)}, most ${formatNumber(high.value)} at ${writeNumber(high.at)}.${rest}`;
}
