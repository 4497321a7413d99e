import { useEffect, useRef, useState } from 'react';
import { writeLink } from '../../engine/link.ts';
import { currentPage } from '../address.ts';
import type { Opened } from '../stores/explorer.ts';
import styles from './share-dialog.module.css';

/** The address, its length, what it holds, and four ways to take it along. Nothing leaves the browser. */
export function ShareDialog({
  opened,
  title,
  dataInLink,
  onClose,
}: {
  opened: Opened;
  title: string;
  dataInLink: boolean;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [copied, setCopied] = useState<string | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const { explorer, description } = opened;
  // Written anew: the address may say `start`, which is a name that can move.
  const written = writeLink(explorer, description, opened.paperRun, opened.paperCompanions);
  const link = `${currentPage()}${written}`;
  const embed = `${link}${link.includes('?') ? '&' : '?'}embed=1`;
  const ways: [string, string][] = [
    ['Link', link],
    ['Markdown', `[${title.replace(/[[\]]/g, '')}](${link.replaceAll('(', '%28').replaceAll(')', '%29')})`],
    [
      'Embed',
      `<iframe src="${embed.replaceAll('&', '&amp;').replaceAll('"', '%22')}" width="720" height="520" title="${title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`,
    ],
    ['Command', `npm run --silent solve -- --link '${written.replaceAll("'", '%27')}'`],
  ];
  const copy = async (name: string, text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(name);
    setTimeout(() => setCopied(null), 2000);
  };
  const holds = [
    'this problem',
    `${description.methods[explorer.spec.method]!.label} with its parameters`,
    explorer.seeds > 1 ? `${explorer.seeds} seeds from ${explorer.spec.seed}` : `seed ${explorer.spec.seed}`,
    ...(explorer.companions.length > 0
      ? [`${explorer.companions.length} more method${explorer.companions.length > 1 ? 's' : ''}`]
      : []),
    ...(explorer.pins.length > 0 ? [`${explorer.pins.length} pinned run${explorer.pins.length > 1 ? 's' : ''}`] : []),
    ...(explorer.view ? [`the view ${explorer.view}`] : []),
  ];
  return (
    <dialog ref={dialog} className={styles.dialog} onClose={onClose} aria-labelledby="share-title">
      <h2 id="share-title">Share this run</h2>
      <p>
        {link.length} characters. It holds {holds.join(', ')}.
      </p>
      {dataInLink ? null : (
        <p className={styles.warning}>
          The data is too large for a link and is not in it: hand the file over with the link.
        </p>
      )}
      <dl>
        {ways.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <input readOnly value={text} aria-label={name} onFocus={(event) => event.currentTarget.select()} />
              <button
                type="button"
                className="button"
                onClick={() => copy(name, text)}
                aria-label={`Copy ${name.toLowerCase()}`}
              >
                {copied === name ? 'Copied' : 'Copy'}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <p>Nothing was sent anywhere; the address is the run.</p>
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
