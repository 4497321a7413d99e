import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Verdict } from '../../claims/claim.ts';
import { claimKey } from './measurements.ts';

/** A claim as it was measured by the command line and committed with the page. */
export interface CommittedRow {
  readonly paper: string;
  readonly claim: string;
  readonly measured: readonly (number | null)[];
  readonly stopped: readonly boolean[];
  readonly verdict: Verdict;
  readonly backend: string;
  readonly date: string;
  readonly form: 'full' | 'quick';
}

type Rows = Readonly<Record<string, CommittedRow>>;
const committed = createStore<{ readonly rows: Rows | null }>(() => ({ rows: null }));

let asked = false;
async function load(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    const module = await import('../../../docs/measurements/claims.json');
    const { claims } = module.default as unknown as { claims: readonly CommittedRow[] };
    committed.setState({ rows: Object.fromEntries(claims.map((row) => [claimKey(row.paper, row.claim), row])) });
  } catch {
    // Without a network and not yet kept: the reader's own results are shown alone, and it is asked for again later.
    asked = false;
  }
}

/** The committed measurements by claim; null until they have come. */
export function useCommitted(): Rows | null {
  useEffect(() => void load(), []);
  return useStore(committed, (state) => state.rows);
}
