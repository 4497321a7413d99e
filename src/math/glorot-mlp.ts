import { type Activation, createMlp, type Mlp } from './mlp.ts';
import type { Random } from './random.ts';

/** A dense network whose weights are uniform in ±√(6/(fan in + fan out)) (Glorot & Bengio 2010), with zero biases. */
export function glorotMlp(sizes: readonly number[], activation: Activation, random: Random): Mlp {
  const mlp = createMlp(sizes, activation, random);
  mlp.weights.forEach((w, l) => {
    const reach = Math.sqrt(6 / (sizes[l]! + sizes[l + 1]!));
    for (let k = 0; k < w.length; k++) w[k] = reach * (2 * random() - 1);
  });
  return mlp;
}
