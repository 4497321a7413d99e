import type { AnyBench } from '../../src/engine/bench.ts';
import { claimsOf } from '../claims-of.ts';

const sparse = 'sparsityConstrained';

/** The bench with a method that takes another k than was asked for; `judged`: by the one that was asked for. */
function withLimit(bench: AnyBench, judged: boolean, taken: (k: number, n: number) => number): AnyBench {
  const original = bench.methods[sparse]!;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      [sparse]: {
        ...original,
        *solve(problem: { readonly n: number }, params: { readonly k: number }, run: never) {
          const told = { ...params, k: taken(params.k, problem.n) };
          for (const iterate of original.solve(problem, told as never, run) as Iterable<Coupling | undefined>) {
            const { plan } = iterate ?? {};
            if (!iterate || !plan || !judged) yield iterate;
            else yield { ...iterate, plan: { ...plan, quadratic: { ...plan.quadratic, k: params.k } } };
          }
        },
      },
    },
  };
}

interface Coupling {
  readonly plan: { readonly quadratic: { readonly gamma: number; readonly k: number } };
}

/** The bench with a method that takes its limit for a number of steps. */
function endingAfterLimit(bench: AnyBench): AnyBench {
  const original = bench.methods[sparse]!;
  return {
    ...bench,
    methods: {
      ...bench.methods,
      [sparse]: {
        ...original,
        *solve(problem: unknown, params: { readonly k: number }, run: never) {
          let left = params.k;
          for (const iterate of original.solve(problem, params as never, run) as Iterable<Coupling | undefined>) {
            yield iterate;
            if (iterate && --left === 0) return;
          }
        },
      },
    },
  };
}

claimsOf('sparsity-constrained-ot', {
  faults: {
    'a selection that keeps one too many': {
      breaks: (bench) => withLimit(bench, true, (k, n) => Math.min(n, k + 1)),
      claims: ['cardinality', 'one-match', 'one-match-weak', 'one-match-strong'],
      seeds: [1],
    },
    'no selection at all': {
      breaks: (bench) => withLimit(bench, false, (_, n) => n),
      claims: ['smoother-2-4', 'smoother-4-16'],
      seeds: [1],
    },
    'a run that ends after k steps': {
      breaks: endingAfterLimit,
      claims: ['middle-1-2', 'middle-2-3', 'middle-3-5', 'middle-5-20'],
      seeds: [1],
    },
  },
});
