import { describe, expect, it } from 'vitest';
import { blobs, bumpImages, gaussianPairs, rectangleImages, rotated, uniforms } from './known-information.ts';

describe('data of known information', () => {
  it('has the correlation the information asks for', () => {
    const { a, b } = gaussianPairs(3, 20_000, 2, 1.5);
    const product = a.reduce((sum, v, k) => sum + v * b[k]!, 0) / a.length;
    expect(product).toBeCloseTo(Math.sqrt(1 - Math.exp(-1.5)), 1.5);
    const square = b.reduce((sum, v) => sum + v * v, 0) / b.length;
    expect(square).toBeCloseTo(1, 1.5);
    const apart = gaussianPairs(3, 10, 2, 0);
    expect(apart.a).not.toEqual(apart.b);
  });

  it('keeps lengths when it is rotated', () => {
    const { a } = gaussianPairs(1, 50, 3, 1);
    const turned = rotated(a, 50, 3, 9);
    expect(turned).not.toEqual(a);
    for (let i = 0; i < 50; i++)
      expect(Math.hypot(...turned.subarray(3 * i, 3 * i + 3))).toBeCloseTo(
        Math.hypot(...a.subarray(3 * i, 3 * i + 3)),
        12,
      );
  });

  it('draws bumps where u says, and rectangles whose area is the covered one', () => {
    const u = Float64Array.of(0, 1, 0.5, 0.5);
    const images = bumpImages(u, 2, 11, 0.2);
    const peak = (image: Float64Array) => image.indexOf(Math.max(...image));
    expect([Math.floor(peak(images.subarray(0, 121)) / 11), peak(images.subarray(0, 121)) % 11]).toEqual([3, 7]);
    expect(peak(images.subarray(121))).toBe(5 * 11 + 5);
    const area = rectangleImages(Float64Array.of(0.3, 0.6, 0, 1), 1, 16).reduce((sum, v) => sum + v, 0) / 256;
    const left = 0.75 * (1 - Math.sqrt(0.7));
    expect(area).toBeCloseTo(0.25 + 0.6 * (0.75 - left), 12);
    expect(Array.from(uniforms(Float64Array.of(0)))).toEqual([0.5]);
  });

  it('knows what labels say of blobs: log₂ c far apart, nothing when drawn again, a symmetric channel between', () => {
    expect(blobs(1, 10, 4, 30, 0).information).toBeCloseTo(2, 6);
    expect(blobs(1, 10, 4, 30, 1).information).toBeCloseTo(0, 6);
    const h = -(0.75 * Math.log2(0.75) + 0.25 * Math.log2(0.25));
    expect(blobs(1, 10, 2, 30, 0.5).information).toBeCloseTo(1 - h, 5);
    expect(blobs(1, 10, 3, 0, 0).information).toBeCloseTo(0, 5);
    const { labels } = blobs(2, 4000, 4, 3, 0.5);
    for (let c = 0; c < 4; c++) expect(Math.abs(labels.filter((label) => label === c).length - 1000)).toBeLessThan(120);
  });
});
