import { findPaper, isLive, paperLink } from '../catalogue.ts';
import styles from './paper-head.module.css';

/** Title, authors and sections of a paper, over its page and over its workspace. */
export function PaperHead({ slug, section, runHref }: { slug: string; section: 'idea' | 'run'; runHref?: string }) {
  const paper = findPaper(slug)!;
  return (
    <div className={`wrap ${styles.head}`} data-section={section}>
      <div>
        <h1>{paper.title}</h1>
        <p>
          {[paper.authors, paper.venue ?? paper.published.slice(0, 4)].filter(Boolean).join(' · ')} ·{' '}
          <a href={paperLink(paper)} target="_blank" rel="noreferrer">
            {paper.arxiv ? `arXiv ${paper.arxiv}` : 'Find the paper'}
          </a>
        </p>
      </div>
      {isLive(slug) ? (
        <nav aria-label="Sections of this paper">
          <a href={`#/p/${slug}`} aria-current={section === 'idea' ? 'page' : undefined}>
            Idea and claims
          </a>
          <a href={runHref ?? `#/p/${slug}/start`} aria-current={section === 'run' ? 'page' : undefined}>
            Run
          </a>
        </nav>
      ) : null}
    </div>
  );
}
