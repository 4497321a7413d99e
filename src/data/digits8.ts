const COUNT = 1797;
const SIDE = 8;
const PIXELS = SIDE * SIDE;

/** Optical Recognition of Handwritten Digits (Alpaydin & Kaynak 1998, UCI): 1,797 images of 8 × 8 pixels, 0 to 16. */
export interface Digits8 {
  readonly count: number;
  readonly side: number;
  /** count × 64, row-major. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** Views into the bytes of digits8.bin: all pixels, then one label an image. */
export function decodeDigits8(bytes: Uint8Array): Digits8 {
  if (bytes.length !== COUNT * (PIXELS + 1)) throw new RangeError(`digits8.bin has ${bytes.length} bytes, not 116,805`);
  return {
    count: COUNT,
    side: SIDE,
    pixels: bytes.subarray(0, COUNT * PIXELS),
    labels: bytes.subarray(COUNT * PIXELS),
  };
}

/** Pixels in [0, 1] of the image of that class numbered ⌊u · images of the class⌋, for u in [0, 1). */
export function digitOfClass(digits: Digits8, label: number, u: number): Float64Array {
  const found: number[] = [];
  digits.labels.forEach((one, k) => {
    if (one === label) found.push(k);
  });
  const k = found[Math.floor(u * found.length)]!;
  return Float64Array.from(digits.pixels.subarray(k * PIXELS, (k + 1) * PIXELS), (v) => v / 16);
}

/** Bilinear enlargement of a square image by a whole factor; samples beyond the outer pixel centres take the edge. */
export function enlarge(image: Float64Array, side: number, factor: number): Float64Array {
  const size = side * factor;
  const out = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const y = Math.min(Math.max((row + 0.5) / factor - 0.5, 0), side - 1);
      const x = Math.min(Math.max((column + 0.5) / factor - 0.5, 0), side - 1);
      const top = Math.min(Math.floor(y), side - 2);
      const left = Math.min(Math.floor(x), side - 2);
      const v = y - top;
      const u = x - left;
      const at = top * side + left;
      out[row * size + column] =
        (1 - v) * ((1 - u) * image[at]! + u * image[at + 1]!) +
        v * ((1 - u) * image[at + side]! + u * image[at + side + 1]!);
    }
  }
  return out;
}
