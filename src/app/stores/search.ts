import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** The text in the header's search and the home page's filter. */
const search = createStore<{ readonly text: string; readonly show: 'all' | 'live' }>(() => ({ text: '', show: 'all' }));
export const useSearch = <T>(pick: (state: { readonly text: string; readonly show: 'all' | 'live' }) => T): T =>
  useStore(search, pick);
export const setSearch = (text: string): void => search.setState({ text });
export const setShow = (show: 'all' | 'live'): void => search.setState({ show });
