import type { RaceUnit } from '../../engine/link.ts';
import { charts } from '../stores/charts.ts';
import { explorer, setRace, useExplorer } from '../stores/explorer.ts';
import { type Preferences, prefer, preferences, usePreferences } from '../stores/preferences.ts';
import { runs } from '../stores/runs.ts';
import { COLUMNS } from './racers.ts';
import { spentBy } from './schedule.ts';

type XAxis = Preferences['xAxis'];

/** What charts are drawn against: the unit of the race while one is on, else what the reader prefers. */
export function xAxisNow(): XAxis {
  const race = explorer.getState().opened?.explorer.race;
  return race ? COLUMNS[race.unit] : preferences.getState().xAxis;
}

export function useXAxis(): XAxis {
  const unit = useExplorer((state) => state.opened?.explorer.race?.unit);
  const preferred = usePreferences((state) => state.xAxis);
  return unit ? COLUMNS[unit] : preferred;
}

export function setXAxis(xAxis: XAxis): void {
  const race = explorer.getState().opened?.explorer.race;
  if (race) setRaceUnit(xAxis === 'step' ? 'steps' : xAxis);
  else prefer({ xAxis });
  charts.setState({ zoom: null, crosshair: null });
}

/** Another unit for the race; a budget becomes the most that a run has spent in it. */
export function setRaceUnit(unit: RaceUnit): void {
  const race = explorer.getState().opened?.explorer.race;
  if (!race || race.unit === unit) return;
  const racers = runs.getState().list.filter((run) => run.role !== 'ghost' && run.role !== 'seed');
  const most = Math.max(0, ...racers.map((run) => spentBy(run, unit)));
  const rounded = unit === 'steps' ? most : Number(most.toPrecision(3));
  setRace({ unit, budget: race.budget !== null && rounded > 0 ? rounded : null });
  charts.setState({ zoom: null, crosshair: null });
}
