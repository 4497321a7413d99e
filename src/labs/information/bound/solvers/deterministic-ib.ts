import { decoderOf } from '../../../../math/bottleneck-curve.ts';
import { anneal, annealing } from '../anneal.ts';
import { method } from '../problem.ts';

/**
 * The deterministic information bottleneck: H(T) in place of I(X;T), so that every x has one letter,
 *
 *   t(x) = argmax_t  log p(t) − β KL(p(y|x) ‖ p(y|t)),
 *
 * from the largest β down, each from the map of the one before. A letter that has lost its mass stays empty.
 *
 * Strouse & Schwab 2017, "The deterministic information bottleneck", algorithm 2. Departs: starts from one letter for
 * every x in place of random maps.
 */
export const deterministicIb = method({
  label: 'Deterministic',
  source: 'Strouse & Schwab 2017, arXiv 1604.00268',
  precision: 'float64',
  params: annealing,
  solve(problem, params, run) {
    const { channel } = problem;
    const { rows, cols, pyx } = channel;
    return anneal(problem, params, (encoder, beta, next) => {
      run.count('multiply-add', 2 * rows * rows * cols);
      const { pt, pyt } = decoderOf(channel, encoder, rows);
      let change = 0;
      next.fill(0);
      for (let x = 0; x < rows; x++) {
        let best = -1;
        let most = Number.NEGATIVE_INFINITY;
        for (let t = 0; t < rows; t++) {
          if (pt[t]! <= 0) continue;
          let score = Math.log(pt[t]!);
          for (let y = 0; y < cols; y++) {
            const p = pyx[x * cols + y]!;
            // Σ p log p does not depend on t.
            if (p > 0) score += beta * p * Math.log(pyt[t * cols + y]!);
          }
          if (score > most) {
            most = score;
            best = t;
          }
        }
        next[x * rows + best] = 1;
        change = Math.max(change, 1 - encoder[x * rows + best]!);
      }
      return change;
    });
  },
});
