import { claimsOf, faulty } from '../claims-of.ts';

interface Iterate {
  readonly f: Float64Array;
  readonly g: Float64Array;
  readonly phase?: string;
}

const newton = 'sinkhornNewtonSparse';
const claims = ['few-steps', 'orders-of-magnitude', 'sparse-hessian', 'images'];

/** Undoes each Newton move and makes it backwards. */
function wrongSign(): (iterate: Iterate) => void {
  let before: { f: Float64Array; g: Float64Array } | null = null;
  return ({ f, g, phase }) => {
    if (before && phase === 'Newton' && before.f.length === f.length) {
      for (let i = 0; i < f.length; i++) f[i] = 2 * before.f[i]! - f[i]!;
      for (let j = 0; j < g.length; j++) g[j] = 2 * before.g[j]! - g[j]!;
    }
    before = { f: f.slice(), g: g.slice() };
  };
}

claimsOf('sinkhorn-newton-sparse', {
  doNotHold: ['densities', 'cityblock'],
  faults: {
    'a wrong sign in the Newton direction': {
      breaks: (bench) => faulty<Iterate>(bench, newton, wrongSign()),
      claims,
      seeds: [1],
    },
    'a dropped update of the target potential': {
      breaks: (bench) =>
        faulty<Iterate>(bench, newton, ({ g, phase }) => {
          if (phase === 'Newton') g.fill(0);
        }),
      claims,
      seeds: [1],
    },
  },
});
