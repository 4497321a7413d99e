import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { expect, test } from 'vitest';
import { createOptimiser } from '../../math/optimisers.ts';
import { mulberry32, normals } from '../../math/random.ts';
import { liveTensors, openBackend } from '../backend.ts';
import { tf } from '../tf.ts';
import { closeAdam, flatAdam, openAdam, readAdam } from './flat-adam.ts';
import { layoutOf, pack, unpack } from './flat-parameters.ts';

const wasmPaths = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;

test.each(['cpu', 'wasm'] as const)('one kernel on %s takes the steps of Adam in float64', async (asked) => {
  await openBackend({ asked, gpu: undefined, wasmPaths, onLost: () => {}, timeoutMs: 20_000, strict: true });
  const before = liveTensors();
  const count = 65;
  const parameters = normals(mulberry32(1), count);
  const optimiser = createOptimiser('adam', [parameters]);
  const layout = layoutOf([[5, 11], [10]]);
  let state = openAdam(Float32Array.from(parameters), layout);
  for (let step = 1; step <= 20; step++) {
    const gradient = normals(mulberry32(step + 1), count);
    optimiser.step([gradient], 0.01);
    state = flatAdam(state, () => unpack(tf.tensor1d(Float32Array.from(gradient)), layout), layout, 0.01, step);
  }
  const found = tf.tidy(() => pack(state.tensors).dataSync());
  expect(await readAdam(state, 'parameters')).toEqual(found);
  expect((await readAdam(state, 'all')).slice(0, count)).toEqual(found);
  closeAdam(state);
  for (let k = 0; k < count; k++) expect(Math.abs(found[k]! - parameters[k]!)).toBeLessThan(2e-6);
  expect(liveTensors()).toBe(before);
});
