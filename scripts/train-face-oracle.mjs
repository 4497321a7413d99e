// Trains the classifier that judges generated faces (src/data/face-oracle.ts) and writes public/data/face-oracle.bin.
// 500 steps of 128 faces, Adam 3e-3, noise of standard deviation 0.1 on the pixels, clipped to [0, 1]; seed 1.
import { writeFileSync } from 'node:fs';
import { runnerImport } from 'vite';

const load = async (path) => (await runnerImport(path)).module;
const { faces, FACE_ATTRIBUTES, FACE_SIDE } = await load('./src/data/faces.ts');
const { mulberry32, normals } = await load('./src/math/random.ts');
const { createMlp, createTape, createGradients, parametersOf, forward, backward } = await load('./src/math/mlp.ts');
const { createOptimiser } = await load('./src/math/optimisers.ts');
const { decodeFaceOracle } = await load('./src/data/face-oracle.ts');

const PIXELS = FACE_SIDE * FACE_SIDE;
const OUT = FACE_ATTRIBUTES.length;
const BATCH = 128;
const random = mulberry32(1);
const net = createMlp([PIXELS, 64, OUT], 'relu', random);
const tape = createTape(net, BATCH);
const gradients = createGradients(net);
const adam = createOptimiser('adam', parametersOf(net));
const input = new Float64Array(BATCH * PIXELS);
const error = new Float64Array(BATCH * OUT);
for (let step = 0; step < 500; step++) {
  const { images, attributes } = faces(BATCH, random);
  const noise = normals(random, input.length);
  input.forEach((_, k) => {
    input[k] = Math.min(1, Math.max(0, images[k] + 0.1 * noise[k]));
  });
  const logits = forward(net, input, BATCH, tape);
  error.forEach((_, k) => {
    error[k] = (1 / (1 + Math.exp(-logits[k])) - attributes[k]) / BATCH;
  });
  backward(net, input, BATCH, tape, error, gradients);
  adam.step(parametersOf(gradients), 3e-3);
}
const bytes = new Uint8Array(Float32Array.from(parametersOf(net).flatMap((part) => Array.from(part))).buffer);
writeFileSync('public/data/face-oracle.bin', bytes);

const oracle = decodeFaceOracle(bytes);
const { images, attributes } = faces(2000, mulberry32(2));
let bits = 0;
let whole = 0;
for (let k = 0; k < 2000; k++) {
  const right = oracle(images, k * PIXELS).filter((logit, a) => logit > 0 === (attributes[k * OUT + a] === 1)).length;
  bits += right / OUT / 2000;
  whole += (right === OUT) / 2000;
}
console.log(`right per attribute ${bits.toFixed(4)}, all four ${whole.toFixed(4)}`);
