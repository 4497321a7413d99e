import { useStore } from 'zustand';
import type { Route } from '../engine/route.ts';
import { findPaper, labs, papers } from './catalogue.ts';
import styles from './header.module.css';
import { NEXT_THEME } from './keys/keys-everywhere.ts';
import { measuring } from './stores/measuring.ts';
import { prefer, type Theme, usePreferences } from './stores/preferences.ts';
import { setSearch, useSearch } from './stores/search.ts';

const THEME_WORDS: Record<Theme, string> = { system: 'follows the system', light: 'light', dark: 'dark' };

/** Wordmark, where you are, search, pages, theme. `/` goes to the search from anywhere. */
export function Header({ route, onHelp }: { route: Route; onHelp: () => void }) {
  const theme = usePreferences((state) => state.theme);
  const search = useSearch((state) => state.text);
  const measured = useStore(measuring);

  return (
    <header className={`wrap ${styles.header}`}>
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        Skip to the content
      </a>
      <a className={styles.mark} href="#/">
        Paperscope
      </a>
      <nav className={styles.crumb} aria-label="Where you are">
        {crumbs(route).map((crumb) => (
          <span key={crumb}>{crumb}</span>
        ))}
      </nav>
      <div className={styles.right}>
        <label className={styles.find}>
          <span className="visually-hidden">Search {papers.length} papers</span>
          <input
            type="search"
            value={search}
            placeholder={`Search ${papers.length} papers`}
            onChange={(event) => {
              setSearch(event.target.value);
              if (route.page !== 'home') location.hash = '#/';
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setSearch('');
              if (event.key === 'Enter' || event.key === 'ArrowDown') {
                event.preventDefault();
                document.querySelector<HTMLAnchorElement>('[data-paper]')?.focus();
              }
            }}
          />
          <kbd>/</kbd>
        </label>
        <nav aria-label="Pages" className={styles.pages}>
          <a href="#/" aria-current={route.page === 'home' ? 'page' : undefined}>
            Papers
          </a>
          <a href="#/claims" aria-current={route.page === 'claims' ? 'page' : undefined}>
            Claims
            {measured.total > 0 ? (
              <span title="Claims are being measured in the background">
                {' '}
                {measured.done} of {measured.total}
              </span>
            ) : null}
          </a>
          <a href="#/learn" aria-current={route.page === 'learn' ? 'page' : undefined}>
            Paths
          </a>
          <a href="#/speed" aria-current={route.page === 'speed' ? 'page' : undefined}>
            Speed
          </a>
          <a href="#/credits" aria-current={route.page === 'credits' ? 'page' : undefined}>
            Credits
          </a>
        </nav>
        <button
          type="button"
          className={styles.theme}
          aria-label={`Theme: ${THEME_WORDS[theme]}. Change`}
          title={`Theme: ${THEME_WORDS[theme]}`}
          onClick={() => prefer({ theme: NEXT_THEME[theme] })}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="6.25" fill={theme === 'dark' ? 'currentColor' : 'none'} stroke="currentColor" />
            {theme === 'system' ? <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" /> : null}
          </svg>
        </button>
        <button type="button" className={styles.theme} aria-label="Keys and commands" title="Keys (?)" onClick={onHelp}>
          ?
        </button>
      </div>
    </header>
  );
}

function crumbs(route: Route): string[] {
  const labTitle = (id: string) => labs.find((lab) => lab.id === id)?.title ?? id;
  if (route.page === 'paper' || route.page === 'run') {
    const paper = findPaper(route.slug);
    return paper ? [labTitle(paper.lab)] : [];
  }
  if (route.page === 'bench') {
    const [lab, bench] = route.bench.split('/');
    return [labTitle(lab!), bench!];
  }
  return [];
}
