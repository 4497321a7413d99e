/** Start of run r of M consecutive incoming weights, in steps of `stride`, of a layer laid out inputs × outputs. */
interface Layout {
  readonly inputs: number;
  readonly outputs: number;
}

/**
 * N:M mask: 1 for the N weights of largest magnitude in every run of M consecutive incoming weights of a neuron, of equal ones
 * the later (the earlier is pruned first). Weights are inputs × outputs, row-major. Throws a RangeError unless M divides the
 * inputs and 1 ≤ N ≤ M.
 */
export function maskNm(W: Float64Array, { inputs, outputs }: Layout, N: number, M: number, mask: Uint8Array): void {
  if (!(N >= 1 && N <= M)) throw new RangeError(`${N}:${M} keeps no part of a run; N must be from 1 to M`);
  if (inputs % M !== 0)
    throw new RangeError(`a neuron has ${inputs} incoming weights, which runs of ${M} do not divide`);
  mask.fill(1);
  for (let out = 0; out < outputs; out++)
    for (let from = 0; from < inputs; from += M)
      for (let gone = 0; gone < M - N; gone++) {
        let least = -1;
        for (let i = from; i < from + M; i++) {
          const at = i * outputs + out;
          if (mask[at] === 1 && (least < 0 || Math.abs(W[at]!) < Math.abs(W[least]!))) least = at;
        }
        mask[least] = 0;
      }
}

/** W ⊙ (M + (1 − M) b). */
export function softened(W: Float64Array, mask: Uint8Array, b: number, out: Float64Array): void {
  for (let i = 0; i < W.length; i++) out[i] = mask[i] === 1 ? W[i]! : b * W[i]!;
}

export type Frame = readonly [N: number, M: number];

/** Patterns of structure decay for N:M: M − 1 of M, half of M, a quarter, … down to N. */
export function stepwiseFrames(N: number, M: number): Frame[] {
  if (N >= M) return [[N, M]];
  const frames: Frame[] = M - 1 > N ? [[M - 1, M]] : [];
  for (let kept = M / 2; kept > N; kept /= 2) if (Number.isInteger(kept) && kept < M - 1) frames.push([kept, M]);
  return [...frames, [N, M]];
}

/** Patterns of one density with ever shorter runs: 8N:8M, 4N:4M, 2N:2M, N:M. */
export const geometricFrames = (N: number, M: number): Frame[] => [8, 4, 2, 1].map((times) => [times * N, times * M]);
