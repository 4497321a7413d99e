import { number } from '../../../../params/descriptor.ts';
import { learn, learningParams } from '../learning.ts';
import { method } from '../problem.ts';

/** Each coordinate of the feature is dropped with chance p, the others divided by 1 − p (Srivastava et al. 2014). */
export const dropout = method({
  label: 'Dropout',
  source: 'Srivastava et al. 2014, J. Mach. Learn. Res. 15',
  precision: 'float64',
  params: {
    ...learningParams,
    rate: number({ label: 'Dropped', symbol: 'p', min: 0, max: 0.9, default: 0.5 }),
  },
  solve: (problem, params, run) =>
    learn(
      problem,
      params,
      (factors, random) => {
        const { rate } = params;
        for (let j = 0; j < factors.length; j++) factors[j] = random() < rate ? 0 : 1 / (1 - rate);
      },
      run,
    ),
});
