import { fractionalCovariance } from '../../../math/fractional-brownian.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { instance } from './problem.ts';

const TIMES = 48;

export const paths = instance({
  label: 'Paths on an interval',
  help: 'Fractional Brownian motion from time 0 to T, seen at 48 times.',
  params: {
    hurst: number({
      label: 'Hurst index',
      symbol: 'H',
      min: 0.05,
      max: 0.95,
      default: 0.3,
      help: 'Half is Brownian motion; paths are rougher below and smoother above.',
    }),
    terms: integer({ label: 'Processes', symbol: 'K', min: 1, max: 10, default: 5 }),
    fastest: number({
      label: 'Fastest rate',
      symbol: 'γ',
      min: 2,
      max: 1000,
      default: 20,
      scale: 'log',
      help: 'The slowest is its inverse; the others lie between in geometric order.',
    }),
    horizon: number({ label: 'Length of the interval', symbol: 'T', min: 0.5, max: 4, default: 1 }),
  },
  make({ hurst, terms, fastest, horizon }) {
    const times = Float64Array.from({ length: TIMES }, (_, i) => ((i + 1) * horizon) / TIMES);
    const covariance = new Float64Array(TIMES * TIMES);
    for (let i = 0; i < TIMES; i++)
      for (let j = i; j < TIMES; j++) {
        const value = fractionalCovariance(hurst, times[i]!, times[j]!);
        covariance[i * TIMES + j] = value;
        covariance[j * TIMES + i] = value;
      }
    return { hurst, terms, fastest, horizon, times, covariance };
  },
});
