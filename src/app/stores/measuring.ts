import { createStore } from 'zustand/vanilla';

/** How far the claims that are measured in the background are; total 0 when none are. The queue itself is loaded when it is used. */
export const measuring = createStore<{ readonly done: number; readonly total: number }>(() => ({ done: 0, total: 0 }));
