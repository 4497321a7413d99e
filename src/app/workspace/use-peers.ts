import { useMemo } from 'react';
import type { BenchDescription } from '../../engine/bench.ts';
import type { BenchViews, Peer } from '../../ui/bench-views.ts';
import { type RunState, runs, useRuns } from '../stores/runs.ts';
import { runLabel } from './names.ts';
import { pictureSource } from './picture-source.ts';

/** Other seeds of the run shown, the methods beside it and the pinned runs. */
export function usePeers(
  pick: (list: readonly RunState[]) => RunState | undefined,
  description: BenchDescription,
  views: BenchViews,
): readonly Peer[] {
  const keys = useRuns((state) => {
    const shown = pick(state.list);
    return state.list
      .filter((run) => run !== shown && run.role !== 'ghost' && (run.role !== 'seed' || run.leader === shown?.key))
      .map((run) => run.key)
      .join('\n');
  });
  return useMemo(() => {
    const { list } = runs.getState();
    const pins = list.filter((run) => run.role === 'pin');
    return keys.split('\n').flatMap((key): Peer[] => {
      const run = list.find((one) => one.key === key);
      if (!run) return [];
      return [
        {
          key,
          label: runLabel(description, run, pins),
          method: run.spec.method,
          role: run.role === 'seed' ? 'seed' : run.role === 'pin' ? 'pin' : 'companion',
          colour: views.colours[run.spec.method] ?? 1,
          picture: pictureSource((all) => all.find((one) => one.key === key)),
        },
      ];
    });
  }, [keys, description, views]);
}
