import { expect, it } from 'vitest';
import { mulberry32, normals } from './random.ts';
import { packSigns, signProducts, signTransposed } from './sign-rows.ts';

it.each([
  [1, 1],
  [5, 8],
  [7, 13],
  [40, 30],
])('agrees with plain sums for %i rows of %i signs', (rows, columns) => {
  const random = mulberry32(rows);
  const X = Float64Array.from({ length: rows * columns }, () => (random() < 0.5 ? -1 : 1));
  const [m, p] = [normals(random, columns), normals(random, rows)];
  const packed = packSigns(X, rows, columns);
  const [sums, back] = [new Float64Array(rows), new Float64Array(columns)];
  signTransposed(packed, p, back);
  signProducts(packed, m, sums);
  for (let r = 0; r < rows; r++)
    expect(sums[r]).toBeCloseTo(
      m.reduce((sum, one, i) => sum + one * X[r * columns + i]!, 0),
      11,
    );
  for (let i = 0; i < columns; i++)
    expect(back[i]).toBeCloseTo(
      p.reduce((sum, one, r) => sum + one * X[r * columns + i]!, 0),
      11,
    );
});
