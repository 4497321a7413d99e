import { useEffect, useRef, useState } from 'react';
import type { Claim, Verdict } from '../../claims/claim.ts';
import type { Paper } from '../../papers/paper.ts';
import { findPaper } from '../catalogue.ts';
import { ClaimRow } from './claim-row.tsx';
import styles from './paper-section.module.css';
import { measure } from './queue.ts';

/** The claims of one paper that pass the filter; its rows are made when they come near the screen, and stay. */
export function PaperSection({
  slug,
  paper,
  claims,
  verdicts,
}: {
  slug: string;
  paper: Paper;
  claims: readonly Claim[];
  verdicts: readonly Verdict[];
}) {
  const host = useRef<HTMLOListElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !host.current) return;
    const sight = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: '600px' },
    );
    sight.observe(host.current);
    return () => sight.disconnect();
  }, [near]);
  const measured = verdicts.filter((verdict) => verdict !== 'not measured').length;
  const held = verdicts.filter((verdict) => verdict === 'holds').length;
  return (
    <section className={styles.paper} aria-label={findPaper(slug)!.title}>
      <header>
        <h3>
          <a href={`#/p/${slug}`}>{findPaper(slug)!.title}</a>
        </h3>
        <span>
          {measured === 0
            ? `${verdicts.length} claim${verdicts.length === 1 ? '' : 's'}`
            : `${held} of ${verdicts.length} hold${measured < verdicts.length ? `, ${verdicts.length - measured} not measured` : ''}`}
        </span>
        <button
          type="button"
          className="set"
          aria-label={`Measure the claims of ${findPaper(slug)!.title}`}
          onClick={() => measure(claims.map(({ id }) => ({ slug, claim: id })))}
        >
          Measure {claims.length === 1 ? 'it' : `these ${claims.length}`}
        </button>
      </header>
      <ol ref={host} style={near ? undefined : { minHeight: `${claims.length * 124}px` }}>
        {near ? claims.map((claim) => <ClaimRow key={claim.id} slug={slug} paper={paper} claim={claim} />) : null}
      </ol>
    </section>
  );
}
