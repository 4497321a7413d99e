import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { ProbesSnapshot } from '../snapshots.ts';

/** What a linear probe reads off the representation, factor by factor; other runs as dots. */
export function Probes({ picture, peers, name, colour }: ViewProps) {
  const read = (from: ViewProps['picture']) => from.get()?.snapshots.probes as ProbesSnapshot | undefined;
  const others = () =>
    peers.flatMap((peer) => {
      const at = read(peer.picture);
      return at ? [{ name: peer.label, colour: peer.colour, y: at.accuracies }] : [];
    });
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): PlotData => {
      const shown = read(picture);
      const axes = {
        x: { label: 'factor', scale: 'linear' },
        y: { label: '', said: 'accuracy', scale: 'linear', domain: [0, 1] as const },
      } as const;
      if (!shown) return { ...axes, series: [], empty: 'Press Run, or Space.' };
      const x = (values: ArrayLike<number>) => Array.from(values, (_, k) => k + 1);
      return {
        ...axes,
        series: [
          { name, form: 'bars', colour, x: x(shown.accuracies), y: shown.accuracies },
          ...others().map((one): PlotSeries => ({ ...one, form: 'dots', x: x(one.y) })),
        ],
        lines: [{ axis: 'y', at: shown.chance, label: 'guess' }],
      };
    },
  );
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  return (
    <ChartFigure
      title="Probe accuracy by factor"
      unit="share of held-out x whose code is read rightly"
      name="probes"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'What a linear probe reads off the representation, once something has run.';
        const { accuracies } = shown;
        const mean = accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
        return `${name}: mean accuracy ${percent(mean)} over ${accuracies.length} factors, worst ${percent(Math.min(...accuracies))}; a guess has ${percent(shown.chance)}.`;
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Factor', name, ...others().map((one) => one.name)],
          rows: Array.from(shown?.accuracies ?? [], (value, k) => [
            String(k + 1),
            percent(value),
            ...others().map((one) => (k < one.y.length ? percent(one.y[k]!) : '–')),
          ]),
        };
      }}
    />
  );
}
