import { fileText } from '../../../../ui/file-text.ts';
import { parseNumbers } from '../../../../ui/parse-rows.ts';

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
  const { body, values: scores, says } = parseNumbers(text, name, 'a CSV with a column for each cluster or expert');
  const width = body[0]!.cells.length;
  for (const { number, cells } of body)
    if (cells.length !== width)
      throw new Error(`${name}, row ${number}: ${cells.length} columns where ${width} are expected.`);
  return {
    data: { scores },
    says: `${scores.length} rows to ${width} columns${says}`,
  };
}
