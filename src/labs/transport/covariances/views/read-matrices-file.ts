import { fileText } from '../../../../ui/file-text.ts';
import { parseNumbers } from '../../../../ui/parse-rows.ts';

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
  const { values: matrices, says } = parseNumbers(text, name, 'a CSV with the d·d numbers of a matrix a line');
  return {
    data: { matrices },
    says: `${matrices.length} matrices${says}`,
  };
}
