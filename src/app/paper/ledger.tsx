import type { Paper } from '../../papers/paper.ts';
import { findPaper } from '../catalogue.ts';
import { ClaimRow } from '../claims/claim-row.tsx';
import { useMeasurements } from '../claims/measurements.ts';
import { cancelAll, measure, useQueue } from '../claims/queue.ts';
import { QueueBar } from '../claims/queue-bar.tsx';
import { knownOf } from '../claims/use-claim.ts';
import styles from './ledger.module.css';

/** Every claim of a paper; one click measures it again, in the background. */
export function Ledger({ slug, paper }: { slug: string; paper: Paper }) {
  const kept = useMeasurements((state) => state.kept);
  const busy = useQueue((state) => state.current?.slug === slug);
  const known = paper.claims.flatMap((claim) => knownOf(slug, paper, claim, kept) ?? []);
  const held = known.filter(({ result }) => result.verdict === 'holds').length;
  const says = (key: string) => paper.claims.find(({ id }) => key === `${slug}/${id}`)?.says;
  return (
    <section className={styles.ledger} aria-label={`Claims of ${findPaper(slug)?.title ?? slug}`}>
      <header>
        <h2>Claims</h2>
        <p role="status">
          {known.length === 0
            ? `${paper.claims.length} claims, not measured in this browser yet`
            : `${held} of ${known.length} measured here hold`}
        </p>
        {busy ? (
          <button type="button" className="button" onClick={cancelAll}>
            Stop
          </button>
        ) : (
          <button
            type="button"
            className="button"
            onClick={() => measure(paper.claims.map(({ id }) => ({ slug, claim: id })))}
          >
            Measure all{known.length > 0 ? ' again' : ''}
          </button>
        )}
      </header>
      <QueueBar says={says} />
      <ol>
        {paper.claims.map((claim) => (
          <ClaimRow key={claim.id} slug={slug} paper={paper} claim={claim} />
        ))}
      </ol>
    </section>
  );
}
