import type { ViewProps } from '../../../../ui/bench-views.ts';
import type { MapSnapshot } from '../snapshots.ts';

export const mapOf = (picture: ViewProps['picture']): MapSnapshot | undefined =>
  picture.get()?.snapshots.map as MapSnapshot | undefined;

/** Mean standard deviation of every column of pixels; empty where there is no such map. */
export function meanByColumn(shown: MapSnapshot | undefined, which: 'truth' | 'found'): number[] {
  const values = shown?.[which];
  if (!shown || !values) return [];
  return Array.from({ length: shown.side }, (_, c) => {
    let sum = 0;
    for (let r = 0; r < shown.side; r++) sum += values[r * shown.side + c]!;
    return sum / shown.side;
  });
}
