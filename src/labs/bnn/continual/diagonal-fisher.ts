import { BREATH, type Breathing } from '../../../math/breaths.ts';
import { backward, createGradients, createTape, forward, type Mlp, type MlpGradients } from '../../../math/mlp.ts';
import { softmaxRows } from '../../../math/softmax-cross-entropy.ts';
import type { Examples } from './problem.ts';

/**
 * Adds the diagonal of the Fisher information, Σ over examples and classes of p(c|x) (∂ log p(c|x)/∂θ)², to `fisher`. The
 * expectation over labels is exact; an example has one gradient, so a weight's square is the product of two squares.
 */
export function* addDiagonalFisher(net: Mlp, { count, inputs }: Examples, fisher: MlpGradients): Breathing<void> {
  const [n, classes] = [net.sizes[0]!, net.sizes.at(-1)!];
  const tape = createTape(net, 1);
  const one = createGradients(net);
  const p = new Float64Array(classes);
  const delta = new Float64Array(classes);
  const size = net.weights.reduce((sum, w) => sum + w.length, 0);
  let work = 0;
  for (let k = 0; k < count; k++) {
    const input = inputs.subarray(k * n, (k + 1) * n);
    p.set(forward(net, input, 1, tape).subarray(0, classes));
    softmaxRows(p, 1, classes, p);
    for (let c = 0; c < classes; c++) {
      // Classes that are all but excluded add nothing that can be seen.
      if (p[c]! < 1e-6) continue;
      for (let j = 0; j < classes; j++) delta[j] = p[j]! - (j === c ? 1 : 0);
      backward(net, input, 1, tape, delta, one);
      for (const part of ['weights', 'biases'] as const)
        one[part].forEach((gradient, l) => {
          const sum = fisher[part][l]!;
          for (let i = 0; i < gradient.length; i++) sum[i] = sum[i]! + p[c]! * gradient[i]! * gradient[i]!;
        });
      work += 4 * size;
    }
    if (work > 4 * BREATH) {
      work = 0;
      yield undefined;
    }
  }
}
