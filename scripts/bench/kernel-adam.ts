import { mulberry32, normals } from '../../src/math/random.ts';
import { closeAdam, flatAdam, openAdam, readAdam } from '../../src/tensor/nn/flat-adam.ts';
import { layoutOf, pack, unpack } from '../../src/tensor/nn/flat-parameters.ts';
import { tf } from '../../src/tensor/tf.ts';
import type { KernelBench, KernelSide } from './kernel.ts';

const RATE = 1e-3;
const CHECKED = 3;

/** Adam on an n × n layer and its biases: one kernel over all parameters against the optimiser of tfjs, same gradients. */
export async function openAdamBench(n: number): Promise<KernelBench> {
  const layout = layoutOf([[n, n], [n]]);
  const first = Float32Array.from(normals(mulberry32(1), layout.size));
  const gradient = Float32Array.from(normals(mulberry32(2), layout.size));
  const slopes = tf.tidy(() => unpack(tf.tensor1d(gradient), layout).map((tensor) => tf.keep(tensor.clone())));
  const openFused = () => {
    let state = openAdam(first, layout);
    let step = 0;
    return {
      step() {
        state = flatAdam(state, () => slopes, layout, RATE, ++step);
      },
      read: () => readAdam(state, 'parameters'),
      last: () => state.tensors[0]!,
      dispose: () => closeAdam(state),
    };
  };
  const openComposed = () => {
    const variables = tf.tidy(() => unpack(tf.tensor1d(first), layout).map((tensor) => tf.variable(tensor)));
    const optimiser = tf.train.adam(RATE, 0.9, 0.999, 1e-8);
    const named = variables.map(({ name }, k) => ({ name, tensor: slopes[k]! }));
    return {
      step: () => optimiser.applyGradients(named),
      read: async () => tf.tidy(() => pack(variables)).data(),
      last: () => variables[0]!,
      dispose() {
        optimiser.dispose();
        tf.dispose(variables);
      },
    };
  };
  const open = { fused: openFused, composed: openComposed };
  const loops = { fused: openFused(), composed: openComposed() };
  // The flat state is read and written whole, and the gradients read once.
  const work = { flops: 12 * layout.size, bytes: 28 * layout.size };
  return {
    work,
    async run(side, repetitions) {
      for (let k = 0; k < repetitions; k++) loops[side].step();
      // Commands run in order: one number is home when all steps are done, and millions of them are no part of a step.
      const one = tf.tidy(() => tf.slice(loops[side].last(), [0, 0], [1, 1]));
      await one.data();
      one.dispose();
    },
    async errors() {
      const error = async (side: KernelSide) => {
        const loop = open[side]();
        for (let k = 0; k < CHECKED; k++) loop.step();
        const found = await loop.read();
        loop.dispose();
        // A constant gradient moves every parameter by the rate a step, less what ε takes of it.
        return first.reduce((most, value, k) => {
          const g = gradient[k]!;
          return Math.max(most, Math.abs(value - (CHECKED * RATE * g) / (Math.abs(g) + 1e-8) - found[k]!));
        }, 0);
      };
      return { fused: await error('fused'), composed: await error('composed') };
    },
    dispose() {
      loops.fused.dispose();
      loops.composed.dispose();
      tf.dispose(slopes);
    },
  };
}
