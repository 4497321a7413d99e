import { Suspense, use, useState } from 'react';
import { findPaper, labs, liveSlugs, loadPaper, papers } from '../catalogue.ts';
import { Ledger } from '../paper/ledger.tsx';
import styles from './plain.module.css';

/** Every claim of every live paper, measured in this browser; a paper's claims are fetched when it is opened. */
export function Claims() {
  const live = liveSlugs();
  return (
    <div className={`wrap ${styles.plain}`}>
      <h1>Claims</h1>
      <p>
        Each claim is a sentence of a paper with a bound. It is measured here by an evaluator that sees only what the
        algorithm returns. {live.length} of {papers.length} papers run so far; a claim that does not hold on this
        machine is shown as not holding.
      </p>
      {labs
        .map(({ id, title }) => ({ id, title, slugs: live.filter((slug) => findPaper(slug)!.lab === id) }))
        .filter(({ slugs }) => slugs.length > 0)
        .map(({ id, title, slugs }, k) => (
          <section key={id}>
            <h2>{title}</h2>
            {slugs.map((slug, row) => (
              <PaperClaims key={slug} slug={slug} first={k === 0 && row === 0} />
            ))}
          </section>
        ))}
    </div>
  );
}

function PaperClaims({ slug, first }: { slug: string; first: boolean }) {
  const [open, setOpen] = useState(first);
  // Once opened, what was measured stays.
  const [known, setKnown] = useState(first);
  return (
    <details
      className={styles.claims}
      open={open}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        if (currentTarget.open) setKnown(true);
      }}
    >
      <summary>{findPaper(slug)!.title}</summary>
      {known ? (
        <Suspense fallback={<p role="status">Fetching the claims …</p>}>
          <p>
            <a href={`#/p/${slug}`}>The paper’s page</a>
          </p>
          <Fetched slug={slug} />
        </Suspense>
      ) : null}
    </details>
  );
}

const Fetched = ({ slug }: { slug: string }) => <Ledger slug={slug} paper={use(loadPaper(slug)!)} />;
