import { use, useState } from 'react';
import type { Paper } from '../../papers/paper.ts';
import { Equation } from '../../ui/equation.tsx';
import { bibtex, findPaper, isLive, labs, loadPaper, papers } from '../catalogue.ts';
import { Ledger } from '../paper/ledger.tsx';
import { PaperHead } from '../paper/paper-head.tsx';
import { PaperSymbols } from '../paper/paper-symbols.tsx';
import styles from './paper.module.css';

/** A paper's page: what it says, its algorithm, its claims; or that it does not run yet. */
export function PaperPage({ slug }: { slug: string }) {
  const loading = loadPaper(slug);
  return (
    <>
      <PaperHead slug={slug} section="idea" />
      {loading ? <LivePaper slug={slug} loading={loading} /> : <NotYet slug={slug} />}
      <Cite slug={slug} />
    </>
  );
}

function LivePaper({ slug, loading }: { slug: string; loading: Promise<Paper> }) {
  const paper = use(loading);
  return (
    <article className={`wrap ${styles.paper}`}>
      <p className={styles.status}>
        <span>
          ● <b>Live</b>, {paper.claims.length} claims to measure
        </span>
        <a className="button" data-first href={`#/p/${slug}/${Object.keys(paper.runs)[0]}`}>
          Open the workspace
        </a>
      </p>
      <div className={styles.columns}>
        <div>
          <PaperSymbols paper={paper}>
            {paper.sections.map((section) => (
              <section key={section.heading}>
                <h2>{section.heading}</h2>
                {section.text.map((text) => (
                  <p key={text}>{text}</p>
                ))}
                {section.equations?.map(({ tex, says }) => (
                  <figure key={tex}>
                    <Equation tex={tex} />
                    <figcaption>{says}</figcaption>
                  </figure>
                ))}
              </section>
            ))}
          </PaperSymbols>
        </div>
        <div>
          <section>
            <h2>The algorithm</h2>
            <ol className={styles.lines}>
              {paper.algorithm.map((line, k) => (
                <li key={line}>
                  <span className="number">{k + 1}</span>
                  {line}
                </li>
              ))}
            </ol>
          </section>
          <section>
            <h2>What to try</h2>
            <ul className={styles.tries}>
              {paper.tries.map((one) => (
                <li key={one.text}>
                  <span>{one.text}</span>
                  <a className="set" href={`#/p/${slug}/${one.run}`}>
                    {one.label}
                  </a>
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2>What differs here</h2>
            {paper.limits.map((text) => (
              <p key={text} className={styles.limit}>
                {text}
              </p>
            ))}
          </section>
        </div>
      </div>
      <Ledger slug={slug} paper={paper} />
    </article>
  );
}

function NotYet({ slug }: { slug: string }) {
  const entry = findPaper(slug)!;
  const lab = labs.find((one) => one.id === entry.lab)!;
  const live = papers.filter((paper) => isLive(paper.slug));
  const near = [
    ...live.filter((paper) => paper.lab === entry.lab),
    ...live.filter((paper) => paper.lab !== entry.lab),
  ].slice(0, 3);
  return (
    <article className={`wrap ${styles.paper}`}>
      <p className={styles.status}>
        <span>
          ○ <b>Not yet.</b> Its algorithm does not run here yet. What follows is what the paper says.
        </span>
      </p>
      <section className={styles.summary}>
        <h2>{lab.title}</h2>
        <p>{entry.summary}</p>
      </section>
      <section>
        <h2>Papers that run</h2>
        <ul className={styles.near}>
          {near.map((paper) => (
            <li key={paper.slug}>
              <a href={`#/p/${paper.slug}`}>{paper.title}</a>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}

function Cite({ slug }: { slug: string }) {
  const [copied, setCopied] = useState(false);
  const text = bibtex(findPaper(slug)!);
  return (
    <section className={`wrap ${styles.cite}`} aria-labelledby="cite">
      <h2 id="cite">How to cite the paper</h2>
      <pre>{text}</pre>
      <button
        type="button"
        className="button"
        onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {copied ? 'Copied' : 'Copy BibTeX'}
      </button>
    </section>
  );
}
