import type { ViewProps } from '../../../../ui/bench-views.ts';
import type { BeliefSnapshot } from '../sequential-snapshots.ts';

/** The belief of the picture; undefined before there is one, or where there is none. */
export function readBelief(picture: ViewProps['picture']): BeliefSnapshot | undefined {
  const shown = picture.get()?.snapshots.belief as BeliefSnapshot | undefined;
  return shown?.mean ? shown : undefined;
}
