import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../math/random.ts';
import { decodeFaceOracle } from './face-oracle.ts';
import { FACE_ATTRIBUTES, FACE_SIDE, faces, paintFace } from './faces.ts';

const PIXELS = FACE_SIDE * FACE_SIDE;
const nuisances = { dx: 0.05, dy: 0.1, width: 0.6, eye: 0.25, skin: 0.7 };
const painted = (...attributes: number[]) => {
  const image = new Float64Array(PIXELS);
  paintFace(attributes, nuisances, image);
  return image;
};

describe('Faces', () => {
  it('change only around the eyes when glasses are put on', () => {
    const [without, worn] = [painted(1, 0, 1, 1), painted(1, 1, 1, 1)];
    let changed = 0;
    for (let k = 0; k < PIXELS; k++) {
      // Soft edges fade out over a tenth of the image.
      if (Math.abs(without[k]! - worn[k]!) < 0.05) continue;
      changed++;
      const x = (((k % FACE_SIDE) + 0.5) / FACE_SIDE) * 2 - 1 - nuisances.dx;
      const y = ((Math.floor(k / FACE_SIDE) + 0.5) / FACE_SIDE) * 2 - 1 - nuisances.dy;
      expect(Math.min(...[-1, 1].map((side) => Math.hypot(x - side * nuisances.eye, y + 0.12)))).toBeLessThan(0.45);
    }
    expect(changed).toBeGreaterThan(10);
  });

  it('have every attribute on in about half of them, and grey levels from 0 to 1', () => {
    const { images, attributes } = faces(2000, mulberry32(5));
    FACE_ATTRIBUTES.forEach((_, a) => {
      let on = 0;
      for (let k = 0; k < 2000; k++) on += attributes[k * 4 + a]!;
      // Four standard deviations of a fair coin thrown 2,000 times.
      expect(Math.abs(on - 1000)).toBeLessThan(90);
    });
    expect(images.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('are read by the stored classifier as well as the card asks: 99 % of the attributes, 96 % of the faces', () => {
    const oracle = decodeFaceOracle(new Uint8Array(readFileSync('public/data/face-oracle.bin')));
    const { images, attributes } = faces(1000, mulberry32(6));
    let bits = 0;
    let whole = 0;
    for (let k = 0; k < 1000; k++) {
      const right = oracle(images, k * PIXELS).filter((logit, a) => logit > 0 === (attributes[k * 4 + a] === 1)).length;
      bits += right / 4;
      if (right === 4) whole++;
    }
    expect(bits).toBeGreaterThan(990);
    expect(whole).toBeGreaterThan(960);
  });

  it('need a classifier file of the right length', () => {
    expect(() => decodeFaceOracle(new Uint8Array(12))).toThrow('face-oracle.bin has 12 bytes, not 66832');
  });
});
