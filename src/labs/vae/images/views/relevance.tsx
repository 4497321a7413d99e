import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { type AxesSnapshot, read } from './shapes.ts';

/** Relevance of the axes, largest first, with the share they explain together. */
export function Relevance({ picture, colour }: ViewProps) {
  const sorted = () => {
    const shown = read<AxesSnapshot>(picture, 'axes');
    if (!shown?.relevance) return null;
    const order = [...shown.relevance.keys()].sort((a, b) => shown.relevance![b]! - shown.relevance![a]!);
    const total = shown.relevance.reduce((sum, value) => sum + value, 0);
    let sum = 0;
    const share = order.map((l) => (100 * shown.relevance![l]!) / total);
    const cumulative = share.map((value) => {
      sum += value;
      return sum;
    });
    const found = cumulative.findIndex((value) => value > 95) + 1;
    return { order, share, cumulative, found, trueFactors: shown.trueFactors, variance: shown.priorVariance };
  };
  const source = useDerived(picture, (): PlotData => {
    const drawn = sorted();
    const x = drawn?.order.map((_, k) => k + 1) ?? [];
    return {
      x: { label: 'axis, the most relevant first', scale: 'linear', domain: [0.4, Math.max(8, x.length) + 0.6] },
      y: { label: '', said: 'relevance in per cent', scale: 'linear', domain: [0, 104] },
      series: drawn
        ? [
            { name: 'this axis', form: 'bars', colour, x, y: drawn.share },
            { name: 'together', form: 'lineDots', x, y: drawn.cumulative },
          ]
        : [],
      lines: drawn
        ? [
            { axis: 'y', at: 95, label: '95 %' },
            ...(drawn.trueFactors === null
              ? []
              : [{ axis: 'x' as const, at: drawn.trueFactors + 0.5, label: `${drawn.trueFactors} true factors` }]),
          ]
        : [],
      empty: read<AxesSnapshot>(picture, 'axes') ? 'Found at step 250, and every 250 steps.' : 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Relevance of the axes"
      unit="per cent: variance of the code times squared sensitivity of the decoder"
      name="relevance"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const drawn = sorted();
        if (!drawn) return 'How relevant each axis is, once something has run.';
        const truth = drawn.trueFactors === null ? '' : `; the images have ${drawn.trueFactors} factors`;
        return `${drawn.found} axes explain 95 per cent${truth}.`;
      }}
      table={() => {
        const drawn = sorted();
        return {
          head: ['Axis', 'Relevance, %', 'Together, %', 'Variance of the code'],
          rows: (drawn?.order ?? []).map((l, k) => [
            String(l + 1),
            formatNumber(drawn!.share[k]!, 3),
            formatNumber(drawn!.cumulative[k]!, 4),
            formatNumber(drawn!.variance[l]!, 3),
          ]),
        };
      }}
    />
  );
}
