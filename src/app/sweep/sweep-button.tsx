import type { NumberParam } from '../../params/descriptor.ts';
import { useExplorer } from '../stores/explorer.ts';
import styles from './sweep.module.css';
import { closeSweep, startSweep, sweepKey, useSweep } from './sweeps.ts';

/** Draws a slider's response curve, or takes it away; seen when its slider is looked at. */
export function SweepButton({ id, param }: { id: string; param: NumberParam }) {
  const opened = useExplorer((state) => state.opened)!;
  const { spec } = opened.explorer;
  const key = sweepKey(spec, id);
  const shown = useSweep(key) !== undefined;
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={`Sweep ${param.label}`}
      aria-pressed={shown}
      title={shown ? 'Close the curve' : 'Draw how the result answers to this slider'}
      onClick={() => (shown ? closeSweep(key) : void startSweep(opened.description, spec, id, param))}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M1.5 12.5C4.5 12.5 5 4 8 4s3.5 6 6.5 6" />
      </svg>
    </button>
  );
}
