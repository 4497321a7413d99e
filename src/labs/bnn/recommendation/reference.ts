import { pruneAndGrow } from '../../../math/prune-and-grow.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  'prune-grow': ({ w, mask, score, rate }) => {
    const weights = Float64Array.from(w);
    const active = Uint8Array.from(mask);
    const count = Math.ceil(rate * active.reduce((sum, one) => sum + one, 0));
    const moved = pruneAndGrow(
      weights,
      active,
      (i) => Math.abs(w[i]),
      (i) => Math.abs(score[i]),
      count,
    );
    return { mask: active, w: weights, ...moved };
  },
};
