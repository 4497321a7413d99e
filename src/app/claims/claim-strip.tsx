import { useMemo } from 'react';
import { formatNumber } from '../../charts/format.ts';
import { mountStrip, type StripData } from '../../charts/strip.ts';
import type { Claim } from '../../claims/claim.ts';
import type { Measured } from '../../claims/evaluate.ts';
import { useChart } from '../../ui/use-chart.ts';
import { useHeld } from '../../ui/use-held.ts';
import styles from './claim-row.module.css';
import { boundWords } from './claim-words.ts';

/** Every seed's number against the bound, one dot a seed; those beyond the claim's own seeds are paler. */
export function ClaimStrip({ claim, measured }: { claim: Claim; measured: readonly Measured[] }) {
  const form = claim.quick;
  const data = useMemo((): StripData => {
    return {
      values: measured.map(({ value }) => value),
      stopped: measured.map(({ atLeast }) => atLeast),
      own: form.seeds.length,
      bound: form.atLeast ?? form.atMost ?? 0,
      side: form.atLeast === undefined ? 'atMost' : 'atLeast',
      scale: claim.axis.scale,
      domain: [claim.axis.domain[0], claim.axis.domain[1]],
    };
  }, [claim, form, measured]);
  const source = useHeld(data);
  const host = useChart(mountStrip, source);
  const values = measured.map(({ value, atLeast }) => `${atLeast ? 'over ' : ''}${formatNumber(value)}`).join(', ');
  const words = `Bound: ${boundWords(form)}; ${measured.length === 0 ? 'not measured yet' : `measured ${values}`}`;
  return <div ref={host} className={styles.strip} role="img" aria-label={words} />;
}
