import { lazy, memo, Suspense, useState } from 'react';
import { formatNumber } from '../../charts/format.ts';
import type { Claim } from '../../claims/claim.ts';
import type { Paper } from '../../papers/paper.ts';
import styles from './claim-row.module.css';
import { ClaimStrip } from './claim-strip.tsx';
import { boundWords, chosenWords, committedWords, moreSeedsWords, spreadWords } from './claim-words.ts';
import { type CommittedRow, useCommitted } from './committed.ts';
import { GLYPHS } from './glyphs.ts';
import { claimKey } from './measurements.ts';
import { cancelTask, isQueued, keyOf, measure, useQueue } from './queue.ts';
import { type Known, useClaim } from './use-claim.ts';

const HoldPanel = lazy(() => import('./hold-panel.tsx').then((module) => ({ default: module.HoldPanel })));
const NONE = [] as const;

/** A claim: the sentence, what runs here, bound, measured values, verdict, and what was committed beside it. */
export const ClaimRow = memo(function ClaimRow({ slug, paper, claim }: { slug: string; paper: Paper; claim: Claim }) {
  const key = claimKey(slug, claim.id);
  const known = useClaim(slug, paper, claim);
  const current = useQueue((state) => keyOf(state.current) === key);
  const waiting = useQueue((state) => isQueued(state, key));
  const live = useQueue((state) => (keyOf(state.current) === key ? state.live : NONE));
  const error = useQueue((state) => state.errors[key]);
  const [mapping, setMapping] = useState(false);
  const form = claim.quick;
  const shown = current ? null : known;
  const verdict = shown?.result.verdict ?? 'not measured';
  const worst = shown?.result.worst ?? null;
  return (
    <li className={styles.row} data-verdict={verdict} data-claim={key}>
      <span className={styles.glyph} aria-hidden="true">
        {GLYPHS[verdict]}
      </span>
      <div className={styles.words}>
        <p className={styles.says}>{claim.says}</p>
        <p className={styles.setting}>
          {form.setting} {claim.where}.
        </p>
        {error ? (
          <p className={styles.error} role="alert">
            {error}
          </p>
        ) : null}
      </div>
      <ClaimStrip claim={claim} measured={current ? live : (shown?.measured ?? NONE)} />
      <div className={styles.value}>
        <b className="number">{worst ? `${worst.atLeast ? '> ' : ''}${formatNumber(worst.value)}` : '–'}</b>
        <span>
          {claim.unit}
          {chosenWords(form)}
        </span>
      </div>
      <div className={styles.verdict}>
        <b>{current ? 'measuring' : waiting ? 'waiting' : verdict}</b>
        <span>{shown ? seedsWords(shown) : `${form.seeds.length} seed${form.seeds.length > 1 ? 's' : ''}`}</span>
        {current || waiting ? (
          <button type="button" className="set" onClick={() => cancelTask(key)} aria-label={`Cancel: ${claim.says}`}>
            Cancel
          </button>
        ) : (
          <button
            type="button"
            className="set"
            onClick={() => measure([{ slug, claim: claim.id }])}
            aria-label={`Measure: ${claim.says}`}
          >
            Measure{known ? ' again' : ''}
          </button>
        )}
      </div>
      <div className={styles.more}>
        <p>
          {shown ? `${moreWords(claim, shown)} ` : ''}
          <Committed claim={claim} row={useCommitted()?.[key]} />
        </p>
        <button
          type="button"
          className="set"
          aria-expanded={mapping}
          aria-label={`Where does it hold? ${claim.says}`}
          onClick={() => setMapping(!mapping)}
        >
          {mapping ? 'Close the map' : 'Where does it hold?'}
        </button>
      </div>
      {mapping ? (
        <Suspense fallback={<p role="status">Loading</p>}>
          <HoldPanel paper={paper} claim={claim} />
        </Suspense>
      ) : null}
    </li>
  );
});

const seedsWords = ({ kept, measured }: Known) =>
  `${measured.length} seed${measured.length > 1 ? 's' : ''}, ${kept.backend}, ${kept.seconds.toFixed(1)} s`;

/** The reader's own spread, how it goes with more seeds, and when it was measured. */
function moreWords(claim: Claim, { kept, measured }: Known): string {
  const spread = spreadWords(measured.map(({ value }) => value));
  const parts = [
    spread,
    moreSeedsWords(claim, measured),
    boundWords(claim.quick),
    kept.date,
    `version ${kept.version}`,
  ];
  return `Here: ${parts.filter(Boolean).join(', ')}.`;
}

function Committed({ claim, row }: { claim: Claim; row: CommittedRow | undefined }) {
  return <span>{row ? `Committed: ${committedWords(claim, row)}.` : 'No committed measurement.'}</span>;
}
