import { useEffect, useState } from 'react';
import { formatNumber } from '../../charts/format.ts';
import type { BenchDescription } from '../../engine/bench.ts';
import type { BenchView, BenchViews } from '../../ui/bench-views.ts';
import { setRace, useExplorer } from '../stores/explorer.ts';
import { runs, useRuns } from '../stores/runs.ts';
import { differences, PIN_CODE, runLabel, runNote } from '../workspace/names.ts';
import { Swatch } from '../workspace/swatch.tsx';
import styles from './race.module.css';
import { RaceOffer } from './race-offer.tsx';
import { RaceSettings } from './race-settings.tsx';
import { RaceTable } from './race-table.tsx';
import { countsNo } from './race-words.ts';
import { RacerPicture } from './racer-picture.tsx';
import { MAX_RACERS, racersOf } from './racers.ts';
import { type RaceNow, useStandings } from './use-standings.ts';

interface Props {
  readonly description: BenchDescription;
  readonly views: BenchViews;
  /** The one view that all runs are drawn in. */
  readonly view: BenchView | null;
}

/** Two to four runs of one problem beside each other, at equal budgets. */
export function RaceStage({ description, views, view }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const race = useExplorer((state) => state.opened?.explorer.race);
  const keys = useRuns((state) => racersOf(state.list).keys);
  const barred = useRuns((state) => racersOf(state.list).barred);
  const now = useStandings(description, views, chosen);
  const { list } = runs.getState();
  const racers = list.filter((run) => run.role !== 'ghost' && keys.includes(run.key));
  const pins = list.filter((run) => run.role === 'pin');
  if (!race) return null;
  return (
    <section className={styles.race} aria-labelledby="race">
      <header className={styles.head}>
        <h2 id="race">Race</h2>
        <button type="button" className="button" onClick={() => setRace(null)}>
          End the race
        </button>
      </header>
      {now ? (
        <Sentence now={now} description={description} />
      ) : (
        <div className={styles.sentence}>
          <RaceOffer description={description} />
        </div>
      )}
      {barred ? <p className={styles.same}>{barred}</p> : null}
      <RaceSettings
        description={description}
        views={views}
        race={race}
        metric={now?.metric ?? null}
        onMetric={setChosen}
      />
      <div className={styles.columns} data-count={racers.length}>
        {racers.map((run) => {
          const pin = pins.indexOf(run);
          const place = now?.places.find((one) => one.run.key === run.key);
          return (
            <article key={run.key} aria-label={runLabel(description, run, pins)}>
              <header>
                <Swatch
                  colour={views.colours[run.spec.method] ?? 1}
                  current={run.role === 'edited'}
                  {...(pin >= 0 ? { dash: PIN_CODE + pin } : {})}
                />
                <b>{runLabel(description, run, pins)}</b>
                <span>{runNote(description, run.spec)}</span>
              </header>
              <p className={styles.value}>{formatNumber(place?.standing.value)}</p>
              {view ? <RacerPicture runKey={run.key} description={description} views={views} view={view} /> : null}
            </article>
          );
        })}
      </div>
      {now ? <RaceTable now={now} description={description} views={views} /> : null}
    </section>
  );
}

/** Milliseconds after which a sentence that no longer changes is spoken. */
const SETTLED = 900;

/** Who is ahead and by how much; spoken only when it has settled. */
function Sentence({ now, description }: { now: RaceNow; description: BenchDescription }) {
  const playing = useRuns((state) => state.playing);
  const seeds = useExplorer((state) => state.opened?.explorer.seeds ?? 1);
  const [spoken, setSpoken] = useState('');
  const halted = now.halted ? ` Paused at the budget; raise it and the race goes on.` : '';
  const all = now.sentence + halted;
  useEffect(() => {
    if (playing) return;
    const timer = setTimeout(() => setSpoken(all), SETTLED);
    return () => clearTimeout(timer);
  }, [all, playing]);
  const uncounted = now.places.filter((one) => one.standing.uncounted).map((one) => one.label);
  const [first] = now.racers;
  const differ = new Set(
    now.racers.slice(1).flatMap((run) =>
      differences(description, run.spec, first!.spec)
        // What only one of the methods has is no difference in settings.
        .filter(([, mine, theirs]) => mine !== '–' && theirs !== '–')
        .map(([name]) => name),
    ),
  );
  return (
    <>
      <p className={styles.sentence}>
        {now.sentence}
        {halted ? <em>{halted}</em> : null}
      </p>
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
      <p className={styles.same}>
        {`Same problem, same seed${differ.size > 0 ? `; differs in ${new Intl.ListFormat('en-GB').format(differ)}` : ''}.`}
        {uncounted.map((name) => ` ${name} ${countsNo(now.unit)}, so it has no place here and no budget holds it.`)}
        {seeds > 1 ? ` Of each run's seeds the first is compared.` : ''}
        {now.beyond > 0
          ? ` The first ${MAX_RACERS} runs race; ${now.beyond === 1 ? 'one more waits' : `${now.beyond} more wait`} for their end.`
          : ''}
      </p>
    </>
  );
}
