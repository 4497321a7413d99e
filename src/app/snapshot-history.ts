/** Pictures kept along a run, thinned so that memory stays bounded: full, it drops every second one but the last. */
export interface SnapshotHistory {
  readonly steps: readonly number[];
  readonly version: number;
  keep(step: number, snapshots: Readonly<Record<string, unknown>>): void;
  /** The newest picture at or before a step (the first one before that); null when there is none. */
  at(step: number | null): { readonly step: number; readonly snapshots: Readonly<Record<string, unknown>> } | null;
  subscribe(listener: () => void): () => void;
}

export function createSnapshotHistory(capacity = 48): SnapshotHistory {
  let kept: { step: number; snapshots: Readonly<Record<string, unknown>> }[] = [];
  let version = 0;
  const listeners = new Set<() => void>();
  return {
    get steps() {
      return kept.map((one) => one.step);
    },
    get version() {
      return version;
    },
    keep(step, snapshots) {
      if (kept.at(-1)?.step === step) kept.pop();
      kept.push({ step, snapshots });
      if (kept.length > capacity) kept = kept.filter((_, k) => k % 2 === 0 || k === kept.length - 1);
      version++;
      for (const listener of listeners) listener();
    },
    at(step) {
      if (step === null) return kept.at(-1) ?? null;
      return kept.findLast((one) => one.step <= step) ?? kept[0] ?? null;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
