import { FACE_ATTRIBUTES, FACE_SIDE } from './faces.ts';

const PIXELS = FACE_SIDE * FACE_SIDE;
const HIDDEN = 64;
const OUT = FACE_ATTRIBUTES.length;
const LENGTHS = [PIXELS * HIDDEN, HIDDEN, HIDDEN * OUT, OUT];

/** Logits of the four attributes of the image that starts at `offset`; positive says that the attribute is there. */
export type FaceOracle = (images: ArrayLike<number>, offset: number) => number[];

/**
 * The attribute classifier that judges generated faces: a network 256-64-4 with rectified units, trained once by
 * scripts/train-face-oracle.mjs and stored as float32 (weights by input, biases, weights, biases).
 */
export function decodeFaceOracle(bytes: Uint8Array): FaceOracle {
  const total = LENGTHS.reduce((sum, length) => sum + length, 0);
  if (bytes.length !== total * 4) throw new RangeError(`face-oracle.bin has ${bytes.length} bytes, not ${total * 4}`);
  const all = new Float32Array(bytes.slice().buffer);
  let at = 0;
  const [w1, b1, w2, b2] = LENGTHS.map((length) => {
    at += length;
    return all.subarray(at - length, at);
  }) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const hidden = new Float64Array(HIDDEN);
  return (images, offset) => {
    hidden.set(b1);
    for (let i = 0; i < PIXELS; i++) {
      const x = images[offset + i]!;
      for (let h = 0; h < HIDDEN; h++) hidden[h]! += x * w1[i * HIDDEN + h]!;
    }
    const logits = Array.from(b2);
    for (let h = 0; h < HIDDEN; h++) {
      const active = Math.max(0, hidden[h]!);
      for (let k = 0; k < OUT; k++) logits[k]! += active * w2[h * OUT + k]!;
    }
    return logits;
  };
}
