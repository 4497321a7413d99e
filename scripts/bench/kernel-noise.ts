import { mulberry32, STREAMS } from '../../src/math/random.ts';
import { zigguratNormals } from '../../src/math/ziggurat-normals.ts';
import { drawNormals, normalsCost, normalsTwin, pairsOf } from '../../src/tensor/kernels/device-noise.ts';
import { type Tensor2D, tf } from '../../src/tensor/tf.ts';
import type { KernelBench, KernelSide } from './kernel.ts';

const KEY = 5;

/** `count` normals in a tensor on the device: drawn there, or by the ziggurat on the processor and brought there. */
export async function openNoiseBench(count: number): Promise<KernelBench> {
  const place = (draw: number) => ({ key: KEY, stream: STREAMS.deviceNoise, counter: draw * pairsOf(count) });
  const normals = zigguratNormals(mulberry32(KEY));
  const numbers = new Float32Array(count);
  let draws = 0;
  const draw: Record<KernelSide, () => Tensor2D> = {
    fused: () => drawNormals(place(draws++), [1, count]),
    composed() {
      normals(numbers);
      return tf.tensor2d(numbers.slice(), [1, count]);
    },
  };
  return {
    work: normalsCost(count),
    async run(side, repetitions) {
      for (let k = 0; k < repetitions; k++) {
        const drawn = draw[side]();
        // One number of each draw: an operation that needs the tensor on the device.
        const used = tf.slice(drawn, [0, count - 1], [1, 1]);
        drawn.dispose();
        if (k === repetitions - 1) await used.data();
        used.dispose();
      }
    },
    async errors() {
      const error = async (side: KernelSide, exact: () => Float64Array) => {
        const drawn = draw[side]();
        const found = await drawn.data();
        drawn.dispose();
        const expected = exact();
        const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        return expected.reduce((most, value, k) => Math.max(most, Math.abs(value - found[k]!)), 0) / largest;
      };
      return {
        fused: await error('fused', () => normalsTwin(place(draws - 1), count)),
        // What came back is what went up.
        composed: await error('composed', () => Float64Array.from(numbers)),
      };
    },
    dispose() {},
  };
}
