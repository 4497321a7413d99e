const SIDE = 28;
const PIXELS = SIDE * SIDE;

/** Handwritten digits of 28 × 28 pixels, grey levels 0 to 255 (LeCun, Cortes and Burges). */
export interface Mnist {
  readonly count: number;
  readonly side: 28;
  /** count × 784, row-major. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** Views into the bytes of mnist.bin, which scripts/pack-mnist.mjs makes: all pixels, then one label an image. */
export function decodeMnist(bytes: Uint8Array): Mnist {
  const count = bytes.length / (PIXELS + 1);
  if (!Number.isInteger(count) || count === 0)
    throw new RangeError(`mnist.bin has ${bytes.length} bytes, not ${PIXELS + 1} an image`);
  return { count, side: SIDE, pixels: bytes.subarray(0, count * PIXELS), labels: bytes.subarray(count * PIXELS) };
}
