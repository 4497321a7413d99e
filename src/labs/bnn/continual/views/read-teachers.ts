import type { Picture } from '../../../../ui/bench-views.ts';
import type { Source } from '../../../../ui/use-chart.ts';
import type { TeachersSnapshot } from '../snapshots.ts';

/** The snapshot of a run that learns from teachers; undefined for others, and before the first. */
export function readTeachers(picture: Source<Picture | null>): TeachersSnapshot | undefined {
  const shown = picture.get()?.snapshots.teachers as Partial<TeachersSnapshot> | undefined;
  return shown?.overlaps ? (shown as TeachersSnapshot) : undefined;
}

/** Errors on both tasks along the way through the second: [ε₁, ε₂] of every waypoint from the end of the first on. */
export function wayThroughSecond({ overlaps, ofFirst }: TeachersSnapshot): { first: number[]; second: number[] } {
  const errors = (line: Float64Array) =>
    Array.from(line.subarray(Math.max(0, ofFirst - 1)), (q) => Math.acos(Math.max(-1, Math.min(1, q))) / Math.PI);
  return { first: errors(overlaps[0]), second: errors(overlaps[1]) };
}
