import { useEffect, useMemo, useRef, useState } from 'react';
import { formatNumber } from '../../charts/format.ts';
import { mountStrip, type StripData } from '../../charts/strip.ts';
import type { Claim } from '../../claims/claim.ts';
import type { Measured, Trace } from '../../claims/evaluate.ts';
import type { Paper } from '../../papers/paper.ts';
import { useChart } from '../../ui/use-chart.ts';
import { findPaper } from '../catalogue.ts';
import styles from './ledger.module.css';
import { type Measurement, measureHere } from './measurements.ts';

interface Entry {
  readonly seeds: readonly Measured[];
  readonly result: Measurement | null;
  readonly running: boolean;
  readonly error: string | null;
}
const EMPTY: Entry = { seeds: [], result: null, running: false, error: null };
const GLYPHS = { holds: '✓', 'does not hold here': '✕', 'not measured': '◌' } as const;

/** Every claim of a paper: the sentence, what runs here, bound, measured values, verdict; one click measures again. */
export function Ledger({ slug, paper }: { slug: string; paper: Paper }) {
  const [entries, setEntries] = useState<Readonly<Record<string, Entry>>>({});
  const stop = useRef<AbortController | null>(null);
  const busy = Object.values(entries).some((entry) => entry.running);
  useEffect(() => () => stop.current?.abort(), []);
  const change = (id: string, next: (entry: Entry) => Entry) =>
    setEntries((all) => ({ ...all, [id]: next(all[id] ?? EMPTY) }));

  const measure = async (claims: readonly Claim[]) => {
    stop.current?.abort();
    const controller = new AbortController();
    stop.current = controller;
    const cache = new Map<string, Promise<Trace>>();
    for (const claim of claims) {
      if (controller.signal.aborted) return;
      change(claim.id, () => ({ ...EMPTY, running: true }));
      try {
        const result = await measureHere(paper, claim, cache, controller.signal, (seed) =>
          change(claim.id, (entry) => ({ ...entry, seeds: [...entry.seeds, seed] })),
        );
        change(claim.id, (entry) => ({ ...entry, result, running: false }));
      } catch (error) {
        change(claim.id, () => ({ ...EMPTY, error: controller.signal.aborted ? null : (error as Error).message }));
      }
    }
  };
  const results = paper.claims.map((claim) => entries[claim.id]?.result);
  const held = results.filter((result) => result?.verdict === 'holds').length;
  const done = results.filter(Boolean).length;
  return (
    <section className={styles.ledger} aria-label={`Claims of ${findPaper(slug)?.title ?? slug}`}>
      <header>
        <h2>Claims</h2>
        <p role="status">
          {done === 0
            ? `${paper.claims.length} claims, not measured in this browser yet`
            : `${held} of ${done} measured here hold`}
        </p>
        {busy ? (
          <button type="button" className="button" onClick={() => stop.current?.abort()}>
            Stop
          </button>
        ) : (
          <button type="button" className="button" onClick={() => measure(paper.claims)}>
            Measure all{done > 0 ? ' again' : ''}
          </button>
        )}
      </header>
      <ol>
        {paper.claims.map((claim) => (
          <Row
            key={claim.id}
            slug={slug}
            claim={claim}
            entry={entries[claim.id] ?? EMPTY}
            busy={busy}
            onMeasure={() => measure([claim])}
          />
        ))}
      </ol>
    </section>
  );
}

function Row({
  claim,
  entry,
  busy,
  onMeasure,
}: {
  slug: string;
  claim: Claim;
  entry: Entry;
  busy: boolean;
  onMeasure: () => void;
}) {
  const { quick: form } = claim;
  const verdict = entry.result?.verdict ?? 'not measured';
  const worst = entry.result?.worst ?? null;
  const bound = form.atLeast ?? form.atMost ?? 0;
  return (
    <li data-verdict={verdict}>
      <span className={styles.glyph} aria-hidden="true">
        {GLYPHS[verdict]}
      </span>
      <div>
        <p className={styles.says}>{claim.says}</p>
        <p className={styles.setting}>
          {form.setting} {claim.where}.
        </p>
        {entry.error ? <p className={styles.error}>{entry.error}</p> : null}
      </div>
      <Strip claim={claim} seeds={entry.seeds} bound={bound} side={form.atLeast !== undefined ? 'atLeast' : 'atMost'} />
      <div className={styles.value}>
        <b className="number">{worst ? `${worst.atLeast ? '> ' : ''}${formatNumber(worst.value)}` : '–'}</b>
        <span>
          {claim.unit}
          {form.seeds.length > 1 ? `, worst of ${form.seeds.length} seeds` : ''}
        </span>
      </div>
      <div className={styles.verdict}>
        <b>{entry.running ? 'measuring' : verdict}</b>
        <span>
          {entry.result
            ? `${form.seeds.length} seed${form.seeds.length > 1 ? 's' : ''}, ${entry.result.backend}, ${entry.result.seconds.toFixed(1)} s`
            : `${form.atLeast !== undefined ? 'at least' : 'at most'} ${formatNumber(bound)}`}
        </span>
        <button type="button" className="set" disabled={busy} onClick={onMeasure} aria-label={`Measure: ${claim.says}`}>
          Measure{entry.result ? ' again' : ''}
        </button>
      </div>
    </li>
  );
}

function Strip({
  claim,
  seeds,
  bound,
  side,
}: {
  claim: Claim;
  seeds: readonly Measured[];
  bound: number;
  side: 'atLeast' | 'atMost';
}) {
  const source = useMemo(() => {
    const data: StripData = {
      values: seeds.map((seed) => seed.value),
      stopped: seeds.map((seed) => seed.atLeast),
      bound,
      side,
      scale: claim.axis.scale,
      domain: [claim.axis.domain[0], claim.axis.domain[1]],
    };
    return { get: () => data, subscribe: () => () => undefined };
  }, [claim, seeds, bound, side]);
  const host = useChart(mountStrip, source);
  const words = `${side === 'atLeast' ? 'At least' : 'At most'} ${formatNumber(bound)}; ${seeds.length === 0 ? 'not measured yet' : `measured ${seeds.map((seed) => formatNumber(seed.value)).join(', ')}`}`;
  return <div ref={host} className={styles.strip} role="img" aria-label={words} />;
}
