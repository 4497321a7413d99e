import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CouplingsSnapshot } from '../snapshots.ts';

/** How strongly every state of every variable is coupled to every other; blank within a variable. */
export function Couplings({ picture, facts }: ViewProps) {
  const now = () => picture.get()?.snapshots.couplings as CouplingsSnapshot | undefined;
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    return {
      images: shown ? [{ values: shown.strengths, width: shown.size, height: shown.size, label: shown.weights }] : [],
    };
  });
  const rowsOf = ({ strengths, size }: CouplingsSnapshot) =>
    Array.from({ length: size }, (_, i) => strengths.subarray(i * size, (i + 1) * size).reduce((a, b) => a + b, 0));
  return (
    <ChartFigure
      title="Couplings"
      unit="|Φ|, ink is strong; a block a pair of variables"
      name="couplings"
      mount={mountRaster}
      source={source}
      height="min(100cqi, 300px)"
      summary={() =>
        now()
          ? `Couplings of ${facts.groups} variables with ${facts.states} states each; none within a variable.`
          : 'The couplings, once something has run.'
      }
      table={() => {
        const shown = now();
        return {
          head: ['State', 'Sum of its couplings'],
          rows: shown ? rowsOf(shown).map((value, i) => [String(i + 1), value.toPrecision(3)]) : [],
        };
      }}
    />
  );
}
