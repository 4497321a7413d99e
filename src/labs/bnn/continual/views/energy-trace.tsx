import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { ChainsSnapshot } from '../sequential-snapshots.ts';

const read = (picture: ViewProps['picture']): ChainsSnapshot | undefined => {
  const shown = picture.get()?.snapshots.chains as ChainsSnapshot | undefined;
  return shown?.energy ? shown : undefined;
};
/** Trajectories over which acceptance is averaged. */
const WINDOW = 25;

const lately = (values: Float64Array): number => {
  const last = values.slice(-WINDOW);
  return last.reduce((sum, one) => sum + one, 0) / last.length;
};

/** Potential energy of the chains, trajectory after trajectory: whether they have settled, task by task. */
export function EnergyTrace({ picture, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const x = Array.from(shown?.energy ?? [], (_, k) => k + 1);
    return {
      x: { label: 'trajectories', scale: 'linear' },
      y: { label: '', said: 'energy', scale: 'linear' },
      series: shown
        ? [{ name: '', form: 'line', colour, x, y: shown.energy, low: shown.energyLow, high: shown.energyHigh }]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Energy of the chains"
      unit="U = −log posterior, mean and range over the chains, nats"
      name="energy-trace"
      mount={mountPlot}
      source={source}
      height={220}
      summary={() => {
        const shown = read(picture);
        return shown
          ? `After ${shown.energy.length} trajectories U is ${shown.energy.at(-1)!.toFixed(1)} on average; step size ${shown.stepSize.toPrecision(2)}, ${(100 * lately(shown.acceptance)).toFixed(0)} % of the last trajectories accepted.`
          : 'Potential energy of the chains, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        const every = Math.max(1, Math.ceil((shown?.energy.length ?? 1) / 60));
        const kept = Array.from(shown?.energy.keys() ?? []).filter((k) => (k + 1) % every === 0);
        return {
          head: ['Trajectory', 'Lowest U', 'Mean U', 'Highest U', 'Accepted'],
          rows: kept.map((k) => [
            String(k + 1),
            shown!.energyLow[k]!.toFixed(2),
            shown!.energy[k]!.toFixed(2),
            shown!.energyHigh[k]!.toFixed(2),
            shown!.acceptance[k]!.toFixed(2),
          ]),
        };
      }}
    />
  );
}
