import { fileText } from '../../../../ui/file-text.ts';
import { parseNumbers } from '../../../../ui/parse-rows.ts';

/** Samples from a file, and in words what was understood. */
export interface ReadSamples {
  readonly data: unknown;
  readonly says: string;
}

const MOST_BYTES = 20_000_000;
const MOST_ROWS = 5000;
const ACCEPTED = 'a CSV or NPY array with columns of x and a last one of y, or JSON';

/** Reads a CSV (the last column is y, the others x) or the JSON the solve command takes. Throws one sentence. */
export async function readSamplesFile(file: File): Promise<ReadSamples> {
  const text = await fileText(file, MOST_BYTES, ACCEPTED);
  if (!file.name.endsWith('.json')) return readSamples(text, file.name);
  try {
    return { data: JSON.parse(text), says: 'samples of x and y' };
  } catch {
    throw new Error(`${file.name} is not JSON; accepted is {"x":[[...],...],"y":[...]}.`);
  }
}

/** Rows of numbers, the last one y; a first line of names is left out. Throws one sentence naming row and column. */
export function readSamples(text: string, name: string): ReadSamples {
  const { body, values: rows, says } = parseNumbers(text, name, 'a CSV with columns of x and a last one of y');
  if (body.length > MOST_ROWS)
    throw new Error(`${name} has ${body.length} rows; at most ${MOST_ROWS} samples are accepted.`);
  const width = body[0]!.cells.length;
  if (width < 2)
    throw new Error(`${name} has one column in row ${body[0]!.number}; accepted are columns of x and a last one of y.`);
  for (const { number, cells } of body)
    if (cells.length !== width)
      throw new Error(`${name}, row ${number}: ${cells.length} columns where ${width} are expected.`);
  const y = rows.map((row) => row[width - 1]!);
  const classes = y.every((v) => Number.isInteger(v) && v >= 0);
  const kind = classes ? 'classes' : 'real numbers';
  return {
    data: { x: rows.map((row) => row.slice(0, -1)), y },
    says: `${rows.length} samples, ${width - 1} ${width === 2 ? 'column' : 'columns'} of x, y read as ${kind}${says}`,
  };
}
