import type { RunContext } from '../../../engine/bench.ts';
import { number } from '../../../params/descriptor.ts';
import { gaussianPosterior } from './gaussian-posterior.ts';
import type { Recovered, Recovery, SparseRecovery, Trial } from './problem.ts';

export const learningParams = {
  prune: number({
    label: 'Pruned below',
    min: 0,
    max: 0.2,
    default: 0.01,
    help: 'Entries of a factor below this share of its largest leave. Without factors: entries of γ below its square.',
  }),
  tolerance: number({
    label: 'Ends at a change of',
    min: 1e-6,
    max: 1e-2,
    default: 1e-4,
    scale: 'log',
    help: 'Relative change of γ in an iteration at which a trial has ended.',
  }),
};

/** The M-step of a method: prior variances (zeros have left), their factors if they have any, and what it cost. */
export interface Updated {
  readonly gamma: Float64Array;
  readonly factors: readonly [Float64Array, Float64Array] | null;
  readonly arithmetic: number;
}

export type Update = (Lambda: Float64Array, N: number, prune: number) => Updated;

/** Sets entries below a share of the largest to zero. */
export function pruneSmall(values: Float64Array, share: number): void {
  const floor = share * values.reduce((most, value) => Math.max(most, value), 0);
  for (let i = 0; i < values.length; i++) if (values[i]! < floor) values[i] = 0;
}

/** γ₁ ⊗ γ₂ from two factors, pruned. */
export function productOf(first: Float64Array, second: Float64Array, prune: number): Float64Array {
  pruneSmall(first, prune);
  pruneSmall(second, prune);
  return Float64Array.from(
    { length: first.length * second.length },
    (_, k) => first[Math.floor(k / second.length)]! * second[k % second.length]!,
  );
}

type State = { -readonly [Key in keyof Recovered]: Recovered[Key] };

/** Expectation-maximisation of all trials side by side, one iteration a step; ends when every trial has. */
export function* expectationMaximisation(
  { trials, N }: SparseRecovery,
  given: { readonly prune: number; readonly tolerance: number },
  update: Update,
  run: RunContext,
): Generator<Recovery | undefined> {
  const states: State[] = trials.map(() => ({
    mean: new Float64Array(N * N),
    gamma: new Float64Array(N * N).fill(1),
    factors: null,
    iterations: 0,
    ended: false,
  }));
  let arithmetic = 0;
  while (states.some(({ ended }) => !ended)) {
    for (const [t, state] of states.entries()) {
      if (state.ended) continue;
      const work = iterate(trials[t]!, state, N, given, update);
      arithmetic += work;
      run.count('multiply-add', work);
      yield undefined;
    }
    yield { trials: states, arithmetic };
  }
}

function iterate(
  { A, y, noise }: Trial,
  state: State,
  N: number,
  { prune, tolerance }: { prune: number; tolerance: number },
  update: Update,
): number {
  const gamma = state.gamma!;
  const { mean, variance, arithmetic } = gaussianPosterior(A, y, gamma, noise);
  const moments = mean.map((value, j) => value * value + variance[j]!);
  const next = update(moments, N, prune);
  const moved = Math.hypot(...next.gamma.map((value, j) => value - gamma[j]!));
  state.mean = mean;
  state.gamma = next.gamma;
  state.factors = next.factors;
  state.iterations++;
  state.ended = !(moved > tolerance * Math.hypot(...gamma));
  return arithmetic + next.arithmetic;
}
