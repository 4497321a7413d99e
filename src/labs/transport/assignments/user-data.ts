import { ProblemError } from '../../../engine/bench.ts';
import { isRecord, readMatrix, valueName } from '../../../engine/reader-clouds.ts';
import type { Assignment, Similarity } from './problem.ts';
import { denseSimilarity } from './similarity.ts';

const MOST_ROWS = 5000;
const MOST_COLUMNS = 64;
/** Most rows with a similarity: it is a dense table. */
const MOST_SIMILAR = 1000;
/** Larger ones would leave no digits to a potential. */
const LARGEST = 1e6;
const EXPECTED =
  'accepted is {"scores":[[...],...]}, with "labels":[...] (columns from 0) and "similarity":[[...],...] if wanted';

/** Rows of logits to log softmax(logits), in place. */
export function logSoftmaxRows(values: Float64Array, n: number, m: number): void {
  for (let i = 0; i < n; i++) {
    const row = values.subarray(i * m, (i + 1) * m);
    const most = row.reduce((top, value) => Math.max(top, value), -Infinity);
    const log = most + Math.log(row.reduce((sum, value) => sum + Math.exp(value - most), 0));
    for (let k = 0; k < m; k++) row[k] = row[k]! - log;
  }
}

/** Checks the reader's data and hands it on as it was given. Throws a ProblemError that names what cannot be used. */
export function readData(data: unknown): unknown {
  userProblem(data, 'scores', 1);
  return data;
}

export function userProblem(data: unknown, reading: 'logits' | 'scores', choices: number): Assignment {
  if (!isRecord(data)) throw new ProblemError(`The data is ${valueName(data)}; ${EXPECTED}.`);
  const { scores } = data;
  if (!Array.isArray(scores) || scores.length === 0)
    throw new ProblemError(`scores is ${valueName(scores)}; ${EXPECTED}.`);
  const n = scores.length;
  if (n < 2 || n > MOST_ROWS)
    throw new ProblemError(`scores has ${n.toLocaleString('en-GB')} rows; 2 to 5,000 are accepted.`);
  checkNumbers(scores);
  const gain = readMatrix(scores, 'scores');
  const m = gain.length / n;
  if (m < 2 || m > MOST_COLUMNS) throw new ProblemError(`scores has ${m} columns; 2 to ${MOST_COLUMNS} are accepted.`);
  if (choices > m)
    throw new ProblemError(`A row asks for ${choices} of ${m} columns; at most all of them are accepted.`);
  if (reading === 'logits') logSoftmaxRows(gain, n, m);
  return {
    kind: 'scores',
    n,
    m,
    choices,
    gain,
    truth: readLabels(data.labels, n, m),
    plane: null,
    similarity: readSimilarity(data.similarity, n),
    skew: null,
    notes: [],
  };
}

function checkNumbers(rows: readonly unknown[]): void {
  rows.forEach((row, i) => {
    if (!Array.isArray(row)) return;
    const wrong = row.findIndex((value: unknown) => typeof value !== 'number' || !(Math.abs(value) <= LARGEST));
    if (wrong >= 0)
      throw new ProblemError(
        `scores row ${i + 1}, column ${wrong + 1} is ${valueName(row[wrong])}; a number between -1e6 and 1e6 is accepted.`,
      );
  });
}

function readLabels(given: unknown, n: number, m: number): Uint8Array | null {
  if (given === undefined || given === null) return null;
  if (!Array.isArray(given) || given.length !== n)
    throw new ProblemError(
      `labels is ${Array.isArray(given) ? `a list of ${given.length}` : valueName(given)}; one for each of the ${n} rows is accepted.`,
    );
  return Uint8Array.from(given, (label: unknown, i) => {
    if (!Number.isInteger(label) || (label as number) < 0 || (label as number) >= m)
      throw new ProblemError(
        `labels, entry ${i + 1}, is ${valueName(label)}; a column from 0 to ${m - 1} is accepted.`,
      );
    return label as number;
  });
}

function readSimilarity(given: unknown, n: number): Similarity | null {
  if (given === undefined || given === null) return null;
  if (!Array.isArray(given)) throw new ProblemError(`similarity is ${valueName(given)}; an n × n table is accepted.`);
  const wrong = given.length !== n ? given : given.find((row) => Array.isArray(row) && row.length !== n);
  if (wrong !== undefined) {
    const size = wrong === given ? `${given.length} rows` : `a row of ${(wrong as unknown[]).length}`;
    throw new ProblemError(`similarity has ${size} for ${n} rows of scores; an n × n table is accepted.`);
  }
  if (n > MOST_SIMILAR)
    throw new ProblemError(`similarity has ${n} rows; at most ${MOST_SIMILAR.toLocaleString('en-GB')} are accepted.`);
  const S = readMatrix(given, 'similarity');
  const below = S.findIndex((value) => value < 0);
  if (below >= 0)
    throw new ProblemError(
      `similarity row ${Math.floor(below / n) + 1}, column ${(below % n) + 1} is ${S[below]}; numbers of at least 0 are accepted.`,
    );
  return denseSimilarity(S, n);
}
