import type { ViewProps } from '../../../../ui/bench-views.ts';
import type { SupportSnapshot } from '../support-snapshot.ts';

export const readSupport = (picture: ViewProps['picture']): SupportSnapshot | undefined =>
  picture.get()?.snapshots.support as SupportSnapshot | undefined;

/** `target 3`, or `targets 5 to 8` where several share a cell. */
export function atomName(word: string, cell: number, perCell: number): string {
  if (perCell === 1) return `${word} ${cell + 1}`;
  return `${word}s ${cell * perCell + 1} to ${(cell + 1) * perCell}`;
}
