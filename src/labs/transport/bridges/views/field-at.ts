import type { FieldSnapshot } from '../snapshots.ts';

/** The drift at a time, between the two times nearest to it; later than the last it stays. */
export function fieldAt({ x, times, values }: FieldSnapshot, wanted: number) {
  const last = times.length - 1;
  const place = Math.min(last, (wanted / times[last]!) * last);
  const from = Math.min(last - 1, Math.floor(place));
  const share = place - from;
  const of = (axis: 0 | 1) =>
    Float32Array.from(
      x,
      (_, i) =>
        (1 - share) * values[2 * (from * x.length + i) + axis]! +
        share * values[2 * ((from + 1) * x.length + i) + axis]!,
    );
  return { dx: of(0), dy: of(1), time: Math.min(wanted, times[last]!) };
}
