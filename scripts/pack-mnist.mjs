// Packs the 10,000 MNIST digits of the development dependency `mnist` into public/data/mnist.bin, once: all pixels as
// bytes (image after image, 28 rows of 28), then one label an image, compressed with gzip. Classes take turns, so that the
// first images of the file are a fair sample.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const target = join(dirname(fileURLToPath(import.meta.url)), '../public/data/mnist.bin');
const PIXELS = 28 * 28;

/** Writes the file where it is not there yet. */
export function packMnist() {
  if (existsSync(target)) return;
  const folder = dirname(createRequire(import.meta.url).resolve('mnist/package.json'));
  const classes = Array.from({ length: 10 }, (_, label) => {
    const { data } = JSON.parse(readFileSync(join(folder, `src/digits/${label}.json`), 'utf8'));
    return Uint8Array.from(data, (value) => Math.round(255 * value));
  });
  const counts = classes.map((pixels) => Math.floor(pixels.length / PIXELS));
  const images = [];
  const labels = [];
  for (let turn = 0; turn < Math.max(...counts); turn++) {
    classes.forEach((pixels, label) => {
      if (turn >= counts[label]) return;
      images.push(pixels.subarray(turn * PIXELS, (turn + 1) * PIXELS));
      labels.push(label);
    });
  }
  // Beside its place and then moved: commands started at once do not read half a file.
  const draft = `${target}-${process.pid}`;
  writeFileSync(draft, gzipSync(Buffer.concat([...images, Uint8Array.from(labels)]), { level: 9 }));
  renameSync(draft, target);
}
