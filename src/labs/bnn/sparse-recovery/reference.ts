import { gaussianPosterior } from './gaussian-posterior.ts';
import { alternatingFactors, singularFactors } from './kronecker-factors.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  sbl: ({ A, y, gamma, s2 }) => {
    const { mean, variance, cost } = gaussianPosterior(
      Float64Array.from(A.flat()),
      Float64Array.from(y),
      Float64Array.from(gamma),
      s2,
    );
    return { mean, var: variance, gamma_new: mean.map((value, j) => value * value + variance[j]!), cost };
  },
  kronecker: ({ L }) => {
    const [rows, columns] = [L.length, L[0].length];
    const Lambda = Float64Array.from(L.flat());
    const alternating = alternatingFactors(Lambda, rows, columns, 1e-13);
    const singular = singularFactors(Lambda, rows, columns, 1e-14);
    let cost = 0;
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const gamma = alternating.first[i]! * alternating.second[j]!;
        cost += Math.log(gamma) + Lambda[i * columns + j]! / gamma;
      }
    return {
      am_g1: alternating.first,
      am_g2: alternating.second,
      am_cost: cost,
      svd_g1: singular.first,
      svd_g2: singular.second,
    };
  },
};
