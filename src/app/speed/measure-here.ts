import { createStore } from 'zustand/vanilla';
import { checkRun } from '../../engine/run-spec.ts';
import { describeInBackground } from '../claims/background-run.ts';
import { background } from '../worker-client.ts';
import type { CommittedScale } from './committed-speed.ts';

/** Seconds a size is measured at least; at 16,384 points a step alone takes longer. */
const SECONDS = 0.25;

export interface OwnSeries {
  readonly label: string;
  readonly backend: string;
  readonly sizes: readonly number[];
  readonly ms: readonly number[];
}

interface State {
  readonly series: readonly OwnSeries[];
  /** What is being measured, or null. */
  readonly at: { readonly label: string; readonly n: number; readonly done: number; readonly of: number } | null;
  readonly stopping: boolean;
  readonly problem: string;
}

/** The reader's own machine, measured in this visit. */
export const ownSpeed = createStore<State>(() => ({ series: [], at: null, stopping: false, problem: '' }));

/** Leaves off after the size that is being measured. */
export const stopMeasuring = () => ownSpeed.setState({ stopping: true });

/** The runs of the committed series in this browser, size by size, in the worker for what goes on unseen. */
export async function measureHere(scales: readonly CommittedScale[]): Promise<void> {
  if (ownSpeed.getState().at !== null) return;
  const of = scales.reduce((sum, { sizes }) => sum + sizes.length, 0);
  ownSpeed.setState({ series: [], stopping: false, problem: '' });
  let done = 0;
  try {
    const { report } = await background.start();
    for (const { label, bench, instance, method, params, sizes, backend } of scales) {
      const onGpu = !backend.startsWith('cpu');
      if (onGpu && report.name !== 'webgpu') {
        done += sizes.length;
        continue;
      }
      const description = await describeInBackground(bench);
      let own: OwnSeries = { label, backend: '', sizes: [], ms: [] };
      for (const n of sizes) {
        ownSpeed.setState({ at: { label, n, done, of } });
        const { spec } = checkRun(description, { instance, method, params: { ...params, n } });
        const { time } = await background.ask({ type: 'time', spec, seconds: SECONDS });
        own = {
          label,
          backend: time.backend,
          sizes: [...own.sizes, n],
          ms: [...own.ms, 1000 * time.secondsPerStep],
        };
        const mine = own;
        ownSpeed.setState(({ series }) => ({ series: [...series.filter((one) => one.label !== label), mine] }));
        done++;
        if (ownSpeed.getState().stopping) return;
      }
    }
  } catch (error) {
    ownSpeed.setState({ problem: (error as Error).message });
  } finally {
    ownSpeed.setState({ at: null, stopping: false });
  }
}
