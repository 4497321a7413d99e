import { pause, play, restartRuns, stepOnce } from '../conductor.ts';
import { toggleXLog } from '../stores/charts.ts';
import { drawSeed, explorer, pinRun, setView } from '../stores/explorer.ts';
import { runs, setCursor } from '../stores/runs.ts';
import type { KeyGroup } from './key-table.ts';

/** Keys of a run. */
export const keysOfRun = (share: () => void): KeyGroup => ({
  title: 'The run',
  bindings: [
    { keys: [' '], does: 'Run or pause', act: () => (runs.getState().playing ? pause() : play()) },
    { keys: ['.'], does: 'Take one step', act: stepOnce },
    { keys: ['r'], does: 'Restart with the same seed', act: restartRuns },
    { keys: ['d'], does: 'Draw a new seed', act: drawSeed },
    { keys: ['p'], does: 'Pin the run, to compare with what comes', act: pinRun },
    { keys: ['n'], does: 'Leave the past: back to now', act: () => setCursor(null) },
    { keys: ['s'], does: 'Share the run', act: share },
    { keys: ['l'], does: 'Charts against the logarithm of x, or x itself', act: toggleXLog },
    { keys: ['v'], does: 'Show all views', act: () => explorer.getState().opened?.explorer.view && setView(null) },
  ],
});
