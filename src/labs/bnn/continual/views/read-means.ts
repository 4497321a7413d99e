import type { Picture } from '../../../../ui/bench-views.ts';
import type { Source } from '../../../../ui/use-chart.ts';
import type { MeansSnapshot } from '../snapshots.ts';

/** The snapshot of a run with binary weights; undefined for others, and before the first. */
export function readMeans(picture: Source<Picture | null>): MeansSnapshot | undefined {
  const shown = picture.get()?.snapshots.means as Partial<MeansSnapshot> | undefined;
  return shown?.now ? (shown as MeansSnapshot) : undefined;
}
