import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { RunBackend, Snapshot } from '../../engine/bench.ts';
import type { Outcome } from '../../engine/open-run.ts';
import type { BackendReport, RunId } from '../../engine/protocol.ts';
import type { Recorder } from '../../engine/recorder.ts';
import type { RunSpec } from '../../engine/run-spec.ts';
import type { SnapshotHistory } from '../snapshot-history.ts';

/** Why a run is on the page: being edited, a companion method, pinned, another seed of these, or just superseded. */
export type Role = 'edited' | 'companion' | 'pin' | 'seed' | 'ghost';

/** What React may know of a run; its numbers are in the recorder, its pictures in the history. */
export interface RunState {
  readonly key: string;
  readonly spec: RunSpec;
  readonly role: Role;
  /** Key of the run whose other seed this is. */
  readonly leader: string;
  readonly id: RunId | null;
  readonly status: 'waiting' | 'opening' | 'ready' | 'running' | 'ended' | 'failed';
  readonly outcome: Outcome | null;
  readonly step: number;
  /** Operations counted so far. */
  readonly work: number;
  readonly elapsed: number;
  readonly preparing: boolean;
  readonly phase: string | null;
  readonly backend: RunBackend | null;
  readonly recovery: string | null;
  readonly message: string | null;
  readonly facts: Snapshot;
  readonly notes: readonly string[];
  readonly floors: Readonly<Record<string, number>>;
  /** Steps between measurements at first. */
  readonly stride: number;
  /** Parameters that the method still reads after its first step. */
  readonly live: readonly string[];
  readonly recorder: Recorder;
  readonly history: SnapshotHistory;
}

export interface Runs {
  /** In order: edited, companions, pins, their further seeds, ghost. */
  readonly list: readonly RunState[];
  readonly playing: boolean;
  /** Steps a second; null is as fast as it goes. */
  readonly speed: number | null;
  /** Step the views are turned back to; null follows the run. */
  readonly cursor: number | null;
  /** Pictures of the step at the cursor are being made again. */
  readonly replaying: boolean;
  /** Counts changes of what is drawn. */
  readonly pictures: number;
  readonly report: BackendReport | null;
}

export const runs = createStore<Runs>(() => ({
  list: [],
  playing: false,
  speed: null,
  cursor: null,
  replaying: false,
  pictures: 0,
  report: null,
}));
export const useRuns = <T>(pick: (state: Runs) => T): T => useStore(runs, pick);

export const editedRun = (state: Runs): RunState | undefined => state.list.find((run) => run.role === 'edited');
export const setCursor = (cursor: number | null): void => runs.setState({ cursor });
export const setSpeed = (speed: number | null): void => runs.setState({ speed });

export function changeRun(key: string, change: Partial<RunState>): void {
  runs.setState(({ list }) => ({ list: list.map((run) => (run.key === key ? { ...run, ...change } : run)) }));
}
