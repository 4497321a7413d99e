import { formatNumber } from '../../charts/format.ts';
import type { Contest, Gap, Standing } from './standings.ts';

/** A number stays on one line. */
const unbroken = (text: string): string => text.replaceAll(' × ', '\u00a0×\u00a0');

/** `4 × 10⁹ times`: two digits are enough for how much. */
const amountOf = ({ kind, size }: Gap): string =>
  kind === 'difference'
    ? formatNumber(size, 2)
    : size < 1.1
      ? `${formatNumber(100 * (size - 1), 2)} %`
      : `${formatNumber(Number(size.toPrecision(2)), 2)} times`;

/** The gap of one that is behind, for a table: it says which way is worse. */
export const gapWords = (...given: Parameters<typeof gapOf>): string => unbroken(gapOf(...given));

function gapOf(gap: Gap, better: Contest['better'], unit: string): string {
  if (gap.kind === 'needed') return `${amountOf(gap)} more ${unit}`;
  if (gap.kind === 'ratio') return `${amountOf(gap)} worse`;
  return `${better === 'lower' ? '+' : '−'}${formatNumber(gap.size, 2)}, worse`;
}

/** When one that is behind came to the leader's value; of one that its rule has stopped, that it has. */
export function reachedWords({ reached, stopped, value }: Standing, ended: boolean): string {
  if (reached?.when === 'lost') return 'had reached it before, and lost it';
  if (stopped) return unbroken(`stopped by its rule at ${formatNumber(value)}`);
  if (!reached) return '';
  if (reached.when === 'never') return ended ? 'has not reached it' : 'has not reached it so far';
  return reached.ratio === null ? 'reached it later' : `reached it ${formatNumber(reached.ratio, 2)}× later`;
}

/** Of a run that spends nothing in the unit of a race. */
export const countsNo = (unit: string): string =>
  unit === 'seconds' ? 'took no measurable time' : `counts no ${unit}`;

/** What the sentence calls things: the metric, the unit of the race, and the bound of the rule all have stopped by. */
export interface Called {
  readonly metric: string;
  readonly unit: string;
  readonly bound: string;
}

/** `a marginal error`, `an entropy`; `KL` takes none. */
const withArticle = (metric: string): string =>
  /^[aeiou]/.test(metric) ? `an ${metric}` : /^[a-z]/.test(metric) ? `a ${metric}` : metric;

const CALLED = new Intl.ListFormat('en-GB');

/** Who is ahead at an amount, and by how much, in one sentence. */
export const leadSentence = (...given: Parameters<typeof sentenceOf>): string => unbroken(sentenceOf(...given));

function sentenceOf(
  places: readonly Standing[],
  amount: string,
  { metric, unit, bound }: Called,
  better: Contest['better'],
  nameOf: (key: string) => string,
): string {
  const [lead, ...rest] = places;
  if (lead?.rank !== 1 || lead.diverged)
    return lead?.diverged && !places.some((one) => one.uncounted)
      ? `At ${amount} all have diverged.`
      : `At ${amount} nothing can be compared yet.`;
  const level = places.filter((one) => one.rank === 1);
  const after = places.find((one) => one.gap?.kind === 'needed');
  const all = `all reached ${withArticle(metric)} ${bound}`;
  if (after && level.length === 1)
    return `At ${amount} ${nameOf(lead.key)} leads: ${all}, and it needed ${amountOf(after.gap!)} fewer ${unit} than ${nameOf(after.key)}.`;
  const value = `${metric} ${formatNumber(lead.value)}`;
  if (level.length > 1) {
    const names = CALLED.format(level.map((one) => nameOf(one.key)));
    if (lead.byNeed && !after) return `At ${amount} ${names} are level: ${all}, and needed as many ${unit}.`;
    if (after)
      return `At ${amount} ${names} are level: ${all}, and they needed ${amountOf(after.gap!)} fewer ${unit} than ${nameOf(after.key)}.`;
    return `At ${amount} ${names} are level: ${value}.`;
  }
  const next = rest[0];
  const start = `At ${amount} ${nameOf(lead.key)} leads: ${value}`;
  if (!next) return `${start}.`;
  if (next.gap)
    return `${start}, ${amountOf(next.gap)} ${better === 'lower' ? 'lower' : 'higher'} than ${nameOf(next.key)}.`;
  const what = next.diverged
    ? 'has diverged'
    : next.uncounted
      ? `${countsNo(unit)} and has no place`
      : 'has no value there';
  return `${start}; ${nameOf(next.key)} ${what}.`;
}
