import type { Metric } from '../../../engine/bench.ts';
import type { Learned, Stream } from './problem.ts';

type Measured = Metric<Stream, Learned>;

/** Share of the test images of these classes whose largest logit is their own, among the logits of all classes. */
export function accuracyOn({ classes, test }: Stream, { scores }: Learned, among: ReadonlySet<number>): number {
  let right = 0;
  let all = 0;
  for (let i = 0; i < test.count; i++) {
    const label = test.labels[i]!;
    if (!among.has(label)) continue;
    let best = 0;
    for (let c = 1; c < classes; c++) if (scores[i * classes + c]! > scores[i * classes + best]!) best = c;
    all++;
    if (best === label) right++;
  }
  return right / all;
}

const seen = ({ tasks }: Stream, { task }: Learned): Set<number> => new Set(tasks.slice(0, task + 1).flat());

/** Mean over classes seen of the best accuracy they ever had less the one they have. */
function forgetting(stream: Stream, learned: Learned): number {
  const now = learned.history.at(-1)!;
  let lost = 0;
  const classes = seen(stream, learned);
  for (const c of classes) lost += Math.max(...learned.history.map((row) => row[c]!)) - now[c]!;
  return lost / classes.size;
}

/** Share of the keys, over all heads, that some training image fetches. */
function keysInUse(_: Stream, { bottleneck }: Learned): number {
  if (bottleneck === null) return Number.NaN;
  const { heads, keys, fetched } = bottleneck;
  const used = new Uint8Array(heads * keys);
  for (let at = 0; at < fetched.length; at++) used[(at % heads) * keys + fetched[at]!] = 1;
  return used.reduce((sum, one) => sum + one, 0) / used.length;
}

export const metrics: Readonly<Record<string, Measured>> = {
  accuracy: {
    label: 'Accuracy on all classes',
    scale: 'linear',
    better: 'higher',
    help: 'Share of all test images that are named rightly, classes yet to come included.',
    measure: (stream, learned) => accuracyOn(stream, learned, new Set(stream.tasks.flat())),
  },
  accuracySeen: {
    label: 'Accuracy on classes seen',
    scale: 'linear',
    better: 'higher',
    help: 'Of the test images of classes that the stream has brought so far, the share named rightly.',
    measure: (stream, learned) => accuracyOn(stream, learned, seen(stream, learned)),
  },
  forgetting: {
    label: 'Forgotten',
    scale: 'linear',
    better: 'lower',
    help: 'Best accuracy a class ever had less what it has now, averaged over the classes seen.',
    measure: forgetting,
  },
  keysInUse: {
    label: 'Keys in use',
    scale: 'linear',
    better: null,
    help: 'Share of the keys that at least one training image fetches; the bottleneck alone has keys.',
    measure: keysInUse,
  },
};
