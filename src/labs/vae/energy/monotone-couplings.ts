import { finish } from '../../../math/breaths.ts';
import { symmetricEigenvalues } from '../../../math/symmetric-eigenvalues.ts';

/** AᵀA of an n × n matrix, row-major. */
function gramOf(A: Float64Array, n: number): Float64Array {
  const G = new Float64Array(n * n);
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) G[i * n + j]! += A[k * n + i]! * A[k * n + j]!;
  return G;
}

/** blkdiag(AᵀA) − AᵀA: couplings that are zero within a variable. */
export function hollowCouplings(A: Float64Array, n: number, states: number): Float64Array {
  const G = gramOf(A, n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const within = Math.floor(i / states) === Math.floor(j / states);
      G[i * n + j] = within ? 0 : -G[i * n + j]!;
    }
  return G;
}

/**
 * Â_i = A_i min(√(1 − m)/‖A_i‖₂, 1): the columns of a variable shrunk until its block of ÂᵀÂ is at most (1 − m) I, so
 * that I − Φ = I − blkdiag(ÂᵀÂ) + ÂᵀÂ ⪰ m I.
 */
export function shrinkColumns(A: Float64Array, n: number, states: number, margin: number): Float64Array {
  const shrunk = A.slice();
  for (let first = 0; first < n; first += states) {
    const block = new Float64Array(states * states);
    for (let k = 0; k < n; k++)
      for (let i = 0; i < states; i++)
        for (let j = 0; j < states; j++) block[i * states + j]! += A[k * n + first + i]! * A[k * n + first + j]!;
    const norm = Math.sqrt(finish(symmetricEigenvalues(block, states))[0]!);
    const factor = Math.min(Math.sqrt(1 - margin) / norm, 1);
    for (let k = 0; k < n; k++) for (let i = 0; i < states; i++) shrunk[k * n + first + i]! *= factor;
  }
  return shrunk;
}

/** Eigenvalues of I − Φ, largest first. */
export function monotonicity(Phi: Float64Array, n: number): Float64Array {
  const M = Phi.map((value) => -value);
  for (let i = 0; i < n; i++) M[i * n + i]! += 1;
  return finish(symmetricEigenvalues(M, n));
}
