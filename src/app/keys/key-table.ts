import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { preferences } from '../stores/preferences.ts';

/** What a key does. The same entry binds the key, is listed by the help and can be chosen in the palette. */
export interface Binding {
  /** As `KeyboardEvent.key` has it, in small letters; `Mod+k` is Ctrl or ⌘. */
  readonly keys: readonly string[];
  /** A sentence without its subject: `Run or pause`. */
  readonly does: string;
  /** Absent for keys that an element with the focus listens to itself. */
  readonly act?: () => void;
}

export interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly Binding[];
}

/** Groups of the page in sight, in the order in which they came. */
const table = createStore<{ readonly groups: readonly KeyGroup[] }>(() => ({ groups: [] }));
export const useKeyGroups = (): readonly KeyGroup[] => useStore(table, (state) => state.groups);
export const keyGroups = (): readonly KeyGroup[] => table.getState().groups;

/** Binds a group of keys while its component is there. Keep the group the same object between renders. */
export function useKeys(group: KeyGroup): void {
  useEffect(() => {
    table.setState(({ groups }) => ({ groups: [...groups, group] }));
    return () => table.setState(({ groups }) => ({ groups: groups.filter((one) => one !== group) }));
  }, [group]);
}

const name = (event: KeyboardEvent): string =>
  event.ctrlKey || event.metaKey ? `Mod+${event.key.toLowerCase()}` : event.key.toLowerCase();

/** Whether the focus is where letters are typed, or where a key already means something. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement) && !(target instanceof SVGElement)) return false;
  if (target.closest('dialog, [popover]')) return true;
  if (target.matches('input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select')) return true;
  if (target.closest('[contenteditable]')) return true;
  return key === ' ' && target.closest('button, a, summary, input') !== null;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  const key = name(event);
  const withModifier = key.startsWith('Mod+');
  if (!withModifier && (isTaken(event.target, key) || !preferences.getState().letterKeys)) return;
  for (const { bindings } of [...table.getState().groups].reverse()) {
    const binding = bindings.find((one) => one.act && one.keys.includes(key));
    if (!binding) continue;
    event.preventDefault();
    binding.act!();
    return;
  }
}

/** Listens for all groups; returns how to stop. */
export function listenToKeys(): () => void {
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}

const WORDS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  pageup: 'Page up',
  pagedown: 'Page down',
  escape: 'Esc',
  home: 'Home',
  end: 'End',
  enter: 'Enter',
};

/** A key as it stands on a keyboard. */
export const keyWords = (key: string): string => {
  const last = key.replace('Mod+', '');
  const word = WORDS[last] ?? last.toUpperCase();
  return key.startsWith('Mod+') ? `${/Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl'}+${word}` : word;
};
