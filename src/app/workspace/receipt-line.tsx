import { useEffect, useState } from 'react';
import { formatNumber } from '../../charts/format.ts';
import type { BenchDescription } from '../../engine/bench.ts';
import { play } from '../conductor.ts';
import { compareWithLink, readWritten } from '../receipts.ts';
import { editedRun, runs, useRuns } from '../stores/runs.ts';
import styles from './receipt-line.module.css';

type Said = {
  readonly mark: 'identical' | 'within tolerance' | 'different' | 'waiting' | 'none';
  readonly words: string;
};

/** Replays a shared run that came with a receipt, and says whether the same came out here. */
export function ReceiptLine({ receipt, description }: { receipt: string; description: BenchDescription }) {
  const [said, setSaid] = useState<Said>({ mark: 'waiting', words: 'This link came with a receipt.' });
  const key = useRuns((state) => editedRun(state)?.key);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const tell = (next: Said) => {
      if (gone) return;
      setSaid(next);
      if (next.mark === 'waiting') timer = setTimeout(look, LOOK_MS);
    };
    const look = async () => {
      const theirs = await readWritten(receipt);
      if (!theirs)
        return tell({ mark: 'none', words: 'The receipt in this link is cut off or damaged; nothing was compared.' });
      const run = editedRun(runs.getState());
      if (!run || run.key !== key) return;
      const of = `${theirs.step.toLocaleString('en-GB')} steps on ${theirs.backend} by Paperscope ${theirs.version}`;
      if (run.status === 'failed')
        return tell({ mark: 'none', words: `The shared run took ${of}; it could not be replayed here.` });
      if (run.outcome === null) {
        const share = Math.min(100, Math.round((100 * run.step) / Math.max(1, theirs.step)));
        return tell({ mark: 'waiting', words: `Replaying the shared run of ${of}: ${share} %.` });
      }
      const compared = await compareWithLink(receipt, run, description);
      if (!compared) return;
      const { verdict, drift, tolerance, metrics, steps, mine } = compared;
      const here = `Here: ${mine.step.toLocaleString('en-GB')} steps on ${mine.backend}, Paperscope ${mine.version}. Shared: ${of}.`;
      const how =
        verdict === 'identical'
          ? `Every measured number is the same to the last bit (digest ${mine.digest}).`
          : Number.isFinite(drift)
            ? `The digests differ. In ${metrics} metrics at ${steps} steps the largest drift is ${formatNumber(drift)} of a metric’s largest value; up to ${formatNumber(tolerance)} is rounding.`
            : 'A number is missing on one side.';
      tell({ mark: verdict, words: `${how} ${here}` });
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [receipt, description, key]);

  // The link was made to be replayed.
  useEffect(() => {
    if (key !== undefined && editedRun(runs.getState())?.step === 0) play();
  }, [key]);

  return (
    <p className={styles.line} role="status" data-verdict={said.mark}>
      {said.mark === 'waiting' || said.mark === 'none' ? null : (
        <b>
          {GLYPHS[said.mark]} {said.mark[0]!.toUpperCase() + said.mark.slice(1)}.{' '}
        </b>
      )}
      {said.words}
    </p>
  );
}

const LOOK_MS = 200;
const GLYPHS = { identical: '✓', 'within tolerance': '≈', different: '✕' } as const;
