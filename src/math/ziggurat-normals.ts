import type { Random } from './random.ts';

const LAYERS = 128;
/** Where the tail begins, and the area of every layer (Doornik 2005 for 128 layers). */
const TAIL = 3.442619855899;
const AREA = 9.91256303526217e-3;
/** 2⁻²⁴: a signed number of 25 bits becomes one in [−1, 1). */
const UNIT = 2 ** -24;

/** Right ends of the layers, widest first, and the densities e^{−x²/2} there. */
const edges = new Float64Array(LAYERS + 1);
const densities = new Float64Array(LAYERS + 1);

const density = (x: number): number => Math.exp(-0.5 * x * x);

edges[0] = AREA / density(TAIL);
edges[1] = TAIL;
for (let i = 2; i < LAYERS; i++) edges[i] = Math.sqrt(-2 * Math.log(AREA / edges[i - 1]! + density(edges[i - 1]!)));
for (let i = 1; i <= LAYERS; i++) densities[i] = density(edges[i]!);

/**
 * Fills arrays with standard normals, some ten times faster than Box–Muller from a counter-based stream: the ziggurat of
 * Marsaglia & Tsang (2000) in the form of Doornik (2005), layer and place from different bits of a word, the words from
 * mulberry32 (period 2³²) with a seed that `random` gives once.
 */
export function zigguratNormals(random: Random): (out: Float32Array | Float64Array) => void {
  // In an array, so that no draw makes a number object.
  const state = Int32Array.of(Math.floor(random() * 2 ** 32));

  /** mulberry32: see `random.ts`. */
  const word = (): number => {
    const s = (state[0]! + 0x6d2b79f5) | 0;
    state[0] = s;
    let t = Math.imul(s ^ (s >>> 15), s | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return t ^ (t >>> 14);
  };
  /** In (0, 1). */
  const uniform = (): number => ((word() >>> 0) + 0.5) / 2 ** 32;

  /** |x| > TAIL, Marsaglia 1964. */
  const tail = (): number => {
    for (;;) {
      const x = -Math.log(uniform()) / TAIL;
      if (-2 * Math.log(uniform()) > x * x) return TAIL + x;
    }
  };

  const draw = (): number => {
    for (;;) {
      const bits = word();
      const layer = bits & (LAYERS - 1);
      const u = (bits >> 7) * UNIT;
      const x = u * edges[layer]!;
      if (Math.abs(x) < edges[layer + 1]!) return x;
      if (layer === 0) return u < 0 ? -tail() : tail();
      const [low, high] = [densities[layer]!, densities[layer + 1]!];
      if (low + uniform() * (high - low) < density(x)) return x;
    }
  };

  return (out) => {
    for (let k = 0; k < out.length; k++) out[k] = draw();
  };
}
