/** Entries a worker reads or exponentiates in a few milliseconds. */
const MOST = 400_000;

/** Ranges [from, to) of lines with some 400,000 entries each, so that a long pass can breathe between them. */
export function blocks(lines: number, entriesPerLine: number): [from: number, to: number][] {
  const size = Math.max(1, Math.floor(MOST / Math.max(1, entriesPerLine)));
  const ranges: [number, number][] = [];
  for (let from = 0; from < lines; from += size) ranges.push([from, Math.min(lines, from + size)]);
  return ranges;
}
