import { memo, useMemo } from 'react';
import type { BenchDescription } from '../../engine/bench.ts';
import type { BenchView, BenchViews, Picture } from '../../ui/bench-views.ts';
import type { Source } from '../../ui/use-chart.ts';
import { charts, setCrosshair } from '../stores/charts.ts';
import { type RunState, runs, setCursor, useRuns } from '../stores/runs.ts';
import { askOf, pictureSource } from '../workspace/picture-source.ts';
import { usePeers } from '../workspace/use-peers.ts';
import { COLUMNS, raceOn, racersOf } from './racers.ts';
import { sharedCursor, stepAt } from './shared-cursor.ts';
import { rowAt } from './standings.ts';

const findRun = (key: string) => runs.getState().list.find((run) => run.key === key);

/** The newest picture of a run within the budget at which the race is looked at. */
function pictureAtBudget(key: string): Source<Picture | null> {
  const get = () => {
    const run = findRun(key);
    const cursor = sharedCursor();
    const step = run && cursor ? stepAt(run, cursor.amount) : runs.getState().cursor;
    return step === 0 ? null : (run?.history.at(step) ?? null);
  };
  return {
    get,
    subscribe(listener) {
      let drawn = get();
      const check = () => {
        const now = get();
        if (now?.snapshots === drawn?.snapshots) return;
        drawn = now;
        listener();
      };
      // What one run shows depends on how far the others have come.
      let followed: readonly unknown[] = [];
      let stops: (() => void)[] = [];
      const follow = () => {
        const { racers } = racersOf(runs.getState().list);
        const now = racers.map((run) => run.recorder);
        if (now.length !== followed.length || now.some((one, k) => one !== followed[k])) {
          for (const stop of stops) stop();
          followed = now;
          stops = racers.flatMap((run) => [run.recorder.subscribe(check), run.history.subscribe(check)]);
        }
        check();
      };
      follow();
      const others = [runs.subscribe(follow), charts.subscribe(check)];
      return () => {
        for (const stop of [...stops, ...others]) stop();
      };
    },
  };
}

/** A view that turns back to a step turns the whole race back to what its run had spent there. */
function seekOf(key: string, step: number | null): void {
  const run = findRun(key);
  const on = raceOn(runs.getState().list);
  setCursor(null);
  const row = run && on && step !== null ? rowAt(run.recorder.column('step'), step) : -1;
  setCrosshair(row < 0 ? null : run!.recorder.column(COLUMNS[on!.race.unit])[row]!);
}

interface Props {
  readonly runKey: string;
  readonly description: BenchDescription;
  readonly views: BenchViews;
  readonly view: BenchView;
}

/** One view of one run of a race. */
export const RacerPicture = memo(function RacerPicture({ runKey, description, views, view }: Props) {
  const pick = useMemo(() => (list: readonly RunState[]) => list.find((run) => run.key === runKey), [runKey]);
  const picture = useMemo(() => pictureAtBudget(runKey), [runKey]);
  const latest = useMemo(() => pictureSource(pick, true), [pick]);
  const all = usePeers(pick, description, views);
  const peers = useMemo(() => all.filter((peer) => peer.role === 'seed'), [all]);
  const facts = useRuns((state) => pick(state.list)?.facts) ?? {};
  const method = useRuns((state) => pick(state.list)?.spec.method) ?? description.defaultMethod;
  if (view.applies && !view.applies(facts, method)) return <p>This method has no such picture.</p>;
  return (
    <view.Component
      picture={picture}
      latest={latest}
      peers={peers}
      method={method}
      seek={(step) => seekOf(runKey, step)}
      ask={(question, about) => askOf(findRun(runKey), question, about)}
      facts={facts}
      colour={views.colours[method] ?? 1}
      name={description.methods[method]?.label ?? method}
    />
  );
});
