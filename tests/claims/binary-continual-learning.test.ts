import type { AnyBench } from '../../src/engine/bench.ts';
import type { TaskStream } from '../../src/labs/bnn/continual/problem.ts';
import { claimsOf } from '../claims-of.ts';

/** Few inputs, and every example labelled by the opposite of its teacher. */
function contrary(bench: AnyBench): AnyBench {
  const original = bench.instances.perceptron!;
  return {
    ...bench,
    instances: {
      ...bench.instances,
      perceptron: {
        ...original,
        make(params: Record<string, number>, source: Parameters<typeof original.make>[1]): TaskStream {
          const stream = original.make({ ...params, n: 60 }, source) as TaskStream;
          const tasks = stream.tasks.map((task) => ({
            ...task,
            train: { ...task.train, labels: task.train.labels.map((label) => 1 - label) },
          }));
          return { ...stream, tasks };
        },
      },
    },
  };
}

/** Narrow networks, of which those with an anchor stop after one epoch a task. */
function hasty(bench: AnyBench): AnyBench {
  const original = bench.methods.binaryVariational!;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      binaryVariational: {
        ...original,
        solve: (problem, given, run) =>
          original.solve(problem, { ...given, width: 8, epochs: given.anchor === 'task' ? 1 : 6 }, run),
      },
    },
  };
}

claimsOf('binary-continual-learning', {
  faults: {
    'labels turned round': {
      breaks: contrary,
      claims: [
        'theory-0.2',
        'theory-0.6',
        'theory-1.0',
        'theory-1.4',
        'theory-2.0',
        'perfect',
        'forgets-orthogonal',
        'learns-orthogonal',
        'forgets-similar',
        'learns-similar',
        'forgets-orthogonal-long',
        'learns-orthogonal-long',
        'forgets-similar-long',
        'learns-similar-long',
        'anchor-orthogonal',
        'anchor-similar',
        'anchor-opposed',
      ],
      seeds: [1],
    },
    'anchored networks that are hardly trained': {
      breaks: hasty,
      claims: ['network-first', 'network-mean'],
      seeds: [1],
    },
  },
});
