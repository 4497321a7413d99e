import { fileText } from '../../../../ui/file-text.ts';
import { parseRows, refuseWords } from '../../../../ui/parse-rows.ts';

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
  const read = parseRows(text);
  refuseWords(read, name, 'a CSV with numbers in columns and one column with the class or value');
  const header = read.names ?? undefined;
  // Cells stay text: a table of numbers would be rounded in a link, and a class of 1 must stay 1.
  const rows = read.body.map(({ cells }) => cells);
  const says = `${rows.length} row${rows.length === 1 ? '' : 's'} of ${rows[0]!.length} columns${header ? `, named ${header.slice(0, 4).join(', ')}${header.length > 4 ? ' and so on' : ''}` : ''}${read.commas}`;
  return { data: header ? { rows, header } : { rows }, says };
}
