import { learn, learningParams } from '../learning.ts';
import { method } from '../problem.ts';

/** Cross-entropy on the labels given, nothing else: the network ends up remembering the wrong ones (Zhang et al. 2017). */
export const plain = method({
  label: 'Plain',
  source: 'Baseline; memorisation: Zhang et al. 2017, arXiv 1611.03530',
  precision: 'float64',
  params: learningParams,
  solve: (problem, params, run) => learn(problem, params, null, run),
});
