import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../math/random.ts';
import { paintSprite, SPRITE_SIDE, type SpriteFactors, sprites } from './sprites.ts';

const PIXELS = SPRITE_SIDE * SPRITE_SIDE;

describe('Sprites', () => {
  it.each([
    ['position', 2],
    ['positionScale', 3],
    ['squareAngle', 4],
  ] satisfies [SpriteFactors, number][])('with %s vary in %i factors', (factors, count) => {
    const { images, factors: values, factorCount } = sprites(300, factors, mulberry32(1));
    expect(factorCount).toBe(count);
    expect(values.length).toBe(300 * count);
    for (let f = 0; f < count; f++)
      expect(new Set(Array.from({ length: 300 }, (_, k) => values[k * count + f])).size).toBe(300);
    expect(images.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('weigh as much as the area of their shape', () => {
    const image = new Float64Array(PIXELS);
    paintSprite({ shape: 0, scale: 0.4, angle: 0, cx: 0.1, cy: -0.05 }, image);
    const area = image.reduce((sum, value) => sum + value, 0) * (2 / SPRITE_SIDE) ** 2;
    // A logistic edge of width w adds π²w²/3 to the square of the radius; the rest is the grid's.
    expect(Math.abs(area / Math.PI - (0.4 ** 2 + (Math.PI ** 2 / 3) * 0.04 ** 2))).toBeLessThan(2e-4);
  });

  it('look the same after a quarter turn of a square', () => {
    const [straight, turned] = [new Float64Array(PIXELS), new Float64Array(PIXELS)];
    paintSprite({ shape: 1, scale: 0.3, angle: 0.4, cx: 0, cy: 0 }, straight);
    paintSprite({ shape: 1, scale: 0.3, angle: 0.4 + Math.PI / 2, cx: 0, cy: 0 }, turned);
    turned.forEach((value, k) => {
      expect(Math.abs(value - straight[k]!)).toBeLessThan(1e-9);
    });
  });
});
