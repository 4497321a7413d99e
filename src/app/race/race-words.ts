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
export function gapWords(gap: Gap, better: Contest['better']): string {
  if (gap.kind === 'ratio') return `${amountOf(gap)} worse`;
  return `${better === 'lower' ? '+' : '−'}${formatNumber(gap.size, 2)}, worse`;
}

/** When one that is behind came to the leader's value. */
export function reachedWords({ reached }: Standing, ended: boolean): string {
  if (!reached) return '';
  if (reached.when === 'lost') return 'had reached it before, and lost it';
  if (reached.when === 'never') return ended ? 'has not reached it' : 'has not reached it so far';
  return reached.ratio === null ? 'reached it later' : `reached it ${formatNumber(reached.ratio, 2)}× later`;
}

const CALLED = new Intl.ListFormat('en-GB');

/** Who is ahead at an amount, and by how much, in one sentence. */
export const leadSentence = (...given: Parameters<typeof sentenceOf>): string => unbroken(sentenceOf(...given));

function sentenceOf(
  places: readonly Standing[],
  amount: string,
  metric: string,
  better: Contest['better'],
  nameOf: (key: string) => string,
): string {
  const [lead, ...rest] = places;
  if (lead?.rank !== 1 || lead.diverged)
    return lead?.diverged ? `At ${amount} all have diverged.` : `At ${amount} nothing can be compared yet.`;
  const level = places.filter((one) => one.rank === 1);
  const value = `${metric} ${formatNumber(lead.value)}`;
  if (level.length > 1) {
    const names = CALLED.format(level.map((one) => nameOf(one.key)));
    return `At ${amount} ${names} are level: ${value}.`;
  }
  const next = rest[0];
  const start = `At ${amount} ${nameOf(lead.key)} leads: ${value}`;
  if (!next) return `${start}.`;
  if (next.gap)
    return `${start}, ${amountOf(next.gap)} ${better === 'lower' ? 'lower' : 'higher'} than ${nameOf(next.key)}.`;
  return `${start}; ${nameOf(next.key)} ${next.diverged ? 'has diverged' : 'has no value there'}.`;
}
