import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Whether the dialog of what can be taken away is open. */
const taking = createStore<{ readonly open: boolean }>(() => ({ open: false }));
export const useTaking = (): boolean => useStore(taking, (state) => state.open);
export const takeAway = (): void => taking.setState({ open: true });
export const endTakeAway = (): void => taking.setState({ open: false });
