import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import thumbnails from '../../papers/thumbnails.json';
import { type CatalogueEntry, isLive, type Lab, labs, papers } from '../catalogue.ts';
import { setSearch, setShow, useSearch } from '../stores/search.ts';
import styles from './home.module.css';

const HeroFigure = lazy(() => import('../home/hero-figure.tsx').then((module) => ({ default: module.HeroFigure })));

/** Papers near a misspelt query; the search library comes only when nothing matches as written. */
async function nearest(query: string): Promise<readonly CatalogueEntry[]> {
  const { default: Fuse } = await import('fuse.js');
  const index = new Fuse(papers, {
    keys: [{ name: 'title', weight: 2 }, 'summary', 'authors', 'slug'],
    threshold: 0.35,
    ignoreLocation: true,
  });
  return index.search(query).map((hit) => hit.item);
}
const live = papers.filter((paper) => isLive(paper.slug));
/** The first live paper of the first lab: where a stranger starts. */
const first = live[0];

/** The catalogue: every paper by lab, what runs and what does not told apart, searchable from the keyboard. */
export function Home() {
  const text = useSearch((state) => state.text);
  const show = useSearch((state) => state.show);
  const exact = useMemo(() => {
    const query = text.trim().toLowerCase();
    return query === ''
      ? papers
      : papers.filter((paper) =>
          `${paper.title} ${paper.summary} ${paper.authors ?? ''}`.toLowerCase().includes(query),
        );
  }, [text]);
  const [close, setClose] = useState<readonly CatalogueEntry[]>([]);
  useEffect(() => {
    let gone = false;
    setClose([]);
    if (exact.length === 0)
      nearest(text.trim()).then(
        (hits) => !gone && setClose(hits),
        () => undefined,
      );
    return () => {
      gone = true;
    };
  }, [text, exact]);
  const matches = (exact.length > 0 ? exact : close).filter((paper) => show === 'all' || isLive(paper.slug));
  const kept = new Set(matches.map((paper) => paper.slug));
  const searching = text.trim() !== '';
  return (
    <>
      {searching ? null : (
        <div className={`wrap ${styles.hero}`}>
          <div className={styles.say}>
            <h1>Machine-learning papers that&nbsp;run</h1>
            <p>
              <b>Pick a paper, move a slider, and watch its own algorithm work</b>, on your machine, while you read.
              What it shows you can be sent as a link. What the paper claims is measured again, here.
            </p>
            {first ? (
              <p className={styles.go}>
                <a className="button" data-first href={`#/p/${first.slug}/densities`}>
                  <svg viewBox="0 0 16 16" aria-hidden="true">
                    <path d="M3 1.5v13l11-6.5z" />
                  </svg>
                  Open this one
                </a>
                <span>Nothing to install. Nothing leaves this browser.</span>
              </p>
            ) : null}
          </div>
          <Suspense fallback={<div className={styles.figure} />}>
            <HeroFigure />
          </Suspense>
        </div>
      )}
      <div className={`wrap ${styles.index}`}>
        <Census kept={kept} />
        <div className={styles.tally}>
          <p role="status">
            {searching ? (
              exact.length > 0 ? (
                `${matches.length} ${matches.length === 1 ? 'paper matches' : 'papers match'} “${text}”.`
              ) : close.length > 0 ? (
                `No paper matches “${text}”. Nearest: ${matches[0]?.title ?? 'none that runs'}.`
              ) : (
                `No paper matches “${text}”.`
              )
            ) : (
              <>
                <b>● {live.length} live</b>: its algorithm runs and its claims are measured in this browser. ○{' '}
                {papers.length - live.length} not yet; each has a page that says so. {papers.length} papers in{' '}
                {labs.length} labs.
              </>
            )}
            {searching ? (
              <button type="button" className="set" onClick={() => setSearch('')}>
                Clear
              </button>
            ) : null}
          </p>
          <fieldset>
            <legend className="visually-hidden">Show</legend>
            {(['all', 'live'] as const).map((option) => (
              <label key={option}>
                <input type="radio" name="show" checked={show === option} onChange={() => setShow(option)} />{' '}
                {option === 'all' ? 'All' : 'Live only'}
              </label>
            ))}
          </fieldset>
        </div>
        {labs.map((lab) => (
          <LabSection key={lab.id} lab={lab} matches={matches.filter((paper) => paper.lab === lab.id)} />
        ))}
      </div>
    </>
  );
}

/** Every paper as a small circle, by lab: filled when it is live. */
function Census({ kept }: { kept: ReadonlySet<string> }) {
  return (
    <nav className={styles.census} aria-label="Labs">
      {labs.map((lab) => {
        const all = papers.filter((paper) => paper.lab === lab.id);
        const running = all.filter((paper) => isLive(paper.slug)).length;
        return (
          <a
            key={lab.id}
            href={`#lab-${lab.id}`}
            aria-label={`${lab.title}: ${running} live of ${all.length}`}
            onClick={(event) => {
              event.preventDefault();
              document.getElementById(`lab-${lab.id}`)?.scrollIntoView();
            }}
          >
            <span>{lab.short}</span>
            <Dots all={all} kept={kept} />
          </a>
        );
      })}
    </nav>
  );
}

function Dots({ all, kept }: { all: readonly CatalogueEntry[]; kept: ReadonlySet<string> }) {
  const perRow = 8;
  const sorted = [...all].sort((p, q) => Number(isLive(q.slug)) - Number(isLive(p.slug)));
  return (
    <svg width={Math.min(perRow, all.length) * 9} height={Math.ceil(all.length / perRow) * 10} aria-hidden="true">
      {sorted.map((paper, k) => (
        <circle
          key={paper.slug}
          cx={4 + (k % perRow) * 9}
          cy={5 + Math.floor(k / perRow) * 10}
          r="2.9"
          data-live={isLive(paper.slug)}
          data-kept={kept.has(paper.slug)}
        />
      ))}
    </svg>
  );
}

/** A small picture of the paper's own algorithm, from a stored run. */
function Thumbnail({ slug }: { slug: string }) {
  const curves = (thumbnails as Readonly<Record<string, readonly { colour: number; path: string }[]>>)[slug] ?? [];
  return (
    <svg className={styles.thumbnail} viewBox="0 0 104 72" aria-hidden="true">
      {curves.map(({ colour, path }) => (
        <path key={colour} d={path} style={{ stroke: `var(--series-${colour})` }} />
      ))}
    </svg>
  );
}

function LabSection({ lab, matches }: { lab: Lab; matches: readonly CatalogueEntry[] }) {
  if (matches.length === 0) return null;
  const running = matches.filter((paper) => isLive(paper.slug));
  const waiting = matches.filter((paper) => !isLive(paper.slug));
  return (
    <section className={styles.lab} id={`lab-${lab.id}`} aria-labelledby={`title-${lab.id}`}>
      <header>
        <h2 id={`title-${lab.id}`}>{lab.title}</h2>
        <p>{lab.line}</p>
        <p>
          {running.length} live of {matches.length}
        </p>
      </header>
      <div>
        {running.length > 0 ? (
          <ul className={styles.live}>
            {running.map((paper) => (
              <li key={paper.slug}>
                <a href={`#/p/${paper.slug}`} data-paper>
                  <Thumbnail slug={paper.slug} />
                  <span>
                    <span className={styles.title}>{paper.title}</span>
                    <span className={styles.line}>{paper.summary}</span>
                    <span className={styles.meta}>● live{paper.venue ? `, ${paper.venue}` : ''}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        ) : null}
        {waiting.length > 0 ? (
          <>
            <h3>Not yet running</h3>
            <ul className={styles.waiting}>
              {waiting.map((paper) => (
                <li key={paper.slug}>
                  <a href={`#/p/${paper.slug}`} data-paper>
                    {paper.title}
                  </a>
                  <span>{paper.summary}</span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </section>
  );
}
