/**
 * Seeded random streams. Data generators use mulberry32 (the convention of the reference files);
 * initialisation and noise use Philox-2x32-10, counter based, so that WGSL draws the same integers.
 */
export type Random = () => number;

/** mulberry32 (T. Ettinger, 2017): uniforms in [0, 1) from a 32-bit seed. */
export function mulberry32(seed: number): Random {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = s;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `count` standard normals by Box-Muller, both values of a pair used in order, an odd request drops the last. */
export function normals(random: Random, count: number): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i += 2) {
    const u1 = random();
    const u2 = random();
    const r = Math.sqrt(-2 * Math.log(1 - u1));
    out[i] = r * Math.cos(2 * Math.PI * u2);
    if (i + 1 < count) out[i + 1] = r * Math.sin(2 * Math.PI * u2);
  }
  return out;
}

const MULTIPLIER = 0xd256d193;
const WEYL = 0x9e3779b9;

/** High 32 bits of the product of two unsigned 32-bit integers, by 16-bit halves (WGSL has no 64-bit integers either). */
function mulHigh(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const cross = a0 * b1 + (middle % 65536);
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(cross / 65536)) >>> 0;
}

/** Philox-2x32-10 (Salmon et al. 2011, Random123): two 32-bit integers from a key and a 64-bit counter. */
export function philox(key: number, low: number, high: number): [number, number] {
  let k = key >>> 0;
  let c0 = low >>> 0;
  let c1 = high >>> 0;
  for (let round = 0; round < 10; round++) {
    const hi = mulHigh(MULTIPLIER, c0);
    const lo = Math.imul(MULTIPLIER, c0) >>> 0;
    c0 = (hi ^ k ^ c1) >>> 0;
    c1 = lo;
    k = (k + WEYL) >>> 0;
  }
  return [c0, c1];
}

/** Streams of one run: a further draw in one never shifts another. */
export const STREAMS = { initialisation: 1, noise: 2, deviceNoise: 3 } as const;

/** Uniforms in [0, 1): draw k is word k % 2 of philox(seed, k / 2, stream), divided by 2^32. */
export function philoxStream(seed: number, stream: number): Random {
  let counter = 0;
  let pair: [number, number] = [0, 0];
  return () => {
    if (counter % 2 === 0) pair = philox(seed, counter / 2, stream);
    return pair[counter++ % 2]! / 4294967296;
  };
}
