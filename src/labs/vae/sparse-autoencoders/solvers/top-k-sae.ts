import { liveValues } from '../../../../params/live-values.ts';
import { method } from '../problem.ts';
import { sparsityParam, trainingParams, trainSparse } from '../training.ts';

/**
 * Source   Gao et al. 2024, arXiv 2406.04093, as the baseline of Baker & Li 2025
 * Solves   min mean |x − x̂|² + L_aux/32 with x̂ = f W_d + b_d, f the k largest entries of relu(x W_e + b_e), |W_d,j| = 1
 * Cost     some 6 · 128 · 2 d m multiply-adds a step
 * Rate     none known; 1,500 steps of Adam at 3e-3 suffice at d = 16, m = 64
 * Needs    m above the number of directions, or some stay unfound
 * Fails    a row that is not kept learns nothing: where it starts badly it stays dead, but for the auxiliary loss
 * Departs  no geometric median for b_d, and no projection of the gradient off the decoder's rows: they are scaled afterwards
 */
export const topKSae = method({
  label: 'TopK SAE',
  source: 'Gao et al. 2024, arXiv 2406.04093',
  precision: 'float64',
  params: { ...trainingParams, sparsity: sparsityParam },
  solve: (problem, given, run) => {
    const { sparsity: k, dictionary } = given;
    const rest = { dictionary, k, variance: 'none', klWeight: Number.NaN, warmUp: 1 } as const;
    return trainSparse(problem, liveValues(given, ['learningRate', 'updates'], rest), run);
  },
});
