import type { ConjugateGradientOptions } from './conjugate-gradients.ts';
import type { Reals } from './log-sum-exp.ts';
import { openSparseGradients, type SparseGradients } from './native/sparse-gradients.ts';
import type { SparseRows } from './sparse-rows.ts';

type Limits = Pick<ConjugateGradientOptions, 'tolerance' | 'maxSteps' | 'stepsPerBreath'>;
type Solution = { readonly x: Float64Array; readonly steps: number };

/**
 * Solves [diag d₁, S; Sᵀ, diag d₂] x = b for one sparse n × m matrix S after another, d = (d₁, d₂), by conjugate gradients
 * preconditioned by d, in float64 on the kernels: as `conjugateGradients` with `bipartiteProduct`, some six times faster. S lies there by
 * rows and by columns, so that a product only gathers. x is valid until the next call. Yields breaths.
 */
export function bipartiteGradients(n: number, m: number) {
  let room = -1;
  let on: SparseGradients | null = null;
  return function* (S: SparseRows, d: Reals, b: Reals, limits: Limits): Generator<undefined, Solution> {
    if (!on || 2 * S.count > room) {
      room = Math.ceil(2.2 * S.count);
      on = openSparseGradients(n + m, room);
    }
    const { start, index } = on.integers;
    const { value, diagonal, x, residual, z, p, q, state } = on.floats;
    layOut(S, n, m, start, index, value);
    diagonal.set(d);
    residual.set(b);
    state.fill(0);
    const { tolerance, stepsPerBreath, maxSteps } = limits;
    const { advance } = on.run;
    const size = n + m;
    for (;;) {
      const ended = advance(
        start,
        index,
        value,
        diagonal,
        x,
        residual,
        z,
        p,
        q,
        state,
        size,
        tolerance,
        stepsPerBreath,
        maxSteps,
      );
      if (ended === 1) return { x, steps: state[0]! };
      yield undefined;
    }
  };
}

/** [0, S; Sᵀ, 0] in compressed rows: those of S, then its columns. */
function layOut(S: SparseRows, n: number, m: number, start: Int32Array, index: Int32Array, value: Float64Array): void {
  const { count, rowStart, row, column } = S;
  start.set(rowStart);
  value.set(S.value);
  for (let k = 0; k < count; k++) index[k] = n + column[k]!;
  // Where the next entry of a column goes; when all are laid it stands at the beginning of the next one.
  const next = new Int32Array(m + 1);
  for (let k = 0; k < count; k++) next[column[k]! + 1] = next[column[k]! + 1]! + 1;
  next[0] = count;
  for (let j = 0; j < m; j++) {
    next[j + 1] = next[j]! + next[j + 1]!;
    start[n + j + 1] = next[j + 1]!;
  }
  for (let k = 0; k < count; k++) {
    const at = next[column[k]!]!;
    next[column[k]!] = at + 1;
    index[at] = row[k]!;
    value[at] = S.value[k]!;
  }
}
