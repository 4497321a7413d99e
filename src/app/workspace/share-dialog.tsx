import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Explorer, writeLink } from '../../engine/link.ts';
import { currentPage } from '../address.ts';
import { copyText } from '../copy-text.ts';
import { writtenReceipt } from '../receipts.ts';
import type { Opened } from '../stores/explorer.ts';
import { editedRun, runs, useRuns } from '../stores/runs.ts';
import { takeAway } from '../stores/taking.ts';
import styles from './share-dialog.module.css';

/** Longer addresses are cut by some messengers and old servers. */
const LONG_LINK = 2000;

interface Props {
  readonly opened: Opened;
  readonly title: string;
  readonly dataInLink: boolean;
  /** What can be embedded by itself. */
  readonly parts: readonly (readonly [id: string, title: string])[];
  readonly onClose: () => void;
}

/** The address, its length, what it holds, and four ways to take it along. Nothing leaves the browser. */
export function ShareDialog({ opened, title, dataInLink, parts, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const { explorer, description } = opened;
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set(['receipt']));
  const [part, setPart] = useState(explorer.view);
  const receipt = useReceipt(opened);
  const choices: readonly [key: string, words: string, offered: boolean][] = [
    [
      'pins',
      explorer.pins.length > 1 ? `the ${explorer.pins.length} pinned runs` : 'the pinned run',
      explorer.pins.length > 0,
    ],
    ['view', `the view ${explorer.view}`, explorer.view !== null],
    ['receipt', 'a receipt, by which whoever opens it sees whether the same comes out there', receipt !== null],
  ];
  const shared: Explorer = {
    ...explorer,
    pins: without.has('pins') ? [] : explorer.pins,
    view: without.has('view') ? null : explorer.view,
    receipt: without.has('receipt') ? null : receipt,
    embed: false,
  };
  // Written anew: the address may say `start`, which is a name that can move.
  const write = (state: Explorer) => writeLink(state, description, opened.paperRun, opened.paperCompanions);
  const link = `${currentPage()}${write(shared)}`;
  const embed = `${currentPage()}${write({ ...shared, view: part, embed: true })}`;
  const ways: [string, string][] = [
    ['Link', link],
    ['Markdown', `[${title.replace(/[[\]]/g, '')}](${link.replaceAll('(', '%28').replaceAll(')', '%29')})`],
    [
      'Embed',
      `<iframe src="${embed.replaceAll('&', '&amp;').replaceAll('"', '%22')}" width="720" height="520" title="${title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`,
    ],
    ['Command', `npm run --silent solve -- --link '${write(shared).replaceAll("'", '%27')}'`],
  ];
  return (
    <dialog ref={dialog} className={styles.dialog} onClose={onClose} aria-labelledby="share-title">
      <h2 id="share-title">Share this run</h2>
      <p>
        {link.length.toLocaleString('en-GB')} characters. It holds {holds(shared, description).join(', ')}.
        {link.length > LONG_LINK ? ' Some messengers cut an address of this length; check that it arrives whole.' : ''}
      </p>
      {dataInLink ? null : (
        <p className={styles.warning}>
          The data is too large for a link and is not in it: hand the file over with the link.
        </p>
      )}
      {choices.some(([, , offered]) => offered) ? (
        <fieldset className={styles.choices}>
          <legend>With it</legend>
          {choices
            .filter(([, , offered]) => offered)
            .map(([key, words]) => (
              <label key={key}>
                <input
                  type="checkbox"
                  checked={!without.has(key)}
                  onChange={() => {
                    const next = new Set(without);
                    if (!next.delete(key)) next.add(key);
                    setWithout(next);
                  }}
                />{' '}
                {words}
              </label>
            ))}
        </fieldset>
      ) : null}
      <dl>
        {ways.map(([name, text]) => (
          <Way key={name} name={name} text={text}>
            {name === 'Embed' ? (
              <select
                aria-label="What to embed"
                value={part ?? ''}
                onChange={(event) => setPart(event.target.value || null)}
              >
                <option value="">all views</option>
                {parts.map(([id, words]) => (
                  <option key={id} value={id}>
                    {words}
                  </option>
                ))}
              </select>
            ) : null}
          </Way>
        ))}
      </dl>
      <p>Nothing was sent anywhere; the address is the run.</p>
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>{' '}
        <button type="submit" className="button" onClick={takeAway}>
          Take it away as files
        </button>
      </form>
    </dialog>
  );
}

/** One line with a copy button; where the clipboard is refused, the text is selected to be copied by hand. */
function Way({ name, text, children }: { name: string; text: string; children?: ReactNode }) {
  const box = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<'copied' | 'refused' | null>(null);
  const copy = async () => {
    const copied = await copyText(text);
    setSaid(copied ? 'copied' : 'refused');
    if (copied) setTimeout(() => setSaid(null), 2000);
    else box.current?.select();
  };
  return (
    <div>
      <dt>
        {name} {children}
      </dt>
      <dd>
        <input ref={box} readOnly value={text} aria-label={name} onFocus={(event) => event.currentTarget.select()} />
        <button type="button" className="button" onClick={copy} aria-label={`Copy ${name.toLowerCase()}`}>
          {said === 'copied' ? 'Copied' : 'Copy'}
        </button>
      </dd>
      {said === 'refused' ? (
        <dd role="alert">The browser refused the clipboard. The text is selected: copy it with Ctrl+C or ⌘C.</dd>
      ) : null}
    </div>
  );
}

/** The edited run's receipt, once the run has ended. */
function useReceipt({ description }: Opened): string | null {
  const outcome = useRuns((state) => editedRun(state)?.outcome ?? null);
  const key = useRuns((state) => editedRun(state)?.key);
  const [receipt, setReceipt] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    const run = editedRun(runs.getState());
    setReceipt(null);
    if (run && run.key === key && outcome !== null)
      void writtenReceipt(run, description).then((text) => !gone && setReceipt(text));
    return () => {
      gone = true;
    };
  }, [key, outcome, description]);
  return receipt;
}

/** What a link holds, in words. */
function holds(explorer: Explorer, description: Opened['description']): string[] {
  const { spec, seeds, companions, pins, view, race, receipt } = explorer;
  const some = (count: number, what: string) => (count > 0 ? [`${count} ${what}${count > 1 ? 's' : ''}`] : []);
  return [
    'this problem',
    `${description.methods[spec.method]!.label} with its parameters`,
    ...(spec.changes?.length ? [`its branch at step ${spec.changes.at(-1)!.step.toLocaleString('en-GB')}`] : []),
    seeds > 1 ? `${seeds} seeds from ${spec.seed}` : `seed ${spec.seed}`,
    ...some(companions.length, 'more method'),
    ...some(pins.length, 'pinned run'),
    ...(race ? [`a race in ${race.unit === 'work' ? 'operations' : race.unit}`] : []),
    ...(view ? [`the view ${view}`] : []),
    ...(receipt ? ['the receipt of the run'] : []),
  ];
}
