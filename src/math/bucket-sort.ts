export interface Sorter {
  /** Sorts in place, ascending; `order`, as long, receives where each number stood. */
  sort(values: Float64Array, order?: Int32Array): void;
}

/** Beyond this a bucket is divided again; below, insertion is faster. */
const CROWDED = 24;

/**
 * Sorts numbers that lie spread over their range in linear time: as many buckets of equal width as numbers, then insertion
 * inside each (address calculation, Isaac & Singleton 1956); a crowded bucket is divided in the same way. For up to `capacity`
 * numbers.
 */
export function createSorter(capacity: number): Sorter {
  const bucketOf = new Int32Array(capacity);
  const ends = new Int32Array(capacity + 1);
  const numbers = new Float64Array(capacity);
  const places = new Int32Array(capacity);

  function sortPart(values: Float64Array, order: Int32Array | null, from: number, to: number): void {
    const count = to - from;
    if (count > CROWDED && !divide(values, order, from, to)) return;
    for (let i = from + 1; i < to; i++) {
      const value = values[i]!;
      let k = i;
      if (!(values[k - 1]! > value)) continue;
      const place = order ? order[i]! : 0;
      for (; k > from && values[k - 1]! > value; k--) {
        values[k] = values[k - 1]!;
        if (order) order[k] = order[k - 1]!;
      }
      values[k] = value;
      if (order) order[k] = place;
    }
  }

  /** Into buckets, crowded ones sorted; false when nothing is left to do. */
  function divide(values: Float64Array, order: Int32Array | null, from: number, to: number): boolean {
    const count = to - from;
    let [low, high] = [values[from]!, values[from]!];
    for (let i = from + 1; i < to; i++) {
      const value = values[i]!;
      if (value < low) low = value;
      else if (value > high) high = value;
    }
    if (!(high > low)) return false;
    const scale = (count - 1) / (high - low);
    if (!(scale > 0 && scale < Infinity)) return true;
    ends.fill(0, 0, count + 1);
    for (let i = 0; i < count; i++) {
      const bucket = ((values[from + i]! - low) * scale) | 0;
      bucketOf[i] = bucket;
      ends[bucket + 1]!++;
    }
    let crowded = false;
    for (let b = 1; b <= count; b++) {
      if (ends[b]! > CROWDED) crowded = true;
      ends[b] = ends[b]! + ends[b - 1]!;
    }
    for (let i = 0; i < count; i++) {
      const at = ends[bucketOf[i]!]!++;
      numbers[at] = values[from + i]!;
      if (order) places[at] = order[from + i]!;
    }
    for (let i = 0; i < count; i++) values[from + i] = numbers[i]!;
    if (order) for (let i = 0; i < count; i++) order[from + i] = places[i]!;
    if (!crowded) return true;
    // The shared room is used again inside, so the limits of the buckets are kept first.
    const limits = ends.slice(0, count);
    for (let b = 0; b < count; b++) {
      const start = b === 0 ? 0 : limits[b - 1]!;
      if (limits[b]! - start > CROWDED) sortPart(values, order, from + start, from + limits[b]!);
    }
    return true;
  }

  return {
    sort(values, order) {
      if (order) for (let i = 0; i < values.length; i++) order[i] = i;
      sortPart(values, order ?? null, 0, values.length);
    },
  };
}
