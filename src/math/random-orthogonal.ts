import { normals, type Random } from './random.ts';

/** An orthogonal matrix (size × size, row-major), uniform over all: Gram-Schmidt, twice, of rows of standard normals. */
export function randomOrthogonal(random: Random, size: number): Float64Array {
  const Q = normals(random, size * size);
  for (let i = 0; i < size; i++) {
    const row = Q.subarray(i * size, (i + 1) * size);
    for (let pass = 0; pass < 2; pass++)
      for (let j = 0; j < i; j++) {
        const other = Q.subarray(j * size, (j + 1) * size);
        const along = row.reduce((sum, value, k) => sum + value * other[k]!, 0);
        for (let k = 0; k < size; k++) row[k] = row[k]! - along * other[k]!;
      }
    const norm = Math.hypot(...row);
    for (let k = 0; k < size; k++) row[k] = row[k]! / norm;
  }
  return Q;
}
