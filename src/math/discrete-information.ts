/** Letters of n symbols: ids in 0..count - 1, numbered in order of first appearance. */
export interface Codes {
  readonly ids: Int32Array;
  readonly count: number;
}

/**
 * One letter for each distinct row of `bins` (n × d, row-major, any integers): rows are told apart column by column, so
 * that no product of column sizes is ever formed. Throws a RangeError when the size does not fit.
 */
export function codesOfRows(bins: Int32Array, n: number, d: number): Codes {
  if (bins.length !== n * d) throw new RangeError(`bins has ${bins.length} entries, not n d = ${n * d}`);
  const ids = new Int32Array(n);
  const pairs = new Float64Array(n);
  let count = n > 0 ? 1 : 0;
  // Once all rows differ, the letters stay as they are.
  for (let column = 0; column < d && (column === 0 || count < n); column++) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = 0; i < n; i++) {
      const bin = bins[i * d + column]!;
      if (bin < low) low = bin;
      if (bin > high) high = bin;
    }
    // Below 2^53 the pair (letter so far, bin) is exactly one number.
    const width = high - low + 1;
    for (let i = 0; i < n; i++) pairs[i] = ids[i]! * width + (bins[i * d + column]! - low);
    count = numberPairs(pairs, count * width, ids);
  }
  return { ids, count };
}

/** Pairs below this many are numbered by a table, others by a map. */
const TABLE = 1 << 18;

/** Numbers whole numbers below `all` in the order in which they first appear, into ids; returns how many there are. */
function numberPairs(pairs: Float64Array, all: number, ids: Int32Array): number {
  let count = 0;
  if (all <= TABLE) {
    const letters = new Int32Array(all);
    for (let i = 0; i < pairs.length; i++) {
      const pair = pairs[i]!;
      if (letters[pair] === 0) letters[pair] = ++count;
      ids[i] = letters[pair]! - 1;
    }
    return count;
  }
  const seen = new Map<number, number>();
  for (let i = 0; i < pairs.length; i++) {
    let letter = seen.get(pairs[i]!);
    if (letter === undefined) {
      letter = seen.size;
      seen.set(pairs[i]!, letter);
    }
    ids[i] = letter;
  }
  return seen.size;
}

/** Entropy, in bits, of the distribution proportional to the counts; 0 when they are all 0. */
export function entropyOfCounts(counts: ArrayLike<number>): number {
  let total = 0;
  let sum = 0;
  for (let k = 0; k < counts.length; k++) {
    const c = counts[k]!;
    if (c <= 0) continue;
    total += c;
    sum += c * Math.log2(c);
  }
  return total > 0 ? Math.max(0, Math.log2(total) - sum / total) : 0;
}

/** Entropy, in bits, of masses that sum to 1; 0 log 0 = 0. Throws a RangeError for a negative or missing mass. */
export function entropyOfMasses(p: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    const mass = p[k]!;
    if (!(mass >= 0)) throw new RangeError(`p[${k}] is ${mass}, not a mass of at least 0`);
    if (mass > 0) sum -= mass * Math.log2(mass);
  }
  return sum;
}

export interface JointInformation {
  readonly hRow: number;
  readonly hCol: number;
  readonly hJoint: number;
  readonly mi: number;
}

/** Entropies of the rows, the columns and the table of a joint distribution (rows × cols), and I = Hr + Hc − H, in bits. */
export function informationOfJoint(joint: ArrayLike<number>, rows: number, cols: number): JointInformation {
  if (joint.length !== rows * cols) throw new RangeError(`joint has ${joint.length} entries, not ${rows * cols}`);
  const row = new Float64Array(rows);
  const col = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const mass = joint[i * cols + j]!;
      row[i] = row[i]! + mass;
      col[j] = col[j]! + mass;
    }
  }
  const hRow = entropyOfMasses(row);
  const hCol = entropyOfMasses(col);
  const hJoint = entropyOfMasses(joint);
  return { hRow, hCol, hJoint, mi: hRow + hCol - hJoint };
}

/** How often each letter occurs. */
export function countsOf({ ids, count }: Codes): Int32Array {
  const counts = new Int32Array(count);
  for (let i = 0; i < ids.length; i++) counts[ids[i]!] = counts[ids[i]!]! + 1;
  return counts;
}

/** The pair of two letters as one letter. */
export function jointCodes(a: Codes, b: Codes): Codes {
  const n = a.ids.length;
  if (b.ids.length !== n) throw new RangeError(`b has ${b.ids.length} symbols, a has ${n}`);
  const ids = new Int32Array(n);
  const pairs = new Float64Array(n);
  for (let i = 0; i < n; i++) pairs[i] = a.ids[i]! * b.count + b.ids[i]!;
  return { ids, count: numberPairs(pairs, a.count * b.count, ids) };
}

/** Plug-in mutual information, in bits, of two sequences of letters: H(A) + H(B) − H(A, B) of the empirical counts. */
export function informationOfCodes(a: Codes, b: Codes): number {
  if (a.ids.length === 0) throw new RangeError('a is empty; at least one symbol is needed');
  const joint = entropyOfCounts(countsOf(jointCodes(a, b)));
  return Math.max(0, entropyOfCounts(countsOf(a)) + entropyOfCounts(countsOf(b)) - joint);
}
