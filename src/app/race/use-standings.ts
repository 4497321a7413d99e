import { useEffect, useReducer } from 'react';
import { formatNumber } from '../../charts/format.ts';
import type { BenchDescription } from '../../engine/bench.ts';
import type { Race } from '../../engine/link.ts';
import type { BenchViews } from '../../ui/bench-views.ts';
import { charts } from '../stores/charts.ts';
import { type RunState, runs } from '../stores/runs.ts';
import { inSentence, PIN_CODE, runLabel } from '../workspace/names.ts';
import { leadSentence } from './race-words.ts';
import { entrantOf, raceOn, UNIT_WORDS } from './racers.ts';
import { atBudget } from './schedule.ts';
import { sharedCursor } from './shared-cursor.ts';
import { type Contest, type Standing, standings } from './standings.ts';

export interface Place {
  readonly standing: Standing;
  readonly run: RunState;
  readonly label: string;
  readonly colour: number;
  readonly dash: number | undefined;
}

export interface RaceNow {
  readonly race: Race;
  /** In the order of the runs. */
  readonly racers: readonly RunState[];
  readonly beyond: number;
  readonly metric: string;
  readonly contest: Contest;
  /** The unit of the race, in words. */
  readonly unit: string;
  /** The amount the runs are compared at, in words. */
  readonly amount: string;
  /** The best first. */
  readonly places: readonly Place[];
  readonly sentence: string;
  /** All runs have come to the budget or to their own end, and one to the budget. */
  readonly halted: boolean;
}

/** Metrics a race can be about: charted, and one way is better. */
export const contested = (description: BenchDescription, views: BenchViews): string[] =>
  views.charts.map((chart) => chart.metric).filter((metric) => description.metrics[metric]!.better !== null);

export function amountWords(race: Race, amount: number, views: BenchViews): string {
  const [one, many] = views.stepName ?? ['step', 'steps'];
  if (race.unit === 'steps') return `${formatNumber(Math.floor(amount))} ${amount === 1 ? one : many}`;
  return `${formatNumber(amount, race.unit === 'work' ? 3 : 2)} ${UNIT_WORDS[race.unit]}`;
}

function raceNow(description: BenchDescription, views: BenchViews, chosen: string | null): RaceNow | null {
  const { list } = runs.getState();
  const on = raceOn(list);
  const cursor = sharedCursor();
  if (!on || !cursor) return null;
  const { race, racers, beyond } = on;
  const metrics = contested(description, views);
  const rule = racers[0]?.spec.until?.metric;
  // Without a choice the stop rule says what the race is about; what no run measures is nothing to race for.
  const known = metrics.filter((id) => racers.some((run) => run.recorder.column(id).some((x) => !Number.isNaN(x))));
  const metric = chosen ?? (rule && metrics.includes(rule) ? rule : (known[0] ?? metrics[0]));
  if (metric === undefined) return null;
  const { label, better, scale } = description.metrics[metric]!;
  const contest: Contest = { better: better === 'higher' ? 'higher' : 'lower', scale };
  const pins = list.filter((run) => run.role === 'pin');
  const found = standings(
    racers.map((run) => entrantOf(run, metric)),
    race.unit,
    cursor.amount,
    contest,
  );
  const places = found.map((standing): Place => {
    const run = racers.find((one) => one.key === standing.key)!;
    const pin = pins.indexOf(run);
    return {
      standing,
      run,
      label: runLabel(description, run, pins),
      colour: views.colours[run.spec.method] ?? 1,
      dash: pin >= 0 ? PIN_CODE + pin : undefined,
    };
  });
  const amount = amountWords(race, cursor.amount, views);
  const unit = race.unit === 'steps' ? (views.stepName?.[1] ?? UNIT_WORDS.steps) : UNIT_WORDS[race.unit];
  const until = racers[0]!.spec.until;
  const bound = until ? `${until.direction} ${formatNumber(until.bound)}` : '';
  const nameOf = (key: string) => places.find((place) => place.run.key === key)!.label;
  const started = racers.some((run) => run.step > 0);
  return {
    race,
    racers,
    beyond,
    metric,
    contest,
    unit,
    amount,
    places,
    sentence: started
      ? leadSentence(found, amount, { metric: inSentence(label), unit, bound }, contest.better, nameOf)
      : 'Press Run: the runs then go on by turns, at equal budgets.',
    halted:
      racers.some((run) => run.outcome === null && atBudget(run, race)) &&
      racers.every((run) => run.outcome !== null || run.status === 'failed' || atBudget(run, race)),
  };
}

/** How the race stands, looked at a few times a second and whenever the cursor moves; null where there is none. */
export function useStandings(description: BenchDescription, views: BenchViews, metric: string | null): RaceNow | null {
  const [, look] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(look, 250);
    let frame = 0;
    const soon = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        look();
      });
    };
    const stops = [
      charts.subscribe((now, before) => now.crosshair !== before.crosshair && soon()),
      runs.subscribe((now, before) => now.cursor !== before.cursor && soon()),
    ];
    return () => {
      clearInterval(timer);
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    };
  }, []);
  return raceNow(description, views, metric);
}
