import { prefer, preferences, type Theme } from '../stores/preferences.ts';
import type { KeyGroup } from './key-table.ts';

export const NEXT_THEME: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

/** Keys of every page. */
export const keysEverywhere = (open: (what: 'help' | 'palette') => void): KeyGroup => ({
  title: 'Everywhere',
  bindings: [
    { keys: ['?'], does: 'Show the keys', act: () => open('help') },
    { keys: ['Mod+k'], does: 'Find a command or a paper', act: () => open('palette') },
    {
      keys: ['/'],
      does: 'Search the papers',
      act: () => document.querySelector<HTMLInputElement>('header input[type="search"]')?.focus(),
    },
    {
      keys: ['t'],
      does: 'Change between light, dark and the system’s colours',
      act: () => prefer({ theme: NEXT_THEME[preferences.getState().theme] }),
    },
  ],
});
