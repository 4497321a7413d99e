import type { BenchDescription } from '../../engine/bench.ts';
import type { Race } from '../../engine/link.ts';
import { charts } from '../stores/charts.ts';
import { pinRun, setRace, useExplorer } from '../stores/explorer.ts';
import { useRuns } from '../stores/runs.ts';
import { MAX_RACERS, racersOf } from './racers.ts';

const START: Race = { unit: 'steps', budget: null };

function begin(race: Race | null, against: string | null): void {
  charts.setState({ zoom: null, crosshair: null });
  setRace(race ?? START, against);
}

/** Starts a race of the runs there are; with only one, offers a second. */
export function RaceOffer({ description }: { description: BenchDescription }) {
  const explorer = useExplorer((state) => state.opened?.explorer);
  const racers = useRuns((state) => racersOf(state.list).racers.length);
  if (!explorer) return null;
  const { race, spec, pins } = explorer;
  if (racers > 1)
    return race ? null : (
      <button
        type="button"
        className="button"
        onClick={() => begin(null, null)}
        title="The runs go on by turns, at equal budgets"
      >
        Race {racers === MAX_RACERS ? 'up to four' : `these ${racers}`} runs
      </button>
    );
  const methods = Object.keys(description.methods);
  const next = methods[(methods.indexOf(spec.method) + 1) % methods.length]!;
  if (next !== spec.method)
    return (
      <button type="button" className="button" onClick={() => begin(race, next)}>
        Race against {description.methods[next]!.label}
      </button>
    );
  return (
    <span>
      {pins.length > 0
        ? 'Change a setting to race against the pinned run.'
        : 'To race, keep this run and change a setting. '}
      {pins.length > 0 ? null : (
        <button type="button" className="button" onClick={pinRun}>
          Keep this run
        </button>
      )}
    </span>
  );
}
