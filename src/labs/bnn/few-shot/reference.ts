import { localPosterior } from './local-posterior.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  'niw-local': ({ mbar, Abar, m0, V0, n0 }) => {
    const d: number = mbar.length;
    const curvature = new Float64Array(d * d);
    for (let j = 0; j < d; j++) curvature[j * d + j] = Abar[j];
    const { mean, covariance } = localPosterior(
      curvature,
      Float64Array.from(mbar, (value: number, j: number) => value * Abar[j]),
      Float64Array.from(m0),
      Float64Array.from(V0, (value: number) => n0 / value),
    );
    return { m: mean, v: Array.from({ length: d }, (_, j) => covariance[j * d + j]) };
  },
};
