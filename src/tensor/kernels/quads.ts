/** `count` numbers in each of `runs` runs, each run padded to a multiple of four. */
export function quads(values: Float64Array, count: number, runs: number, padding: number): Float32Array {
  const width = 4 * Math.ceil(count / 4);
  const out = new Float32Array(width * runs).fill(padding);
  for (let k = 0; k < runs; k++) out.set(values.subarray(k * count, (k + 1) * count), k * width);
  return out;
}
