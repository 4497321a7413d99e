import { fileText } from '../../../../ui/file-text.ts';
import { parseRows } from '../../../../ui/parse-rows.ts';

/** Matrices from a file, and in words what was understood. */
export interface ReadMatricesFile {
  readonly data: unknown;
  readonly says: string;
}

const MOST_BYTES = 2_000_000;
const ACCEPTED = 'a CSV or NPY array with a matrix a line, or JSON';

/** Reads a CSV with a matrix a line, or JSON. Throws one sentence. */
export async function readMatricesFile(file: File): Promise<ReadMatricesFile> {
  return readMatricesText(await fileText(file, MOST_BYTES, ACCEPTED), file.name);
}

/** d·d numbers a line, or JSON: a list of matrices, or {"matrices": …}. Throws one sentence naming row and column. */
export function readMatricesText(text: string, name: string): ReadMatricesFile {
  if (/^\s*[[{]/.test(text)) {
    try {
      const data: unknown = JSON.parse(text);
      return { data: Array.isArray(data) ? { matrices: data } : data, says: 'matrices as written' };
    } catch {
      throw new Error(`${name} begins like JSON and is not; accepted is a list of matrices, [[[a,b],[b,c]],...].`);
    }
  }
  const rows = parseRows(text);
  const isNumber = (cell: string) => cell !== '' && Number.isFinite(Number(cell));
  const header = rows.length > 1 && rows[0]!.every((cell) => !isNumber(cell)) ? 1 : 0;
  const body = rows.slice(header);
  if (body.length === 0)
    throw new Error(`${name} is empty; accepted is a CSV with the d·d numbers of a matrix a line.`);
  const matrices = body.map((row, r) => {
    const wrong = row.findIndex((cell) => !isNumber(cell));
    if (wrong >= 0)
      throw new Error(
        `${name}, row ${r + header + 1}, column ${wrong + 1}: “${row[wrong]!.slice(0, 20)}” is not a number.`,
      );
    return row.map(Number);
  });
  return {
    data: { matrices },
    says: `${matrices.length} matrices${header ? ', one line of names left out' : ''}`,
  };
}
