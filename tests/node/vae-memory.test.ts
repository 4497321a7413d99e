import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { expect, test } from 'vitest';
import bench from '../../src/labs/vae/images/bench.ts';
import { philoxStream } from '../../src/math/random.ts';
import { defaults } from '../../src/params/descriptor.ts';
import { openBackend } from '../../src/tensor/backend.ts';
import { tf } from '../../src/tensor/tf.ts';

const wasmPaths = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep;

test('10,000 steps on wasm leave as many tensors and bytes as 100 did', async () => {
  await openBackend({ asked: 'wasm', gpu: undefined, wasmPaths, onLost: () => {}, timeoutMs: 20_000, strict: true });
  const images = Array.from({ length: 20 }, (_, i) => [0, 1, (i % 5) / 5, 0.5]);
  const problem = bench.instances.user.make({}, { seed: 1, assets: {}, data: { images, width: 2, height: 2 } });
  const values = { ...defaults(bench.methods.ardVae.params), latent: 2, width: 16, batch: 16 };
  const steps = bench.methods.ardVae.solve(problem, values as never, {
    random: philoxStream(1, 1),
    noise: philoxStream(1, 2),
    count: () => {},
    backend: 'wasm',
  }) as AsyncGenerator<{ settle?: () => Promise<void> } | undefined, void>;
  const before = tf.memory().numTensors;
  let held: { numTensors: number; numBytes: number } | null = null;
  for (let step = 0; step < 10_000; ) {
    const { value } = await steps.next();
    if (value === undefined) continue;
    step++;
    if (step % 100 === 0) await value.settle?.();
    if (step === 300) held = { ...tf.memory() };
  }
  const { numTensors, numBytes } = tf.memory();
  expect({ numTensors, numBytes }).toEqual({ numTensors: held!.numTensors, numBytes: held!.numBytes });
  await steps.return();
  expect(tf.memory().numTensors).toBe(before);
});
