import type { BackendName } from '../../engine/bench.ts';
import { setBackend, useExplorer } from '../stores/explorer.ts';
import { editedRun, useRuns } from '../stores/runs.ts';
import styles from './backend-badge.module.css';

const NAMES: Record<string, string> = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU', 'cpu-float64': 'CPU' };

/** Where the run computes, at which precision and why; the reader may choose another. */
export function BackendBadge() {
  const report = useRuns((state) => state.report);
  const backend = useRuns((state) => editedRun(state)?.backend ?? null);
  const recovery = useRuns((state) => editedRun(state)?.recovery ?? null);
  const asked = useExplorer((state) => state.opened?.explorer.spec.backend ?? null);
  const float32 = useExplorer((state) => {
    const { opened } = state;
    return opened ? opened.description.methods[opened.explorer.spec.method]?.precision === 'float32' : false;
  });
  const name = backend ?? (float32 ? report?.name : 'cpu-float64');
  const machine = report
    ? `${NAMES[report.name]}${report.adapter ? `, ${report.adapter}` : ''}: ${report.reason}`
    : 'looking for a GPU';
  const why = float32
    ? report
      ? [report.adapter, report.reason].filter(Boolean).join(': ')
      : 'starting'
    : 'double precision, on the processor';
  return (
    <details
      className={styles.badge}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.open = false;
      }}
    >
      <summary>
        <b>
          {name ? NAMES[name] : 'Starting'}, {float32 ? 'float32' : 'float64'}
        </b>{' '}
        <span>{recovery ?? why}</span>
      </summary>
      <div className={styles.panel}>
        <p>
          Float32 methods run on {machine}. Float64 methods run on the CPU, in the same worker, whatever is chosen here.
        </p>
        {recovery ? <p>{recovery}</p> : null}
        <fieldset>
          <legend>Run float32 methods on</legend>
          {([null, 'webgpu', 'wasm', 'cpu'] as (BackendName | null)[]).map((option) => (
            <label key={String(option)}>
              <input type="radio" name="backend" checked={asked === option} onChange={() => setBackend(option)} />{' '}
              {option === null ? 'the best there is' : NAMES[option]}
            </label>
          ))}
        </fieldset>
      </div>
    </details>
  );
}
