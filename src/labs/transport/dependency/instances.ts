import { mulberry32, normals, type Random } from '../../../math/random.ts';
import { choice, integer, number } from '../../../params/descriptor.ts';
import { type FactoredPairs, instance, type Labelled } from './problem.ts';

/** Length of a code. */
const CODE = 12;
/** Most rows that probes and losses are tried on. */
const HELD = 1000;

const factors = instance({
  label: 'Independent factors',
  help: 'x is a row of codes, one a factor, with noise; y has the next code of the alphabet for each.',
  params: {
    factors: integer({ label: 'Factors', symbol: 'N', min: 1, max: 9, default: 6 }),
    alphabet: integer({ label: 'Codes in the alphabet of each', min: 2, max: 40, default: 20 }),
    noise: number({ label: 'Noise', help: 'its standard deviation; codes have 1', min: 0, max: 1, default: 0.1 }),
    pairs: choice({
      label: 'Pairs',
      options: ['next', 'independent'],
      default: 'next',
      optionLabels: { next: 'y has the next codes', independent: 'y is unrelated' },
    }),
    rows: integer({
      label: 'Rows a probe is fitted on',
      help: 'fewer, and its own data hold it up',
      min: 256,
      max: 10_000,
      default: 4000,
      scale: 'log',
    }),
  },
  make({ factors, alphabet, noise, pairs, rows }, { seed }): FactoredPairs {
    const random = mulberry32(seed);
    const codes = normals(random, factors * alphabet * CODE);
    const d = factors * CODE;
    const place = (f: number, code: number, out: Float64Array, row: number) =>
      out.set(codes.subarray((f * alphabet + code) * CODE, (f * alphabet + code + 1) * CODE), row * d + f * CODE);
    const draw = (from: Random, rows: number, x: Float64Array, y: Float64Array, labels?: Uint8Array) => {
      const any = () => Math.floor(alphabet * from());
      for (let r = 0; r < rows; r++)
        for (let f = 0; f < factors; f++) {
          const code = any();
          place(f, code, x, r);
          place(f, pairs === 'next' ? (code + 1) % alphabet : any(), y, r);
          if (labels) labels[r * factors + f] = code;
        }
      for (const side of [x, y]) {
        const z = normals(from, rows * d);
        for (let k = 0; k < z.length; k++) side[k] = side[k]! + noise * z[k]!;
      }
    };
    const labelled = (count: number): Labelled => {
      const set = {
        rows: count,
        x: new Float64Array(count * d),
        y: new Float64Array(count * d),
        labels: new Uint8Array(count * factors),
      };
      draw(random, count, set.x, set.y, set.labels);
      return set;
    };
    const probe = { fit: { ...labelled(rows), y: new Float64Array(0) }, held: labelled(Math.min(HELD, rows)) };
    const information = pairs === 'next' ? factors * Math.log(alphabet) : 0;
    return { factors, alphabet, d, draw, information, probe };
  },
});

export const instances = { factors };
