import { useDeferredValue, useState } from 'react';
import type { Claim, Verdict } from '../../claims/claim.ts';
import { papers as catalogue, findPaper, labs, liveSlugs } from '../catalogue.ts';
import { useAllPapers } from '../claims/all-papers.ts';
import { useCommitted } from '../claims/committed.ts';
import { claimKey, useMeasurements } from '../claims/measurements.ts';
import { PaperSection } from '../claims/paper-section.tsx';
import { measure } from '../claims/queue.ts';
import { QueueBar } from '../claims/queue-bar.tsx';
import { type Filter, Tally, type Whose } from '../claims/tally.tsx';
import { knownOf } from '../claims/use-claim.ts';
import styles from './claims.module.css';

interface Entry {
  readonly slug: string;
  readonly claim: Claim;
  readonly verdict: Verdict;
}

/** Every claim of every live paper: tally, filters, and the rows by lab and paper. */
export function Claims() {
  const live = liveSlugs();
  const { papers, missing } = useAllPapers();
  const kept = useMeasurements((state) => state.kept);
  const committed = useCommitted();
  const [filter, setFilter] = useState<Filter>('all');
  const [whose, setWhose] = useState<Whose>('here');
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed).trim().toLowerCase();
  // In the order of the page: lab by lab.
  const slugs = labs.flatMap(({ id }) => live.filter((slug) => findPaper(slug)!.lab === id && papers[slug]));
  const entries: Entry[] = slugs.flatMap((slug) =>
    papers[slug]!.claims.map((claim) => ({
      slug,
      claim,
      verdict:
        (whose === 'here'
          ? knownOf(slug, papers[slug]!, claim, kept)?.result.verdict
          : committed?.[claimKey(slug, claim.id)]?.verdict) ?? 'not measured',
    })),
  );
  const says = (key: string) => entries.find(({ slug, claim }) => claimKey(slug, claim.id) === key)?.claim.says;
  const matches = ({ slug, claim, verdict }: Entry) =>
    (filter === 'all' || verdict === filter) &&
    (text === '' ||
      `${findPaper(slug)!.title} ${claim.says} ${claim.where} ${claim.quick.setting}`.toLowerCase().includes(text));
  const shown = entries.filter(matches);
  return (
    <div className={`wrap ${styles.claims}`}>
      <div className={styles.head}>
        <h1>What the papers say, and what came out here</h1>
        <p>
          Each sentence is a measurement with a bound that was fixed beforehand. The evaluator sees only what an
          algorithm returns. {live.length} of {catalogue.length} papers run so far.
        </p>
      </div>
      <Tally
        verdicts={entries.map(({ verdict }) => verdict)}
        filter={filter}
        onFilter={setFilter}
        whose={whose}
        onWhose={setWhose}
      />
      <div className={styles.tools}>
        <input
          type="search"
          aria-label="Find a claim"
          placeholder="Find a claim"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button
          type="button"
          className="button"
          data-first
          disabled={shown.length === 0}
          onClick={() => measure(shown.map(({ slug, claim }) => ({ slug, claim: claim.id })))}
        >
          {shown.length === 0
            ? 'Measure'
            : `Measure ${shown.length === entries.length ? `all ${entries.length}` : `these ${shown.length}`}`}
        </button>
        <QueueBar says={says} />
      </div>
      <p className={styles.status} role="status">
        {slugs.length + missing.length < live.length
          ? `Fetching the claims: ${slugs.length} of ${live.length} papers`
          : shown.length === 0
            ? 'No claim matches.'
            : ''}
        {missing.length > 0 ? ` ${missing.length} papers could not be fetched; open the page again when online.` : ''}
      </p>
      {labs.map(({ id, title }) => {
        const here = slugs.filter((slug) => findPaper(slug)!.lab === id && shown.some((one) => one.slug === slug));
        if (here.length === 0) return null;
        return (
          <section key={id}>
            <h2>{title}</h2>
            {here.map((slug) => (
              <PaperSection
                key={slug}
                slug={slug}
                paper={papers[slug]!}
                claims={shown.filter((one) => one.slug === slug).map(({ claim }) => claim)}
                verdicts={entries.filter((one) => one.slug === slug).map(({ verdict }) => verdict)}
              />
            ))}
          </section>
        );
      })}
    </div>
  );
}
