import { decodeDigits8 } from './digits8.ts';

export interface LabelledImages {
  readonly count: number;
  /** count × 64, grey levels from 0 to 1. */
  readonly images: Float64Array;
  readonly labels: Uint8Array;
}

/** The 8 × 8 digits in two parts: for testing every fifth (numbers 4, 9, …), 359 of them; for training the other 1,438. */
export function splitDigits8(bytes: Uint8Array): { train: LabelledImages; test: LabelledImages } {
  const { count, side, pixels, labels } = decodeDigits8(bytes);
  const size = side * side;
  const part = (mine: (k: number) => boolean): LabelledImages => {
    const chosen = Array.from({ length: count }, (_, k) => k).filter(mine);
    const images = new Float64Array(chosen.length * size);
    chosen.forEach((k, i) => {
      for (let p = 0; p < size; p++) images[i * size + p] = pixels[k * size + p]! / 16;
    });
    return { count: chosen.length, images, labels: Uint8Array.from(chosen, (k) => labels[k]!) };
  };
  return { train: part((k) => k % 5 !== 4), test: part((k) => k % 5 === 4) };
}
