import Fuse from 'fuse.js';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Command, commandsHere } from './commands.ts';
import styles from './palette.module.css';

const MOST = 12;

/** Finds anything by a few letters: what the keys do, what the run offers, every page and paper. */
export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const commands = useMemo(commandsHere, []);
  const index = useMemo(
    () =>
      new Fuse(commands, {
        keys: ['words', { name: 'kind', weight: 0.3 }],
        threshold: 0.3,
        ignoreLocation: true,
        // Each word by itself, in any order.
        useExtendedSearch: true,
      }),
    [commands],
  );
  const found = useMemo(() => {
    const query = text.trim();
    if (query === '') return commands.slice(0, MOST);
    // What has the letters as they are comes before what only resembles them.
    const plain = commands.filter(({ words }) => words.toLowerCase().includes(query.toLowerCase()));
    const near = index.search(query, { limit: MOST }).map(({ item }) => item);
    return [...new Set([...plain, ...near])].slice(0, MOST);
  }, [commands, index, text]);
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    list.current?.querySelectorAll('[role="option"]')[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const run = (command: Command | undefined) => {
    dialog.current?.close();
    command?.act();
  };
  return (
    <dialog ref={dialog} className={styles.palette} onClose={onClose} aria-label="Find a command or a paper">
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found.length > 0 ? `palette-${chosen}` : undefined}
        aria-label="Command or paper"
        placeholder="What to do, or a paper"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            setAt((chosen + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length));
          }
          if (event.key === 'Enter') {
            event.preventDefault();
            run(found[chosen]);
          }
        }}
      />
      <div ref={list} id="palette-list" role="listbox" aria-label="Found">
        {found.map((command, k) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the box above keeps the focus and names the option.
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the box above does the same.
          <div
            key={`${command.words} ${command.kind}`}
            id={`palette-${k}`}
            role="option"
            aria-selected={k === chosen}
            onPointerMove={() => setAt(k)}
            onClick={() => run(command)}
          >
            <span>{command.words}</span>
            <small>{command.kind}</small>
          </div>
        ))}
      </div>
      <p role="status" className={found.length > 0 ? 'visually-hidden' : styles.none}>
        {found.length === 0 ? `Nothing matches “${text}”.` : `${found.length} found`}
      </p>
    </dialog>
  );
}
