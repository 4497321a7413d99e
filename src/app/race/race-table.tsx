import { formatNumber } from '../../charts/format.ts';
import type { BenchDescription } from '../../engine/bench.ts';
import type { BenchViews } from '../../ui/bench-views.ts';
import { inSentence } from '../workspace/names.ts';
import { Swatch } from '../workspace/swatch.tsx';
import styles from './race.module.css';
import { countsNo, gapWords, reachedWords } from './race-words.ts';
import type { Place, RaceNow } from './use-standings.ts';

interface Props {
  readonly now: RaceNow;
  readonly description: BenchDescription;
  readonly views: BenchViews;
}

/** Places at equal budgets: value, distance to the leader, what each had spent for it. */
export function RaceTable({ now, description, views }: Props) {
  const { unit } = now.race;
  // Where there is no room, only the unit of the race stays.
  const wide = (one: string) => (one === unit ? undefined : styles.wide);
  const cell = (one: string) => [styles.number, wide(one)].filter(Boolean).join(' ');
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">Standings at {now.amount}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Place and </span>run
          </th>
          <th scope="col">{inSentence(description.metrics[now.metric]!.label)}</th>
          <th scope="col">to the leader</th>
          <th scope="col" className={wide('steps')}>
            {views.stepName?.[1] ?? 'steps'}
          </th>
          <th scope="col" className={wide('work')}>
            operations
          </th>
          <th scope="col" className={wide('seconds')}>
            seconds
          </th>
        </tr>
      </thead>
      <tbody>
        {now.places.map(({ standing, run, label, colour, dash }) => (
          <tr key={run.key}>
            <th scope="row">
              <span className={styles.racer}>
                <span className={styles.rank}>{standing.rank ?? '–'}</span>
                <Swatch colour={colour} current={run.role === 'edited'} {...(dash ? { dash } : {})} />
                <span>{label}</span>
              </span>
            </th>
            <td className={styles.number}>{formatNumber(standing.value)}</td>
            <td>
              <Distance now={now} place={{ standing, run, label, colour, dash }} />
            </td>
            <td className={cell('steps')}>{formatNumber(standing.spent?.steps)}</td>
            <td className={cell('work')}>{formatNumber(standing.spent?.work, 3)}</td>
            <td className={cell('seconds')}>{formatNumber(standing.spent?.seconds, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Distance({ now, place: { standing, run } }: { now: RaceNow; place: Place }) {
  if (standing.diverged) return <span className={styles.bad}>diverged</span>;
  const ended = <small>{reachedWords(standing, run.outcome !== null)}</small>;
  if (standing.uncounted)
    return (
      <>
        no place: {countsNo(now.unit)}
        {ended}
      </>
    );
  if (standing.rank === null) return 'no value';
  if (!standing.gap) {
    const level = now.places.filter(({ standing: other }) => other.rank === 1).length > 1;
    return (
      <>
        <span className={styles.good}>{standing.rank === 1 && !level ? 'leads' : 'level'}</span>
        {ended}
      </>
    );
  }
  return (
    <>
      <span className={styles.bad}>{gapWords(standing.gap, now.contest.better, now.unit)}</span>
      {ended}
    </>
  );
}
