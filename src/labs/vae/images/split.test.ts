import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { instances } from './instances.ts';

const countsOf = (labels: Uint8Array | null) => {
  const counts = Array<number>(10).fill(0);
  for (const label of labels ?? []) counts[label]!++;
  return counts;
};

test('All ten digits of MNIST are held out and learned from, though the file lists the classes in turn', () => {
  const packed = readFileSync('public/data/mnist.bin');
  const assets = { 'mnist.bin': new Uint8Array(gunzipSync(packed)) };
  const { train, heldOut } = instances.mnist.make({ n: 10_000 }, { seed: 1, assets, data: null });
  expect(train.count).toBe(8000);
  // A tenth of 256 is 26, with a standard deviation of 5; the file has 863 to 1,127 images of a class, so that some 800 ± 110 of each are learned from.
  for (const count of countsOf(heldOut.labels)) expect(Math.abs(count - 26)).toBeLessThan(18);
  for (const count of countsOf(train.labels)) expect(Math.abs(count - 800)).toBeLessThan(150);
});

test("A reader's images in cyclic order keep every class on both sides", () => {
  const images = Array.from({ length: 100 }, (_, k) => [k / 100, (k % 7) / 7, 0, 1]);
  const data = { images, width: 2, height: 2, labels: images.map((_, k) => k % 5) };
  const { train, heldOut } = instances.user.make({}, { seed: 1, assets: {}, data });
  expect(heldOut.count).toBe(20);
  expect(new Set(train.labels).size).toBe(5);
  expect(new Set(heldOut.labels).size).toBeGreaterThan(2);
});
