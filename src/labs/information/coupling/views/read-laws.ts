import { fileText } from '../../../../ui/file-text.ts';
import { isNumber, noNumber, parseRows, refuseWords } from '../../../../ui/parse-rows.ts';

export interface ReadLaws {
  readonly data: unknown;
  readonly says: string;
}

const MOST_BYTES = 1_000_000;
const ACCEPTED = 'two lines of masses, the law of X and the law of Y, as CSV, NPY or JSON';

/** Reads a CSV, an NPY array or the JSON the solve command takes. Throws one sentence. */
export async function readLawsFile(file: File): Promise<ReadLaws> {
  const text = await fileText(file, MOST_BYTES, ACCEPTED);
  if (!file.name.endsWith('.json')) return readLaws(text, file.name);
  try {
    return { data: JSON.parse(text), says: 'two laws, as written' };
  } catch {
    throw new Error(`${file.name} is not JSON; accepted is {"p":[...],"q":[...]}.`);
  }
}

/** Two lines of masses, of any two lengths, or many lines of two. Throws one sentence naming row and column. */
export function readLaws(text: string, name: string): ReadLaws {
  const read = parseRows(text);
  refuseWords(read, name, ACCEPTED);
  // Commas and spaces may stand in one text; two laws may differ in length, and short ones are not filled up.
  const given = /[;\t"[]/.test(text)
    ? read.body
    : text.split(/\r?\n/).map((line, k) => ({ number: k + 1, cells: line.split(/[\s,]+/) }));
  const rows = given
    .map(({ number, cells }) => ({ number, cells: cells.filter((cell) => cell !== '') }))
    .filter(({ cells }) => cells.length > 0)
    .map(({ number, cells }) =>
      cells.map((cell, c) => {
        if (isNumber(cell)) return Number(cell);
        throw new Error(noNumber(name, number, c + 1, cell));
      }),
    );
  const standing = rows.length > 2 && rows.every((row) => row.length === 2);
  if (rows.length !== 2 && !standing)
    throw new Error(
      `${name} has ${rows.length} ${rows.length === 1 ? 'line' : 'lines'} of masses; accepted are ${ACCEPTED}.`,
    );
  const [p, q] = standing ? [0, 1].map((side) => rows.map((row) => row[side]!)) : rows;
  return {
    data: { p, q },
    says: `the law of X with ${p!.length} masses, the law of Y with ${q!.length}${/[;\t"]/.test(text) ? read.says : ''}`,
  };
}
