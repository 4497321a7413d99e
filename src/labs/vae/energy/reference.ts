import { entropicProx } from '../../../math/entropic-prox.ts';
import { iterateMarginals } from './iterate-marginals.ts';
import { monotonicity } from './monotone-couplings.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

const idle = { random: () => 0, noise: () => 0, count: () => undefined, backend: 'cpu' } as const;
const STEPS = 3000;

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  prox_softmax: ({ y, alphas }) => {
    const solve = (alpha: number) => {
      const x = new Float64Array(y.length);
      entropicProx(Float64Array.from(y), alpha, x);
      return x;
    };
    return { x: alphas.map(solve).map((x: Float64Array) => Array.from(x)), softmax: solve(1) };
  },
  monotone_mean_field: ({ groups, states, m, Phi, b }) => {
    const size = groups * states;
    const monotone = Float64Array.from(Phi.flat());
    const eigenvalues = monotonicity(monotone, size);
    const machine = {
      groups,
      states,
      size,
      bias: Float64Array.from(b),
      couplings: { free: monotone, monotone },
      eigenvalues: { free: eigenvalues, monotone: eigenvalues },
      margin: m,
      starts: [new Float64Array(size).fill(1 / states)],
    };
    let x: Float64Array = machine.starts[0]!;
    let step = 0;
    for (const marginals of iterateMarginals(machine, 'monotone', { alpha: 0.125 }, idle)) {
      x = marginals.x[0]!;
      if (++step === STEPS) break;
    }
    return { fixed_point: Array.from(x), min_eig_I_minus_Phi: eigenvalues.at(-1) };
  },
};
