/** One slice of a run on its way to the page: one row a measured step. Buffers are transferred. */
export interface Frame {
  /** Steps done in all, measured or not. */
  readonly step: number;
  /** Seconds spent computing so far, observers included. */
  readonly elapsed: number;
  /** Elementary operations so far, by kind. */
  readonly work: Readonly<Record<string, number>>;
  readonly rows: Rows;
  /** Snapshots by name, when asked for and an iterate was whole: of the step `snapshotStep`. */
  readonly snapshots: Readonly<Record<string, unknown>> | null;
  readonly snapshotStep: number;
  /** Seconds the snapshots took, which are not in `elapsed`. */
  readonly snapshotSeconds: number;
  /** A name for what the solver is doing (Sinkhorn, Newton), when the iterate says so. */
  readonly phase: string | null;
  /** The metrics' reference (an exact optimum) is still being computed; no step was taken yet. */
  readonly preparing: boolean;
  /** Parameters the method has read after its first step: those a change along the run reaches. */
  readonly live: readonly string[];
}

export interface Rows {
  readonly step: Float64Array;
  readonly seconds: Float64Array;
  readonly work: Float64Array;
  /** NaN where a metric does not exist for the iterate. */
  readonly metrics: Readonly<Record<string, Float64Array>>;
}

/** Growable columns of numbers with a version; typed arrays never enter a store. */
export interface Recorder {
  readonly length: number;
  readonly version: number;
  /** Views into the columns; valid until the next append. */
  column(name: string): Float64Array;
  append(rows: Rows): void;
  subscribe(listener: () => void): () => void;
}

export function createRecorder(metrics: readonly string[]): Recorder {
  const names = ['step', 'seconds', 'work', ...metrics];
  const columns = new Map(names.map((name) => [name, new Float64Array(256)]));
  const listeners = new Set<() => void>();
  let length = 0;
  let version = 0;
  return {
    get length() {
      return length;
    },
    get version() {
      return version;
    },
    column: (name) => (columns.get(name) ?? new Float64Array(length).fill(Number.NaN)).subarray(0, length),
    append(rows) {
      const added = rows.step.length;
      if (added > 0) {
        for (const name of names) {
          let column = columns.get(name)!;
          if (length + added > column.length) {
            const grown = new Float64Array(Math.max(length + added, 2 * column.length));
            grown.set(column);
            columns.set(name, (column = grown));
          }
          const source =
            name === 'step'
              ? rows.step
              : name === 'seconds'
                ? rows.seconds
                : name === 'work'
                  ? rows.work
                  : rows.metrics[name];
          if (source) column.set(source, length);
          else column.fill(Number.NaN, length, length + added);
        }
        length += added;
      }
      version++;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
