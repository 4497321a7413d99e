import type { Claim, Measure } from './claim.ts';

/** Measures of single runs that a measure is made of. */
function leavesOf(measure: Measure): Exclude<Measure, { kind: 'ratio' | 'difference' | 'mean' }>[] {
  switch (measure.kind) {
    case 'ratio':
      return [...leavesOf(measure.of), ...leavesOf(measure.over)];
    case 'difference':
      return [...leavesOf(measure.of), ...leavesOf(measure.minus)];
    case 'mean':
      return measure.of.flatMap(leavesOf);
    default:
      return [measure];
  }
}

/** Whether the claims, in this form, look at nothing of a run but its last row: it need not be measured on the way. */
export function onlyFinal(claims: readonly Claim[], form: 'quick' | 'full', run: string): boolean {
  return claims
    .flatMap((claim) => leavesOf((form === 'full' ? (claim.full ?? claim.quick) : claim.quick).measure))
    .filter((leaf) => leaf.run === run)
    .every(({ kind }) => kind === 'final');
}
