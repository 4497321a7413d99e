export interface PotentialsSnapshot {
  readonly source: Float32Array;
  readonly f: Float32Array;
  readonly target: Float32Array;
  readonly g: Float32Array;
  readonly images: {
    readonly width: number;
    readonly height: number;
    readonly f: Float32Array;
    readonly g: Float32Array;
  } | null;
}
