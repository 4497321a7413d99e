import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type Theme = 'system' | 'light' | 'dark';

/** What belongs to the reader, not to the run; kept in this browser and never in a link. */
export interface Preferences {
  readonly theme: Theme;
  readonly xAxis: 'step' | 'work' | 'seconds';
  readonly smoothing: number;
  /** Keys without Ctrl or ⌘ act (WCAG 2.1.4 wants them to be switched off by those whom they trouble). */
  readonly letterKeys: boolean;
}

const KEY = 'paperscope.preferences';
const initial: Preferences = { theme: 'system', xAxis: 'step', smoothing: 0, letterKeys: true };

function restore(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return {
      theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'system',
      xAxis: kept.xAxis === 'work' || kept.xAxis === 'seconds' ? kept.xAxis : 'step',
      smoothing: typeof kept.smoothing === 'number' && kept.smoothing >= 0 && kept.smoothing < 1 ? kept.smoothing : 0,
      letterKeys: kept.letterKeys !== false,
    };
  } catch {
    return initial;
  }
}

export const preferences = createStore<Preferences>(() => restore());
export const usePreferences = <T>(pick: (state: Preferences) => T): T => useStore(preferences, pick);

export function prefer(change: Partial<Preferences>): void {
  preferences.setState(change);
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences.getState()));
  } catch {
    // Private windows may refuse storage; the choice then lasts as long as the page.
  }
}

/** Writes the theme where the style sheet looks for it; `system` leaves it to the media query. */
export function applyTheme(): void {
  const { theme } = preferences.getState();
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
