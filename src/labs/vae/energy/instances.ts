import { mulberry32, normals, type Random } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { hollowCouplings, monotonicity, shrinkColumns } from './monotone-couplings.ts';
import { type BoltzmannMachine, instance } from './problem.ts';

const STARTS = 5;

const margin = number({
  label: 'Monotonicity kept',
  symbol: 'm',
  min: 0.01,
  max: 0.9,
  default: 0.1,
  help: 'Smallest eigenvalue that I − Φ may have once the couplings are made monotone.',
});
const scale = number({ label: 'Size of the couplings', min: 0.05, max: 10, default: 3, scale: 'log' });

/** A machine from a square matrix of columns by variable, and marginals to start from: even ones, then random ones. */
function makeMachine(
  A: Float64Array,
  bias: Float64Array,
  groups: number,
  states: number,
  m: number,
  random: Random,
): BoltzmannMachine {
  const size = groups * states;
  const couplings = {
    free: hollowCouplings(A, size, states),
    monotone: hollowCouplings(shrinkColumns(A, size, states, m), size, states),
  };
  const starts = Array.from({ length: STARTS }, (_, s) => {
    const x = new Float64Array(size).fill(1 / states);
    if (s > 0) {
      for (let g = 0; g < groups; g++) {
        const weights = Array.from({ length: states }, () => (-Math.log(1 - random())) ** 3);
        const total = weights.reduce((sum, value) => sum + value, 0);
        weights.forEach((value, k) => {
          x[g * states + k] = value / total;
        });
      }
    }
    return x;
  });
  return {
    groups,
    states,
    size,
    bias,
    couplings,
    eigenvalues: { free: monotonicity(couplings.free, size), monotone: monotonicity(couplings.monotone, size) },
    margin: m,
    starts,
  };
}

export const random = instance({
  label: 'Random couplings',
  help: 'Couplings from a matrix of normal numbers; the bias of every state is standard normal.',
  params: {
    groups: integer({ label: 'Variables', min: 2, max: 16, default: 6 }),
    states: integer({ label: 'States of each', min: 2, max: 5, default: 3 }),
    scale,
    margin,
  },
  make({ groups, states, scale: size, margin: m }, { seed }) {
    const stream = mulberry32(seed);
    const n = groups * states;
    const A = normals(stream, n * n).map((value) => size * value);
    return makeMachine(A, normals(stream, n), groups, states, m, stream);
  },
});

export const aligned = instance({
  label: 'Aligned couplings',
  help: 'All variables nearly agree on one direction, so that I − Φ is large in it: undamped steps overshoot even where there is one solution.',
  params: {
    groups: integer({ label: 'Variables', min: 2, max: 16, default: 10 }),
    states: integer({ label: 'States of each', min: 2, max: 5, default: 2 }),
    spread: number({ label: 'How much they differ', min: 0, max: 1, default: 0.02 }),
    margin,
  },
  make({ groups, states, spread, margin: m }, { seed }) {
    const stream = mulberry32(seed);
    const n = groups * states;
    const direction = normals(stream, n);
    const norm = Math.hypot(...direction);
    const noise = normals(stream, n * n);
    const A = new Float64Array(n * n);
    for (let k = 0; k < n; k++)
      for (let j = 0; j < n; j++) {
        // States of a variable pull in opposite ways, the same ways in every variable.
        const sign = j % states === 0 ? 1 : -1 / (states - 1);
        A[k * n + j] = 10 * (sign * (direction[k]! / norm) + (spread / Math.sqrt(n)) * noise[k * n + j]!);
      }
    return makeMachine(A, normals(stream, n), groups, states, m, stream);
  },
});
