/** What the bench's snapshots hold, as the page receives them. */
export interface ConvergenceSnapshot {
  readonly sizes: Float64Array;
  readonly estimates: Float64Array;
  readonly errors: Float64Array;
  readonly quantity: string;
}

export interface SamplesSnapshot {
  readonly n: number;
  readonly first: Float32Array;
  readonly across: Float32Array;
  readonly acrossName: 'y' | 'x2' | 'x';
  readonly classes: Int32Array | null;
  readonly pictures: {
    readonly width: number;
    readonly height: number;
    readonly x: Float32Array;
    readonly y: Float32Array | null;
  } | null;
}

interface Histogram {
  readonly at: Float32Array;
  readonly count: Float32Array;
}

export type InsideSnapshot = { readonly weight: number } & (
  | ({ readonly kind: 'bins'; readonly edges: Float32Array } & Histogram)
  | ({ readonly kind: 'kernels'; readonly widthX: number; readonly widthY: number } & Histogram)
  | ({ readonly kind: 'distances'; readonly k: number } & Histogram)
  | {
      readonly kind: 'codes';
      readonly first: Float32Array;
      readonly across: Float32Array;
      readonly real: boolean;
      readonly classes: Int32Array | null;
    }
  | { readonly kind: 'spectrum'; readonly eigenvalues: Float64Array; readonly time: number; readonly rows: number }
);
