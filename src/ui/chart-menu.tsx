import { useRef } from 'react';
import styles from './chart-figure.module.css';

export interface MenuAction {
  label: string;
  /** The key that does the same while the picture has the focus. */
  key?: string;
  act(): unknown;
}
/** One action, or several of a kind in one line. */
export type MenuEntry = MenuAction | { label: string; choices: MenuAction[] };

interface MenuProps {
  title: string;
  id: string;
  entries: MenuEntry[];
  onAct(action: () => unknown): void;
}

/** The quiet menu of a chart: table, files, full screen. */
export function ChartMenu({ title, id, entries, onAct }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const place = (open: boolean): void => {
    if (!open || !menu.current || !button.current) return;
    const box = button.current.getBoundingClientRect();
    const below = box.bottom + menu.current.offsetHeight + 8 < innerHeight;
    menu.current.style.top = `${below ? box.bottom + 4 : box.top - menu.current.offsetHeight - 4}px`;
    menu.current.style.left = `${Math.max(8, box.right - menu.current.offsetWidth)}px`;
    menu.current.querySelector('button')?.focus();
  };
  const move = (by: number): void => {
    const all = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    all[(at + by + all.length) % all.length]?.focus();
  };
  const item = ({ label, key, act }: MenuAction, name?: string) => (
    <button
      key={label}
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-label={name}
      aria-keyshortcuts={key}
      onClick={() => {
        menu.current?.hidePopover();
        button.current?.focus();
        onAct(act);
      }}
    >
      {label}
      {key ? <kbd>{key}</kbd> : null}
    </button>
  );
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.more}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-label={`More for ${title}`}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="3" cy="8" r="1.3" />
          <circle cx="8" cy="8" r="1.3" />
          <circle cx="13" cy="8" r="1.3" />
        </svg>
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={`More for ${title}`}
        className={styles.menu}
        onToggle={(event) => place(event.newState === 'open')}
        onKeyDown={(event) => {
          const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
          if (by) move(by);
          else if (event.key === 'Tab') menu.current?.hidePopover();
          if (!event.key.startsWith('Arrow')) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        {entries.map((entry) =>
          'choices' in entry ? (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu.
            <div key={entry.label} role="group" aria-label={entry.label} className={styles.choices}>
              <span aria-hidden="true">{entry.label}</span>
              {entry.choices.map((choice) => item(choice, `${entry.label} at ${choice.label}`))}
            </div>
          ) : (
            item(entry)
          ),
        )}
      </div>
    </>
  );
}
