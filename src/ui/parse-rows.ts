import { dsvFormat } from 'd3';

export interface TextRow {
  /** Its line in the text, from 1; of JSON, its place in the list. */
  readonly number: number;
  readonly cells: readonly string[];
}

export interface TextRows {
  readonly rows: readonly TextRow[];
  /** The first line, where it is names alone above numbers. */
  readonly names: readonly string[] | null;
  /** What follows the names. */
  readonly body: readonly TextRow[];
  /** To be added to what was understood: that decimal commas were read, or nothing. */
  readonly commas: string;
  /** The same, and first that names were left out. */
  readonly says: string;
}

const DECIMAL_COMMA = /^[-+]?\d*,\d+(e[-+]?\d+)?$/i;
/** What programs write where there is no number. */
const NO_NUMBER = /^[-+]?(nan|inf|infinity)$/i;
const SEPARATED = 'a row a line, its columns separated by commas, semicolons, tabs or spaces';

export const isNumber = (cell: string): boolean => cell !== '' && Number.isFinite(Number(cell));
const isNumberLike = (cell: string): boolean => isNumber(cell) || DECIMAL_COMMA.test(cell) || NO_NUMBER.test(cell);

/** Rows written as a JSON list of lists, [[1,2],[3,4]]; null for any other text. */
function jsonRows(text: string): TextRow[] | null {
  if (!/^\s*\[\s*\[/.test(text)) return null;
  try {
    const rows: unknown = JSON.parse(text);
    const flat = (row: unknown): row is unknown[] =>
      Array.isArray(row) && row.every((cell) => cell === null || typeof cell !== 'object');
    if (!Array.isArray(rows) || !rows.every(flat)) return null;
    return rows.map((row, k) => ({ number: k + 1, cells: row.map((cell) => String(cell).trim()) }));
  } catch {
    return null;
  }
}

/** Lines cut where blanks are, as numpy.savetxt writes them. */
const blankRows = (text: string): TextRow[] =>
  text.split(/\r\n|\r|\n/).map((line, k) => ({ number: k + 1, cells: line.trim().split(/\s+/) }));

const markedRows = (text: string, separator: string): TextRow[] =>
  dsvFormat(separator)
    .parseRows(text)
    .map((row, k) => ({ number: k + 1, cells: row.map((cell) => cell.trim()) }));

/**
 * Cells of a text table, whatever separates them (semicolon, tab or comma; blanks where there is none of these), quoted
 * or not, or of a JSON list of rows; empty lines are left out. Where no comma separates, 1,5 is one and a half.
 */
export function parseRows(text: string): TextRows {
  const separator = [';', '\t', ','].find((mark) => text.includes(mark));
  let met = false;
  const read = (cell: string): string => {
    if (separator === ',' || !DECIMAL_COMMA.test(cell)) return cell;
    met = true;
    return cell.replace(',', '.');
  };
  const cut = (): TextRow[] =>
    separator === undefined && !text.includes('"') ? blankRows(text) : markedRows(text, separator ?? ',');
  const rows = (jsonRows(text) ?? cut())
    .map(({ number, cells }) => ({ number, cells: cells.map(read) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const named = rows.length > 1 && !rows[0]!.cells.some(isNumberLike) && rows.some(({ cells }) => cells.some(isNumber));
  const commas = met ? ', decimal commas read as points' : '';
  return {
    rows,
    names: named ? uncommented(rows[0]!.cells) : null,
    body: named ? rows.slice(1) : rows,
    commas,
    says: `${named ? ', one line of names left out' : ''}${commas}`,
  };
}

/** numpy.savetxt writes names behind a #. */
function uncommented([first = '', ...rest]: readonly string[]): string[] {
  const bare = first.replace(/^#\s*/, '');
  return bare === '' && first !== '' ? rest : [bare, ...rest];
}

/** The sentence on a cell that is no number. */
export function noNumber(name: string, row: number, column: number, cell: string): string {
  const where = `${name}, row ${row}, column ${column}`;
  if (cell.startsWith('['))
    return `${name} begins like a list and is no JSON list of rows; accepted are [[1,2],[3,4]], or ${SEPARATED}.`;
  if (cell.split(/\s+/).every(isNumberLike) && /\s/.test(cell))
    return `${where}: “${cell.slice(0, 20)}” is more than one number; one mark separates the columns of all rows: a comma, a semicolon, a tab or a space.`;
  return DECIMAL_COMMA.test(cell)
    ? `${where}: “${cell}” has a decimal comma where commas separate columns; write ${cell.replace(',', '.')}, or separate the columns by semicolons.`
    : `${where}: “${cell.slice(0, 20)}” is not a number.`;
}

/** The rows as numbers. Throws one sentence: nothing there, words alone, or the row and column of what is no number. */
export function parseNumbers(text: string, name: string, accepted: string): TextRows & { readonly values: number[][] } {
  const read = parseRows(text);
  refuseWords(read, name, accepted);
  const values = read.body.map(({ number, cells }) => {
    const wrong = cells.findIndex((cell) => !isNumber(cell));
    if (wrong >= 0) throw new Error(noNumber(name, number, wrong + 1, cells[wrong]!));
    return cells.map(Number);
  });
  return { ...read, values };
}

/** Throws one sentence where there is nothing, or not one number. */
export function refuseWords({ rows }: TextRows, name: string, accepted: string): void {
  if (rows.length === 0) throw new Error(`${name} is empty; accepted is ${accepted}.`);
  if (rows.some(({ cells }) => cells.some(isNumberLike))) return;
  const start = rows[0]!.cells.join(' ');
  if (/^\[.*\d/.test(start)) throw new Error(noNumber(name, rows[0]!.number, 1, start));
  const words = start.length > 30 ? `${start.slice(0, 30)}…` : start;
  throw new Error(`${name} holds no numbers: it begins “${words}”; accepted is ${accepted}.`);
}

/** Whether a pasted text is data: two numbers in its first line, or in the one below a line of names, or a number a line. */
export function looksLikeNumbers(text: string): boolean {
  if (/^\s*\[\s*\[[\s[]*[-+.\d"]/.test(text)) return true;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const cellsOf = (line: string): string[] => {
    const plain = line.replace(/[[\]"]/g, '').trim();
    const separator = [';', '\t', ','].find((mark) => plain.includes(mark));
    return separator ? plain.split(separator).map((cell) => cell.trim()) : plain.split(/\s+/);
  };
  const separated = (line: string) => /[;\t,]/.test(line);
  const isData = (line: string): boolean => {
    const cells = cellsOf(line);
    const numbers = cells.filter(isNumberLike).length;
    return numbers >= 2 && (separated(line) || numbers === cells.length);
  };
  const [first, second] = lines;
  if (first === undefined) return false;
  if (isData(first)) return true;
  if (second === undefined) return false;
  const comment = first.startsWith('#') && isData(second);
  const named = separated(first) && cellsOf(first).length === cellsOf(second).length && isData(second);
  return comment || named || lines.every((line) => isNumberLike(line.trim()));
}
