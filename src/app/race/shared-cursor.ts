import { charts } from '../stores/charts.ts';
import { type RunState, runs } from '../stores/runs.ts';
import { COLUMNS, raceOn } from './racers.ts';
import { atBudget } from './schedule.ts';
import { commonAmount, countsNone, rowAt } from './standings.ts';

export interface SharedCursor {
  /** In the unit of the race. */
  readonly amount: number;
  /** Set by the reader, or where the race stands. */
  readonly from: 'reader' | 'race';
}

/**
 * The one amount at which all runs of a race are compared: the charts' crosshair, else the step the page is turned back
 * to, else the budget, else as far as all have come. Never beyond what all have come to.
 */
export function sharedCursor(): SharedCursor | null {
  const { list, cursor } = runs.getState();
  const on = raceOn(list);
  if (!on) return null;
  const { race, racers } = on;
  const entrants = racers.map((run) => ({
    spent: {
      steps: run.recorder.column('step'),
      work: run.recorder.column('work'),
      seconds: run.recorder.column('seconds'),
    },
    outcome: run.outcome,
  }));
  const going = entrants.filter(
    (one, k) => racers[k]!.outcome === null && !atBudget(racers[k]!, race) && !countsNone(one, race.unit),
  );
  const halted = race.budget !== null && racers.some((run) => atBudget(run, race));
  const reach =
    going.length > 0 ? commonAmount(going, race.unit) : halted ? race.budget! : commonAmount(entrants, race.unit);
  const edited = racers.find((run) => run.role === 'edited');
  const { crosshair } = charts.getState();
  let wish: number | null = crosshair;
  if (wish === null && cursor !== null && edited) {
    const row = rowAt(edited.recorder.column('step'), cursor);
    if (row >= 0) wish = edited.recorder.column(COLUMNS[race.unit])[row]!;
  }
  const limit = Math.min(reach, race.budget ?? Number.POSITIVE_INFINITY);
  return wish === null ? { amount: limit, from: 'race' } : { amount: Math.min(wish, limit), from: 'reader' };
}

/** The step a run had come to when it had spent an amount; null is its newest, 0 before its first row. */
export function stepAt(run: RunState, amount: number): number | null {
  const on = raceOn(runs.getState().list);
  if (!on) return null;
  const row = rowAt(run.recorder.column(COLUMNS[on.race.unit]), amount);
  if (row < 0) return 0;
  // An ended run has its last picture a little beyond its last row.
  return row === run.recorder.length - 1 ? null : run.recorder.column('step')[row]!;
}
