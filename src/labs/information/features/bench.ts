import type { Bench } from '../../../engine/bench.ts';
import { decodeLayers } from './decode-layers.ts';
import { products } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Products, Reader } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { randomFeatures } from './solvers/random-features.ts';
import { trained } from './solvers/trained.ts';

export default {
  id: 'information/features',
  title: 'Features by depth',
  help: 'At which layer can a linear decoder read a feature? Simple ones early, complex ones late, and the simple ones are learned first.',
  instances: { products },
  methods: { trained, randomFeatures },
  metrics,
  snapshots,
  defaultInstance: 'products',
  defaultMethod: 'trained',
  stop: { rule: null, maxSteps: 60 },
  describeProblem: ({ inputs, orders, train }) => ({ facts: { inputs, orders, rows: train.count }, notes: [] }),
  result: (problem, reader) => {
    const { explained, layers, complexity } = decodeLayers(problem, reader);
    const targets = problem.orders.length;
    return {
      updates: reader.updates,
      complexity: Array.from(complexity),
      learned: Array.from(reader.learned),
      explained: Array.from({ length: layers }, (_, l) =>
        Array.from(explained.subarray(l * targets, (l + 1) * targets)),
      ),
    };
  },
  resultFields: {
    updates: 'optimiser steps taken',
    complexity: 'K of each target, orders 1 to 4',
    learned: 'updates after which the network’s own R² first exceeded one half, or null',
    explained: 'R² of each target from each layer, the input first',
  },
} satisfies Bench<Products, Reader>;
