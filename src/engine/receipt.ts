import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64Url, toBase64Url } from './base64-url.ts';
import type { RunBackend } from './bench.ts';
import { due, type Outcome } from './open-run.ts';

/** What a finished run leaves behind to be compared with: which run it was, a digest of its metrics, a few of them. */
export interface Receipt {
  readonly backend: RunBackend;
  /** Of Paperscope. */
  readonly version: string;
  readonly step: number;
  readonly outcome: Outcome;
  /** First 64 bits of SHA-256 over steps, operations and metrics of all measured steps, in hexadecimal. */
  readonly digest: string;
  /** The first metrics that have numbers, at up to `SAMPLED` measured steps each, one after the other, in float32. */
  readonly samples: Float32Array;
  readonly columns: number;
}

/** The measured steps of a run, as its recorder holds them. */
export interface MetricStream {
  readonly step: ArrayLike<number>;
  readonly work: ArrayLike<number>;
  /** In the order of the bench. */
  readonly metrics: readonly ArrayLike<number>[];
}

const SAMPLED = 5;
const METRICS = 24;

/**
 * Largest relative deviation of two runs that count as the same within rounding: of methods in double precision, and of
 * methods in single precision, whose sums are ordered differently on every backend.
 */
export const TOLERANCE = { float64: 1e-6, float32: 1e-2 } as const;

/** Rows that every run of a spec has: the grid of steps and the last one, not those measured for a single step by hand. */
function rowsOf({ step }: MetricStream, stride: number): number[] {
  const rows: number[] = [];
  for (let k = 0; k < step.length; k++) if (due(step[k]!, stride) || k === step.length - 1) rows.push(k);
  return rows;
}

/** Some rows from first to last, evenly. */
const sampleOf = (rows: readonly number[]): number[] => {
  const count = Math.min(SAMPLED, rows.length);
  return Array.from({ length: count }, (_, k) => rows[Math.round((k * (rows.length - 1)) / Math.max(1, count - 1))]!);
};

/** The receipt of a run that has ended. */
export function receiptOf(
  stream: MetricStream,
  run: { backend: RunBackend; version: string; step: number; outcome: Outcome; stride: number },
): Receipt {
  const rows = rowsOf(stream, run.stride);
  const columns = [stream.step, stream.work, ...stream.metrics];
  const bytes = new DataView(new ArrayBuffer(8 * rows.length * columns.length));
  rows.forEach((row, r) => {
    columns.forEach((column, c) => {
      const value = column[row]!;
      // One pattern of bits for all that is no number.
      bytes.setFloat64(8 * (r * columns.length + c), Number.isNaN(value) ? Number.NaN : value);
    });
  });
  const digest = [...sha256(new Uint8Array(bytes.buffer)).slice(0, 8)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const sampled = stream.metrics.filter((column) => rows.some((row) => !Number.isNaN(column[row]))).slice(0, METRICS);
  const samples = Float32Array.from(sampled.flatMap((column) => sampleOf(rows).map((row) => column[row]!)));
  const { backend, version, step, outcome } = run;
  return { backend, version, step, outcome, digest, samples, columns: sampled.length };
}

/** Text for a link. */
export const writeReceipt = ({ backend, version, step, outcome, digest, samples, columns }: Receipt): string =>
  ['1', backend, version, step, outcome, digest, columns, toBase64Url(new Uint8Array(samples.slice().buffer))].join(
    '~',
  );

/** Null for a text that is no receipt. */
export function readReceipt(text: string): Receipt | null {
  const [format, backend = '', version = '', step = '', outcome = '', digest = '', columns = '', packed = ''] =
    text.split('~');
  const bytes = fromBase64Url(packed);
  const known =
    format === '1' &&
    ['webgpu', 'wasm', 'cpu', 'cpu-float64'].includes(backend) &&
    /^\d+\.\d+\.\d+$/.test(version) &&
    /^\d+$/.test(step) &&
    ['converged', 'exhausted', 'diverged'].includes(outcome) &&
    /^[0-9a-f]{16}$/.test(digest) &&
    /^\d{1,2}$/.test(columns) &&
    bytes !== null &&
    bytes.length % (4 * Math.max(1, Number(columns))) === 0;
  if (!known) return null;
  return {
    backend: backend as RunBackend,
    version,
    step: Number(step),
    outcome: outcome as Outcome,
    digest,
    samples: new Float32Array(bytes.slice().buffer),
    columns: Number(columns),
  };
}

export interface Comparison {
  readonly verdict: 'identical' | 'within tolerance' | 'different';
  /** Largest deviation of a sampled metric, as a share of its largest value; not finite where a number is missing. */
  readonly drift: number;
  readonly tolerance: number;
  /** How many metrics were compared, and at how many steps. */
  readonly metrics: number;
  readonly steps: number;
}

/** A run replayed here beside the receipt of the one that was shared. */
export function compareReceipts(theirs: Receipt, mine: Receipt, precision: 'float64' | 'float32'): Comparison {
  const tolerance = TOLERANCE[precision];
  const steps = theirs.columns > 0 ? theirs.samples.length / theirs.columns : 0;
  const compared = { tolerance, metrics: theirs.columns, steps };
  if (theirs.digest === mine.digest) return { verdict: 'identical', drift: 0, ...compared };
  const comparable = theirs.samples.length === mine.samples.length && theirs.columns === mine.columns;
  let drift = comparable ? 0 : Number.POSITIVE_INFINITY;
  for (let c = 0; comparable && c < theirs.columns; c++) {
    const [p, q] = [theirs, mine].map(({ samples }) => samples.subarray(c * steps, (c + 1) * steps)) as [
      Float32Array,
      Float32Array,
    ];
    const scale = [...p, ...q].reduce(
      (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
      0,
    );
    p.forEach((value, k) => {
      if (Object.is(value, q[k]) || value === q[k]) return;
      const deviation = Math.abs(value - q[k]!) / scale;
      drift = Math.max(drift, Number.isNaN(deviation) ? Number.POSITIVE_INFINITY : deviation);
    });
  }
  const same = theirs.step === mine.step && theirs.outcome === mine.outcome;
  return { verdict: same && drift <= tolerance ? 'within tolerance' : 'different', drift, ...compared };
}
