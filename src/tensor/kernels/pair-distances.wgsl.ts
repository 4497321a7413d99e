import type { Ground } from './softmin-problem.ts';

/** Dimensions up to which the coordinates of a row stay in registers; above, they are read again in a loop. */
const UNROLLED = 16;

/** What is baked into the text, part of the key of its pipeline. */
export const distancesKey = (d: number, ground: Ground): string => `${ground} ${d > UNROLLED ? 'any' : d}`;

const accumulate = (ground: Ground, to: string, t: string): string =>
  ground === 'cityblock' ? `${to} += abs(${t});` : `${to} = fma(${t}, ${t}, ${to});`;

/**
 * WGSL for the distances of four rows to four columns: `load` before the loop over column quads, `score` inside it, which
 * leaves c0 … c3, one row each. Reads rowPoints, columnPoints, sizes.rowQuads, sizes.columnQuads, sizes.d, quad and c.
 */
export function pairDistances(d: number, ground: Ground): { load: string; score: string } {
  const each = (write: (row: string, r: number) => string) => ['x', 'y', 'z', 'w'].map(write).join(' ');
  const zero = each((_, r) => `var c${r} = vec4f();`);
  const root = ground === 'euclidean' ? each((_, r) => `c${r} = sqrt(c${r});`) : '';
  const add = (column: string, row: string) =>
    each((lane, r) => `{ let t = ${column} - ${row}.${lane}; ${accumulate(ground, `c${r}`, 't')} }`);
  if (d > UNROLLED) {
    const loop = `for (var k = 0u; k < sizes.d; k++) {
      let y = columnPoints[k * sizes.columnQuads + c];
      let x = rowPoints[k * sizes.rowQuads + quad];
      ${add('y', 'x')}
    }`;
    return { load: '', score: `${zero}\n    ${loop}\n    ${root}` };
  }
  const coordinates = Array.from({ length: d }, (_, k) => k);
  return {
    load: coordinates.map((k) => `let x${k} = rowPoints[${k}u * sizes.rowQuads + quad];`).join('\n  '),
    score: `${zero}\n    ${coordinates
      .map((k) => `let y${k} = columnPoints[${k}u * sizes.columnQuads + c];\n    ${add(`y${k}`, `x${k}`)}`)
      .join('\n    ')}\n    ${root}`,
  };
}
