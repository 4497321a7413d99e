import type { Bench } from '../../../engine/bench.ts';
import { stream } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Learned, Stream } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { keyValueBottleneck } from './solvers/key-value-bottleneck.ts';
import { linearSoftmax } from './solvers/linear-softmax.ts';
import { mlp } from './solvers/mlp.ts';

/** Ten tasks of sixty epochs: the longest stream. */
const LONGEST = 600;

export default {
  id: 'vae/key-values',
  title: 'Keys and values',
  help: 'Classes that come one after another and never again: learn the new ones without losing the old.',
  instances: { stream },
  methods: { keyValueBottleneck, linearSoftmax, mlp },
  metrics,
  snapshots,
  defaultInstance: 'stream',
  defaultMethod: 'keyValueBottleneck',
  stop: { rule: null, maxSteps: LONGEST },
  describeProblem: ({ tasks, epochs, train, test, classes }) => ({
    facts: { tasks: tasks.length, epochs, train: train.count, test: test.count, classes },
    notes: [
      tasks.length === 1
        ? `All ten classes in one task, ${epochs} epochs; the run ends by itself.`
        : `${tasks.length} tasks of ${tasks[0]!.length} class${tasks[0]!.length === 1 ? '' : 'es'}, ${epochs} epochs each; the run ends with the stream.`,
    ],
  }),
  result: (problem, learned) => {
    const used = metrics.keysInUse!.measure(problem, learned);
    return {
      accuracy: metrics.accuracy!.measure(problem, learned),
      accuracySeen: metrics.accuracySeen!.measure(problem, learned),
      forgetting: metrics.forgetting!.measure(problem, learned),
      accuracyByClass: Array.from(learned.history.at(-1)!),
      keysInUse: Number.isNaN(used) ? null : used,
    };
  },
  resultFields: {
    accuracy: 'on all test images',
    accuracySeen: 'on test images of classes seen so far',
    forgetting: 'best accuracy a class ever had less what it has now, mean over classes seen',
    accuracyByClass: 'test accuracy of the classes 0 to 9',
    keysInUse: 'share of the keys that a training image fetches; null without keys',
  },
} satisfies Bench<Stream, Learned>;
