import { softmaxRows } from '../../../../math/softmax-cross-entropy.ts';
import { integer, number } from '../../../../params/descriptor.ts';
import { BATCH, followStream, type Learner } from '../follow-stream.ts';
import { fetchKeys, makeKeys } from '../make-keys.ts';
import { type Bottleneck, method, type Stream } from '../problem.ts';

const params = {
  heads: integer({
    label: 'Heads',
    symbol: 'C',
    min: 1,
    max: 64,
    default: 32,
    help: 'Each has a projection and keys of its own.',
  }),
  keys: integer({ label: 'Keys of a head', symbol: 'N', min: 8, max: 256, default: 64, scale: 'log' }),
  keySize: integer({ label: 'Length of a key', symbol: 'dₖ', min: 2, max: 16, default: 8 }),
  valueRate: number({ label: 'Learning rate', symbol: 'η', min: 0.1, max: 5, default: 2, scale: 'log' }),
};

/**
 * Discrete key-value bottleneck: every head looks up the key nearest to its projection of the features and fetches that
 * key's value; the values are averaged. Keys stay where they are, so learning moves only the values that were fetched.
 *
 * Source   Träuble et al. 2022, arXiv 2207.11240, sections 3 and 4.
 * Solves   min cross-entropy of (1/C) Σ_c V_{c, nearest key} over the values V, by stochastic gradients along the stream.
 * Cost     O(C N dₖ) an image for looking up, once; then O(C · classes) an image and epoch.
 * Rate     constant η, the factor 1/C of the gradient taken into it; a few epochs a task suffice.
 * Needs    frozen features, and images without labels to place the keys by; no task boundaries and no replay.
 * Fails    where classes share keys: with few heads and few keys what one class writes another reads.
 * Departs  by principal components in place of a pre-trained deep encoder.
 */
export const keyValueBottleneck = method({
  label: 'Key-value bottleneck',
  source: 'Träuble et al. 2022, arXiv 2207.11240',
  precision: 'float64',
  params,
  *solve(stream, given, run) {
    const { heads, keys, keySize } = given;
    const { train, test, width, classes } = stream;
    const sizes = { heads, keys, keySize };
    const { projections, keyTable } = yield* makeKeys(stream, sizes, run.random);
    const fetch = ({ features, count }: Stream['train']) =>
      fetchKeys({ projections, keyTable }, sizes, features, count, width);
    const [fetched, ofTest] = [fetch(train), fetch(test)];
    run.count('multiply-adds', (train.count + test.count) * heads * keySize * (keys + width));
    const values = new Float64Array(heads * keys * classes);
    const bottleneck: Bottleneck = { ...sizes, projections, keyTable, values, fetched };
    const slopes = new Float64Array(BATCH * classes);
    const learner: Learner = {
      cost: 2 * heads * classes,
      bottleneck,
      learn(batch) {
        const step = given.valueRate / batch.length;
        batch.forEach((i, r) => {
          pool(values, bottleneck, fetched, i, classes, slopes.subarray(r * classes, (r + 1) * classes));
        });
        softmaxRows(slopes, batch.length, classes, slopes);
        batch.forEach((i, r) => {
          const label = r * classes + train.labels[i]!;
          slopes[label] = slopes[label]! - 1;
          for (let head = 0; head < heads; head++) {
            const at = (head * keys + fetched[i * heads + head]!) * classes;
            for (let c = 0; c < classes; c++) values[at + c] = values[at + c]! - step * slopes[r * classes + c]!;
          }
        });
      },
      score(out) {
        for (let i = 0; i < test.count; i++)
          pool(values, bottleneck, ofTest, i, classes, out.subarray(i * classes, (i + 1) * classes));
      },
    };
    yield* followStream(stream, learner, run);
  },
});

/** The mean of the values that an image fetches. */
function pool(
  values: Float64Array,
  { heads, keys }: Bottleneck,
  fetched: Int32Array,
  image: number,
  classes: number,
  out: Float64Array,
): void {
  out.fill(0);
  for (let head = 0; head < heads; head++) {
    const at = (head * keys + fetched[image * heads + head]!) * classes;
    for (let c = 0; c < classes; c++) out[c] = out[c]! + values[at + c]! / heads;
  }
}
