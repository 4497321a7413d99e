import { formatNumber } from '../../charts/format.ts';
import { quantile } from '../../charts/statistics.ts';
import type { Claim, ClaimForm } from '../../claims/claim.ts';
import { judge, type Measured, meets } from '../../claims/evaluate.ts';
import type { CommittedRow } from './committed.ts';

const count = (n: number, what: string) => `${n.toLocaleString('en-GB')} ${what}${n === 1 ? '' : 's'}`;

/** From two values on their range, from five on median and quartiles. */
export function spreadWords(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return '';
  const at = (q: number) => formatNumber(quantile(finite, q), 3);
  if (finite.every((one) => one === finite[0])) return 'the same on every seed';
  const none = values.length - finite.length;
  const rest = none > 0 ? `, none on ${none}` : '';
  return finite.length < 5
    ? `${at(0)} to ${at(1)}${rest}`
    : `median ${at(0.5)}, quartiles ${at(0.25)} to ${at(0.75)}${rest}`;
}

export function boundWords({ atLeast, atMost }: ClaimForm): string {
  const words = [
    ...(atLeast === undefined ? [] : [`at least ${formatNumber(atLeast)}`]),
    ...(atMost === undefined ? [] : [`at most ${formatNumber(atMost)}`]),
  ];
  return words.join(' and ');
}

/** What more seeds than the claim's own say: the verdict does not rest on them. */
export function moreSeedsWords(claim: Claim, measured: readonly Measured[]): string {
  const form = claim.quick;
  if (measured.length <= form.seeds.length) return '';
  if ((form.across ?? 'every') !== 'every') {
    const { verdict } = judge(claim, form, measured);
    return `${verdict === 'holds' ? 'holds' : 'does not hold'} over ${measured.length} seeds`;
  }
  return `holds on ${measured.filter((one) => meets(form, one)).length} of ${measured.length} seeds`;
}

/** How the deciding number was chosen from the seeds. */
export function chosenWords({ across = 'every', atLeast, seeds }: ClaimForm): string {
  if (seeds.length < 2) return '';
  if (across !== 'every') return `, ${across} of ${seeds.length} seeds`;
  return `, ${atLeast === undefined ? 'largest' : 'smallest'} of ${seeds.length} seeds`;
}

/** `12.3 (10.1 to 14), holds, 5 seeds, cpu-float64, 2026-11-22, full size`. */
export function committedWords(claim: Claim, row: CommittedRow): string {
  const values = row.measured.map((value) => value ?? Number.NaN);
  const middle = quantile(values.filter(Number.isFinite), 0.5);
  const low = row.stopped.some(Boolean) ? '> ' : '';
  const spread = row.measured.length > 1 ? spreadWords(values) : '';
  const size = row.form === 'quick' || !claim.full ? 'the runs of this page' : 'full size';
  const value = `${low}${formatNumber(middle)}${spread ? ` (${spread})` : ''}`;
  return [value, row.verdict, count(row.measured.length, 'seed'), row.backend, row.date, size].join(', ');
}

/** `about 40 s`, `about 3 min`. */
export function durationWords(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5400 ? `about ${Math.round(seconds / 60)} min` : `about ${Math.round(seconds / 3600)} h`;
}
