import { number } from '../../../../params/descriptor.ts';
import { method, type Weights } from '../problem.ts';
import { affine, affineGradient } from '../rows.ts';
import { BATCH, train, trainingParams } from '../training.ts';
import { createWeights } from '../weights.ts';

/**
 * Source   Bricken et al. 2023, "Towards monosemanticity", as the baseline of Baker & Li 2025
 * Solves   min mean |x − x̂|² + λ mean Σ_j f_j |W_d,j| with f = relu(x W_e + b_e), x̂ = f W_d + b_d
 * Cost     some 6 · 128 · 2 d m multiply-adds a step
 * Rate     none known
 * Needs    λ below the size of a code, or none is left
 * Fails    the penalty shrinks the codes that it keeps, so that a feature is split over several rows
 * Departs  the rows of the decoder are scaled to length 1 after every step, as those of its siblings are
 */
export const reluSae = method({
  label: 'ReLU SAE',
  source: 'Bricken et al. 2023',
  precision: 'float64',
  params: {
    ...trainingParams,
    penalty: number({ label: 'Penalty', symbol: 'λ', min: 0.01, max: 1, default: 0.1, scale: 'log' }),
  },
  solve(problem, given, run) {
    const weights = createWeights(problem.d, given.dictionary, false, run.random);
    const codes = new Float64Array(BATCH * weights.m);
    const slopes = new Float64Array(BATCH * weights.m);
    return train(
      problem,
      weights,
      given,
      (x, g) => {
        reluLoss(weights, x, BATCH, given.penalty, g, codes, slopes);
      },
      { variance: 'none', k: null, klWeight: Number.NaN },
      run,
    );
  },
});

/** Loss of a batch; its gradients replace what `g` held. */
export function reluLoss(
  weights: Weights,
  x: Float64Array,
  rows: number,
  penalty: number,
  g: Weights,
  codes: Float64Array,
  slopes: Float64Array,
): number {
  const { d, m, We, be, Wd, bd } = weights;
  g.Wd.fill(0);
  g.bd.fill(0);
  affine(x, rows, d, We, be, codes);
  const norms = Float64Array.from({ length: m }, (_, j) => Math.hypot(...Wd.subarray(j * d, (j + 1) * d)));
  const off = new Float64Array(d);
  const used = new Float64Array(m);
  let loss = 0;
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < d; i++) off[i] = bd[i]! - x[r * d + i]!;
    for (let j = 0; j < m; j++) {
      const code = Math.max(0, codes[r * m + j]!);
      codes[r * m + j] = code;
      if (code === 0) continue;
      loss += (penalty * code * norms[j]!) / rows;
      used[j] = used[j]! + code;
      for (let i = 0; i < d; i++) off[i] = off[i]! + code * Wd[j * d + i]!;
    }
    for (let i = 0; i < d; i++) {
      loss += off[i]! ** 2 / rows;
      off[i] = (2 * off[i]!) / rows;
      g.bd[i] = g.bd[i]! + off[i]!;
    }
    for (let j = 0; j < m; j++) {
      const code = codes[r * m + j]!;
      slopes[r * m + j] = 0;
      if (code === 0) continue;
      let slope = (penalty * norms[j]!) / rows;
      for (let i = 0; i < d; i++) {
        slope += off[i]! * Wd[j * d + i]!;
        g.Wd[j * d + i] = g.Wd[j * d + i]! + code * off[i]!;
      }
      slopes[r * m + j] = slope;
    }
  }
  // The penalty pulls at the lengths of the rows: λ mean f_j W_d,j / |W_d,j|.
  for (let j = 0; j < m; j++)
    for (let i = 0; i < d; i++)
      g.Wd[j * d + i] = g.Wd[j * d + i]! + (penalty * used[j]! * Wd[j * d + i]!) / (rows * Math.max(norms[j]!, 1e-12));
  affineGradient(x, rows, d, slopes, g.We, g.be);
  return loss;
}
