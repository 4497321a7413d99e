import { fileText } from '../../../../ui/file-text.ts';
import { parseRows } from '../../../../ui/parse-rows.ts';

/** Scores from a file, and in words what was understood. */
export interface ReadScores {
  readonly data: unknown;
  readonly says: string;
}

const MOST_BYTES = 10_000_000;
const ACCEPTED = 'a CSV or NPY array with a column for each cluster or expert, or JSON';

/** Reads a CSV of scores or the JSON the solve command takes. Throws one sentence. */
export async function readScoresFile(file: File): Promise<ReadScores> {
  const text = await fileText(file, MOST_BYTES, ACCEPTED);
  if (!file.name.endsWith('.json')) return readScores(text, file.name);
  try {
    return { data: JSON.parse(text), says: 'scores as in the file' };
  } catch {
    throw new Error(`${file.name} is not JSON; accepted is {"scores":[[...],...]}.`);
  }
}

/** A row a line, numbers only; a first line of names is left out. Throws one sentence naming row and column. */
export function readScores(text: string, name: string): ReadScores {
  const rows = parseRows(text);
  const isNumber = (cell: string) => cell !== '' && Number.isFinite(Number(cell));
  const header = rows.length > 1 && rows[0]!.every((cell) => !isNumber(cell)) ? 1 : 0;
  const body = rows.slice(header);
  if (body.length === 0)
    throw new Error(`${name} is empty; accepted is a CSV with a column for each cluster or expert.`);
  const width = body[0]!.length;
  const scores = body.map((row, r) => {
    const number = r + header + 1;
    if (row.length !== width)
      throw new Error(`${name}, row ${number}: ${row.length} columns where ${width} are expected.`);
    const wrong = row.findIndex((cell) => !isNumber(cell));
    if (wrong >= 0)
      throw new Error(`${name}, row ${number}, column ${wrong + 1}: “${row[wrong]!.slice(0, 20)}” is not a number.`);
    return row.map(Number);
  });
  return {
    data: { scores },
    says: `${scores.length} rows to ${width} columns${header ? ', one line of names left out' : ''}`,
  };
}
