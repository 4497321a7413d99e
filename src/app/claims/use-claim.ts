import { useMemo } from 'react';
import type { Claim } from '../../claims/claim.ts';
import { type ClaimResult, judge, type Measured } from '../../claims/evaluate.ts';
import type { Paper } from '../../papers/paper.ts';
import { claimKey, formOf, type Kept, measuredOf, measurements, useMeasurements } from './measurements.ts';

/** What this browser knows of a claim: every seed it measured, and the verdict on the claim's own seeds. */
export interface Known {
  readonly kept: Kept;
  readonly measured: readonly Measured[];
  readonly result: ClaimResult;
}

export function knownOf(slug: string, paper: Paper, claim: Claim, kept = measurements.getState().kept): Known | null {
  const found = kept[claimKey(slug, claim.id)];
  // A claim that was changed since then is measured anew.
  if (!found || found.form !== formOf(paper, claim)) return null;
  const measured = measuredOf(found);
  return { kept: found, measured, result: judge(claim, claim.quick, measured.slice(0, claim.quick.seeds.length)) };
}

export function useClaim(slug: string, paper: Paper, claim: Claim): Known | null {
  const kept = useMeasurements((state) => state.kept[claimKey(slug, claim.id)]);
  return useMemo(
    () => (kept ? knownOf(slug, paper, claim, { [claimKey(slug, claim.id)]: kept }) : null),
    [kept, slug, paper, claim],
  );
}
