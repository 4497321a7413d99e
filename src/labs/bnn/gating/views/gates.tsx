import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { GatesSnapshot } from '../snapshots.ts';

/** Which units each digit opens: digits of a class stand together, and look alike. */
export function Gates({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.gates as GatesSnapshot | undefined;
  const classes = ({ labels }: GatesSnapshot) => [...new Set(labels)];
  const rowsOf = (shown: GatesSnapshot, label: number) => {
    const from = shown.labels.indexOf(label);
    const to = shown.labels.lastIndexOf(label) + 1;
    return { values: shown.gates.subarray(from * shown.units, to * shown.units), height: to - from };
  };
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    return {
      images: classes(shown).map((label) => ({ ...rowsOf(shown, label), width: shown.units, label: '' })),
      columns: 1,
      rows: classes(shown).map(String),
      top: 1,
    };
  });
  const open = ({ values }: { values: Float64Array }, height: number) => values.reduce((a, b) => a + b, 0) / height;
  return (
    <ChartFigure
      title="Gates of test digits"
      unit="ink is open; a row a digit, by class, a column a unit"
      name="gates"
      mount={mountRaster}
      source={source}
      height="min(120cqi, 460px)"
      summary={() => {
        const shown = now();
        if (!shown) return 'Which units each digit opens, once something has run.';
        return `Digits open ${(shown.gates.reduce((a, b) => a + b, 0) / shown.labels.length).toFixed(0)} of ${shown.units} units in the mean.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Class', 'Units open in the mean'],
          rows: shown
            ? classes(shown).map((label) => {
                const rows = rowsOf(shown, label);
                return [String(label), open(rows, rows.height).toFixed(1)];
              })
            : [],
        };
      }}
    />
  );
}
