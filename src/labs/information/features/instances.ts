import { mulberry32, normals } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { instance, type Rows } from './problem.ts';

const INPUTS = 12;
/** The signs that each target multiplies, from the first one on without overlap. */
const ORDERS = [1, 2, 3, 4];

export const products = instance({
  label: 'Products of signs',
  help: 'Twelve noisy signs; the targets are one sign and the products of two, three and four others.',
  params: {
    n: integer({ label: 'Training rows', symbol: 'n', min: 64, max: 4000, default: 1000, scale: 'log' }),
    jitter: number({ label: 'Noise on the signs', min: 0, max: 1, default: 0.1 }),
  },
  make({ n, jitter }, { seed }) {
    const random = mulberry32(seed);
    const rows = (count: number): Rows => {
      const x = normals(random, count * INPUTS);
      const y = new Float64Array(count * ORDERS.length).fill(1);
      for (let i = 0; i < count; i++) {
        const signs = Float64Array.from({ length: INPUTS }, () => (random() < 0.5 ? -1 : 1));
        for (let k = 0; k < INPUTS; k++) x[i * INPUTS + k] = signs[k]! + jitter * x[i * INPUTS + k]!;
        let from = 0;
        ORDERS.forEach((order, t) => {
          for (let k = from; k < from + order; k++) y[i * ORDERS.length + t]! *= signs[k]!;
          from += order;
        });
      }
      return { count, x, y };
    };
    return { inputs: INPUTS, orders: ORDERS, train: rows(n), test: rows(1000) };
  },
});
