import { type ChainLayout, chainMessages, logit, type Switching, stationary } from './support-chain.ts';

/** Chains along the rows, along the columns, or both; null: none in that direction. */
export interface GridChains {
  readonly row: Switching | null;
  readonly column: Switching | null;
}

/** Messages over a matrix of rows × columns, log odds, row-major. */
export interface SupportGrid {
  /** R + C: odds of a 1 at each place by all the other places. */
  readonly extrinsic: Float64Array;
  /** From the evidence L, clipped to ±15, by so many rounds; fills `extrinsic`. */
  pass(evidence: Float64Array, chains: GridChains, sweeps: number): void;
}

const CLIP = 15;

/**
 * Message passing over a binary matrix whose rows and columns are Markov chains: R ← extrinsic of the rows for L + C, then
 * C ← extrinsic of the columns for L + R less the prior's log odds, which count once. In one direction it is exact, and
 * one round is enough; in both the graph has loops.
 */
export function createSupportGrid(rows: number, columns: number): SupportGrid {
  const size = rows * columns;
  const [L, R, C, sum] = [0, 1, 2, 3].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const extrinsic = new Float64Array(size);
  const along: ChainLayout = { chains: rows, length: columns, chainStride: columns, placeStride: 1 };
  const down: ChainLayout = { chains: columns, length: rows, chainStride: 1, placeStride: columns };
  const add = (a: Float64Array, b: Float64Array, out: Float64Array) => {
    for (let k = 0; k < size; k++) out[k] = a[k]! + b[k]!;
  };
  return {
    extrinsic,
    pass(evidence, { row, column }, sweeps) {
      for (let k = 0; k < size; k++) L[k] = Math.min(CLIP, Math.max(-CLIP, evidence[k]!));
      R.fill(0);
      C.fill(0);
      for (let sweep = 0; sweep < sweeps; sweep++) {
        if (row) {
          add(L, C, sum);
          chainMessages(sum, row, along, R);
        }
        if (column) {
          add(L, R, sum);
          chainMessages(sum, column, down, C);
          // Without rows there is nothing that counts the prior before.
          const counted = row ? logit(stationary(column)) : 0;
          for (let k = 0; k < size; k++) C[k] = C[k]! - counted;
        }
      }
      add(R, C, extrinsic);
    },
  };
}
