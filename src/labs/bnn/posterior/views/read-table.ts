import { fileText } from '../../../../ui/file-text.ts';
import { parseRows } from '../../../../ui/parse-rows.ts';

export interface ReadTable {
  readonly data: { readonly rows: readonly (readonly string[])[]; readonly header?: readonly string[] };
  /** In words what was understood. */
  readonly says: string;
}

/** No table that the bench takes is longer than this, in bytes. */
const MOST_BYTES = 4_000_000;

const ACCEPTED = 'a CSV or NPY array with numbers in columns and one column with the class or value';

export const readTableFile = async (file: File): Promise<ReadTable> =>
  readTable(await fileText(file, MOST_BYTES, ACCEPTED), file.name);

/** A CSV as rows of cells. A first line without any number, above lines that have some, is the names of the columns. */
export function readTable(text: string, name: string): ReadTable {
  const lines = parseRows(text);
  if (lines.length === 0)
    throw new Error(
      `${name} is empty; accepted is a CSV with numbers in columns and one column with the class or value.`,
    );
  const numeric = (row: readonly string[]) => row.some((cell) => cell !== '' && Number.isFinite(Number(cell)));
  const named = lines.length > 1 && !numeric(lines[0]!) && numeric(lines[1]!);
  const header = named ? lines[0]! : undefined;
  // Cells stay text: a table of numbers would be rounded in a link, and a class of 1 must stay 1.
  const rows = lines.slice(named ? 1 : 0);
  const says = `${rows.length} row${rows.length === 1 ? '' : 's'} of ${rows[0]!.length} columns${header ? `, named ${header.slice(0, 4).join(', ')}${header.length > 4 ? ' and so on' : ''}` : ''}`;
  return { data: header ? { rows, header } : { rows }, says };
}
