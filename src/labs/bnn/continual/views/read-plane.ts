import type { ViewProps } from '../../../../ui/bench-views.ts';
import type { PlaneSnapshot } from '../sequential-snapshots.ts';

/** The plane of the picture; undefined before there is one, or where there is none. */
export function readPlane(picture: ViewProps['picture']): PlaneSnapshot | undefined {
  const shown = picture.get()?.snapshots.predictive as PlaneSnapshot | undefined;
  return shown?.now ? shown : undefined;
}
