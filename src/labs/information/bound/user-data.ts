import { ProblemError } from '../../../engine/bench.ts';

/** A reader's own table, checked and normalised; rows and columns without mass are left out. */
export interface UserJoint {
  readonly masses: readonly number[];
  readonly rows: number;
  readonly cols: number;
  readonly notes: readonly string[];
}

const ACCEPTED = 'accepted is {"joint": [[...], ...]} with 2 to 256 rows of as many numbers of 0 or more';

export function readData(data: unknown): UserJoint {
  // Links carry data that were read before.
  if (isRead(data)) return data;
  const joint = (data as { joint?: unknown } | null)?.joint;
  if (!Array.isArray(joint) || joint.length < 2 || joint.length > 256 || !joint.every(Array.isArray))
    throw new ProblemError(`The data have no table named joint; ${ACCEPTED}.`);
  const cols = (joint[0] as unknown[]).length;
  if (cols < 2 || cols > 64) throw new ProblemError(`Row 1 of joint has ${cols} numbers; ${ACCEPTED}, 64 at most.`);
  let total = 0;
  joint.forEach((row: unknown[], r) => {
    if (row.length !== cols)
      throw new ProblemError(`Row ${r + 1} of joint has ${row.length} numbers where row 1 has ${cols}; ${ACCEPTED}.`);
    row.forEach((value, c) => {
      if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
        throw new ProblemError(`Row ${r + 1}, column ${c + 1} of joint is ${String(value)}; ${ACCEPTED}.`);
      total += value;
    });
  });
  if (!(total > 0)) throw new ProblemError(`joint sums to ${total}; ${ACCEPTED}, not all of them 0.`);
  const table = joint as number[][];
  const rowKept = table.filter((row) => row.some((value) => value > 0));
  const colKept = Array.from({ length: cols }, (_, c) => c).filter((c) => rowKept.some((row) => row[c]! > 0));
  const notes: string[] = [];
  if (Math.abs(total - 1) > 1e-9) notes.push(`The table summed to ${Number(total.toPrecision(6))} and was normalised.`);
  const left = table.length - rowKept.length + (cols - colKept.length);
  if (left > 0) notes.push(`${left} row${left > 1 ? 's' : ''} or columns without mass were left out.`);
  if (rowKept.length < 2)
    throw new ProblemError(
      'Only one row of joint has mass: X is always the same; accepted are two rows with mass or more.',
    );
  return {
    masses: rowKept.flatMap((row) => colKept.map((c) => row[c]! / total)),
    rows: rowKept.length,
    cols: colKept.length,
    notes,
  };
}

function isRead(data: unknown): data is UserJoint {
  const given = data as Partial<UserJoint> | null;
  return (
    Array.isArray(given?.masses) &&
    Number.isInteger(given.rows) &&
    Number.isInteger(given.cols) &&
    given.masses.length === given.rows! * given.cols! &&
    given.masses.every((value) => typeof value === 'number' && value >= 0) &&
    Array.isArray(given.notes)
  );
}
