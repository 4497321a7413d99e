import { use } from 'react';
import { findPaper, liveSlugs, loadPaper, papers } from '../catalogue.ts';
import { Ledger } from '../paper/ledger.tsx';
import styles from './plain.module.css';

/** Every claim of every live paper, measured in this browser. */
export function Claims() {
  const slugs = liveSlugs();
  return (
    <div className={`wrap ${styles.plain}`}>
      <h1>Claims</h1>
      <p>
        Each claim is a sentence of a paper with a bound. It is measured here by an evaluator that sees only what the
        algorithm returns. {slugs.length} of {papers.length} papers run so far; a claim that does not hold on this
        machine is shown as not holding.
      </p>
      {slugs.map((slug) => (
        <PaperClaims key={slug} slug={slug} />
      ))}
    </div>
  );
}

function PaperClaims({ slug }: { slug: string }) {
  const paper = use(loadPaper(slug)!);
  return (
    <section>
      <h2>
        <a href={`#/p/${slug}`}>{findPaper(slug)!.title}</a>
      </h2>
      <Ledger slug={slug} paper={paper} />
    </section>
  );
}
