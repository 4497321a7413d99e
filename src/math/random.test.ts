import { describe, expect, it } from 'vitest';
import { mulberry32, normals, philox, philoxStream } from './random.ts';

describe('random streams', () => {
  it('mulberry32 gives the five values of the card for seed 1', () => {
    const random = mulberry32(1);
    expect(Array.from({ length: 5 }, random)).toEqual([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522, 0.9810509674716741, 0.9683778982143849,
    ]);
  });

  it('Philox-2x32-10 gives the known answers of Random123', () => {
    expect(philox(0, 0, 0)).toEqual([0xff1dae59, 0x6cd10df2]);
    expect(philox(0xffffffff, 0xffffffff, 0xffffffff)).toEqual([0x2c3f628b, 0xab4fd7ad]);
    expect(philox(0x13198a2e, 0x243f6a88, 0x85a308d3)).toEqual([0xdd7ce038, 0xf62a4c12]);
  });

  it('an odd request of normals drops the last value and keeps the others', () => {
    expect(Array.from(normals(mulberry32(5), 7))).toEqual(Array.from(normals(mulberry32(5), 8)).slice(0, 7));
  });

  it('streams of one seed differ, and each is repeatable', () => {
    const draw = (stream: number) => Array.from({ length: 4 }, philoxStream(3, stream));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});
