import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { SlopesSnapshot } from '../snapshots.ts';

/** The gradient on the simplex of mixtures, which for two sources is a segment: above zero, more of the first helps. */
export function Slopes({ picture, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.slopes as SlopesSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    return {
      x: { label: 'share of the first source', scale: 'linear' },
      y: { label: '', said: 'gain', scale: 'linear' },
      series: shown
        ? [{ name: 'more of the first source', form: 'bars', colour, x: shown.shares, y: shown.slope }]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Gain by the share"
      unit="d forecast / d share"
      name="slopes"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const shown = now();
        if (!shown) return 'How the forecast changes with the share, once something has run.';
        const up = Array.from(shown.slope).filter((value) => value > 0).length;
        return `More of the first source helps at ${up} of ${shown.shares.length} mixtures.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Share', 'd forecast / d share', 'd distance / d share'],
          rows: shown
            ? Array.from(shown.shares, (share, k) => [
                share.toFixed(3),
                formatNumber(shown.slope[k]!),
                formatNumber(shown.distanceSlope[k]!),
              ])
            : [],
        };
      }}
    />
  );
}
