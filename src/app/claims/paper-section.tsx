import { useEffect, useRef, useState } from 'react';
import type { Claim, Verdict } from '../../claims/claim.ts';
import type { Paper } from '../../papers/paper.ts';
import { findPaper } from '../catalogue.ts';
import { ClaimRow } from './claim-row.tsx';
import styles from './paper-section.module.css';
import { measure } from './queue.ts';

const ROWS_AT_ONCE = 2;
/** Of a row that was not made yet, about. */
const ROW_HEIGHT = 124;

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
  // A few rows at a time: each has a chart of its own, and the page goes on scrolling meanwhile.
  const [made, setMade] = useState(0);
  useEffect(() => {
    if (!near || made >= claims.length) return;
    const frame = requestAnimationFrame(() => setMade((count) => count + ROWS_AT_ONCE));
    return () => cancelAnimationFrame(frame);
  }, [near, made, claims.length]);
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
      <ol ref={host} style={made >= claims.length ? undefined : { minHeight: `${claims.length * ROW_HEIGHT}px` }}>
        {claims.slice(0, made).map((claim) => (
          <ClaimRow key={claim.id} slug={slug} paper={paper} claim={claim} />
        ))}
      </ol>
    </section>
  );
}
