import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { type AxesSnapshot, read } from './shapes.ts';

const ACTIVE = 0.05;

/** What each latent axis carries: its KL, and for axes that are weighed, their relevance. */
export function Axes({ picture, colour }: ViewProps) {
  const now = () => {
    const { kl = null, active = null, priorVariance } = read<AxesSnapshot>(picture, 'axes') ?? {};
    return kl && active && priorVariance ? { kl, active, priorVariance } : undefined;
  };
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const of = (active: boolean) => (shown ? [...shown.kl.keys()].filter((l) => shown.active[l] === active) : []);
    const bars = (name: string, active: boolean, faded: number) => ({
      name,
      form: 'bars' as const,
      colour: faded,
      x: of(active).map((l) => l + 1),
      y: of(active).map((l) => shown!.kl[l]!),
    });
    return {
      x: { label: 'latent axis', scale: 'linear', domain: [0.4, (shown?.kl.length ?? 8) + 0.6] },
      y: { label: '', said: 'KL', scale: 'linear' },
      series: shown ? [bars('active', true, colour), bars('collapsed', false, 0)] : [],
      lines: [{ axis: 'y', at: ACTIVE, label: '' }],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="KL per axis"
      unit="nats; an axis is active above 0.05"
      name="kl-per-axis"
      mount={mountPlot}
      source={source}
      height={220}
      summary={() => {
        const shown = now();
        return shown
          ? `${shown.active.filter(Boolean).length} of ${shown.kl.length} axes are active; the largest KL is ${formatNumber(Math.max(...shown.kl), 3)} nats.`
          : 'The KL of each latent axis, once something has run.';
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Axis', 'KL, nats', 'Active', 'Variance of the prior'],
          rows: Array.from(shown?.kl ?? [], (value, l) => [
            String(l + 1),
            formatNumber(value, 3),
            shown!.active[l] ? 'yes' : 'no',
            formatNumber(shown!.priorVariance[l]!, 3),
          ]),
        };
      }}
    />
  );
}
