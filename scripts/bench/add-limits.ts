import { measureLimits } from './limits.ts';
import { type Limits, type Measurement, type NotMeasured, shareOfLimit } from './paired.ts';

/** Of a row that does not say how many bytes it holds or moves. */
const BYTES = 8e6;

const isPair = (row: object): row is Measurement => 'speedUp' in row;

/** Rows whose work was counted, each with the share of what the machine can do at most, measured now. */
export function addLimits<Row extends object>(rows: readonly (Row | Measurement | NotMeasured)[]) {
  const known = new Map<string, Limits>();
  return rows.map((row) => {
    if (!isPair(row) || row.limit || row.backend.startsWith('webgpu')) return row;
    const { oursWork: work, oursMs, ours, held } = row;
    if (Object.values(work).every((amount) => !amount)) return row;
    const single = /float32/.test(ours);
    const bytes = held ?? work.bytes ?? BYTES;
    const key = `${bytes} ${single}`;
    const limits = known.get(key) ?? measureLimits(bytes, single);
    known.set(key, limits);
    return { ...row, limit: shareOfLimit(work, oursMs.median, limits) };
  });
}
