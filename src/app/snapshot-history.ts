/**
 * Pictures kept along a run, thinned so that memory stays bounded: full, it drops every second one but the last. Beside
 * them the pictures of single steps that were made again, the latest of them.
 */
export interface SnapshotHistory {
  readonly steps: readonly number[];
  readonly version: number;
  keep(step: number, snapshots: Readonly<Record<string, unknown>>): void;
  /** Keeps the picture of a step that was made again by a replay. */
  insert(step: number, snapshots: Readonly<Record<string, unknown>>): void;
  /** Whether there is a picture of exactly this step with these snapshots. */
  has(step: number, names: readonly string[]): boolean;
  /** The newest picture at or before a step (the first one before that); null when there is none. */
  at(step: number | null): { readonly step: number; readonly snapshots: Readonly<Record<string, unknown>> } | null;
  subscribe(listener: () => void): () => void;
}

export function createSnapshotHistory(capacity = 48, replayed = 24): SnapshotHistory {
  const again = new Map<number, Readonly<Record<string, unknown>>>();
  const exactly = (step: number) => again.get(step) ?? kept.find((one) => one.step === step)?.snapshots;
  const tell = () => {
    version++;
    for (const listener of listeners) listener();
  };
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
      tell();
    },
    insert(step, snapshots) {
      again.delete(step);
      again.set(step, snapshots);
      if (again.size > replayed) again.delete(again.keys().next().value!);
      tell();
    },
    has(step, names) {
      const found = exactly(step);
      return found !== undefined && names.every((name) => Object.hasOwn(found, name));
    },
    at(step) {
      if (step === null) return kept.at(-1) ?? null;
      const found = exactly(step);
      if (found) return { step, snapshots: found };
      return kept.findLast((one) => one.step <= step) ?? kept[0] ?? null;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
