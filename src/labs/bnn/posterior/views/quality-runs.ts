import type { Peer, ViewProps } from '../../../../ui/bench-views.ts';
import type { QualitySnapshot } from '../snapshots.ts';
import { readSnapshot } from './read-snapshot.ts';

export interface QualityRun extends QualitySnapshot {
  readonly label: string;
  readonly method: string;
  readonly colour: number;
  readonly role: Peer['role'] | 'shown';
}

/** The run shown, those beside it and those pinned, as far as they have a picture. */
export function qualityRuns({
  picture,
  peers,
  method,
  name,
  colour,
}: Pick<ViewProps, 'picture' | 'peers' | 'method' | 'name' | 'colour'>): QualityRun[] {
  const all = [{ label: name, method, colour, role: 'shown' as const, picture }, ...peers];
  return all.flatMap((run) => {
    const found = readSnapshot<QualitySnapshot>(run.picture, 'quality');
    return found ? [{ ...found, label: run.label, method: run.method, colour: run.colour, role: run.role }] : [];
  });
}
