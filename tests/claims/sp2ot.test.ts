import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf, faulty } from '../claims-of.ts';

interface Partial {
  readonly plan: Float64Array;
  readonly kept: Float64Array;
  readonly before: { readonly plan: Float64Array; readonly kept: Float64Array } | null;
}

/** Rows that keep most back are read as those that send most; labels stay. */
function upsideDown(assigned: Partial): Partial {
  const m = assigned.plan.length / assigned.kept.length;
  const plan = assigned.plan.slice();
  assigned.kept.forEach((kept, i) => {
    const row = plan.subarray(i * m, (i + 1) * m);
    const sent = row.reduce((sum, q) => sum + q, 0);
    row.forEach((q, k) => {
      row[k] = (q / sent) * kept;
    });
  });
  return { ...assigned, plan };
}

/** A tangent of the wrong sign: similar rows are pushed apart. */
function pushedApart(bench: AnyBench): AnyBench {
  const original = bench.methods.semanticPartial!;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      semanticPartial: {
        ...original,
        solve(problem, params, run) {
          const value = problem.similarity.value.map((weight: number) => -weight);
          return original.solve({ ...problem, similarity: { ...problem.similarity, value } }, params, run);
        },
      },
    },
  };
}

const methods = ['semanticPartial', 'progressivePartial'] as const;

claimsOf('sp2ot', {
  doNotHold: ['uniform-hurts-20', 'uniform-hurts-10'],
  faults: {
    'confidence read upside down': {
      breaks: (bench: AnyBench) => methods.reduce((broken, method) => faulty(broken, method, upsideDown), bench),
      claims: ['semantic-picks', 'partial-picks'],
    },
    'a tangent of the wrong sign': { breaks: pushedApart, claims: ['objective-falls'] },
  },
});
