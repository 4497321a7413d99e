import type { Bench } from '../../../engine/bench.ts';
import { conjugate } from './conjugate-tasks.ts';
import { checkFit } from './fits.ts';
import { perceptron, permutedDigits, splitDigits } from './instances.ts';
import { accuracyAfter, accuracyNow } from './measure-tasks.ts';
import { metrics } from './metrics.ts';
import { plane } from './plane-tasks.ts';
import type { Learned, TaskStream } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { binaryVariational } from './solvers/binary-variational.ts';
import { elasticWeights } from './solvers/elastic-weights.ts';
import { fineTuning } from './solvers/fine-tuning.ts';
import { isolatedSubnetworks } from './solvers/isolated-subnetworks.ts';
import { prototypicalBayes } from './solvers/prototypical-bayes.ts';
import { replay } from './solvers/replay.ts';
import { sequentialBayes } from './solvers/sequential-bayes.ts';
import { variationalContinual } from './solvers/variational-continual.ts';
import { askTheory } from './theory-question.ts';

/** Two tasks of two thousand updates, or five of a hundred epochs: the longest stream. */
const LONGEST = 4000;

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

export default {
  id: 'bnn/continual',
  title: 'Continual learning',
  help: 'Tasks that come one after another and never again: learn the new ones, and see what is left of the old.',
  instances: { perceptron, permutedDigits, splitDigits, plane, conjugate },
  methods: {
    fineTuning,
    elasticWeights,
    variationalContinual,
    binaryVariational,
    replay,
    sequentialBayes,
    prototypicalBayes,
    isolatedSubnetworks,
  },
  metrics,
  snapshots,
  questions: { theory: askTheory },
  defaultInstance: 'plane',
  defaultMethod: 'sequentialBayes',
  stop: { rule: null, maxSteps: LONGEST },
  check: checkFit,
  metricStride: ({ kind }) => (kind === 'perceptron' || kind === 'plane' ? 4 : 1),
  describeProblem: ({ kind, tasks, width, classes, teachers, conjugate: conjugateModel }) => ({
    facts: {
      kind,
      tasks: tasks.length,
      names: tasks.map(({ name }) => name),
      inputs: width,
      classes,
      ...(teachers && { ratio1: teachers.ratios[0]!, ratio2: teachers.ratios[1]!, teacherOverlap: teachers.overlap }),
      ...(conjugateModel && { model: conjugateModel.model }),
    },
    notes: [
      teachers
        ? `${width} inputs; ${tasks.map(({ train }) => train.count).join(' and then ')} examples.`
        : `${tasks.length} tasks: ${tasks.map(({ name }) => name).join(', ')}; the run ends with the last.`,
    ],
  }),
  result: (stream, learned) => ({
    task: learned.task + 1,
    accuracy: Array.from(accuracyNow(stream, learned) ?? []),
    accuracyAfter: accuracyAfter(stream, learned).map((row) => Array.from(row)),
    forgetting: orNull(metrics.forgetting!.measure(stream, learned)),
    certainty: orNull(metrics.certainty!.measure(stream, learned)),
  }),
  resultFields: {
    task: 'the task being learned, from 1',
    accuracy: 'on the test examples of every task, now',
    accuracyAfter: 'likewise after each finished task, a row each',
    forgetting: 'accuracy right after a task less accuracy on it now, mean over earlier tasks',
    certainty: 'mean of |m| over binary weights; null without them',
  },
} satisfies Bench<TaskStream, Learned>;
