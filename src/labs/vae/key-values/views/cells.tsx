import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CellsSnapshot } from '../snapshots.ts';

const outline = (cell: Float64Array): PlotSeries => {
  const closed = [...cell, ...cell.subarray(0, 2)];
  return {
    name: '',
    form: 'line',
    faint: true,
    x: closed.filter((_, k) => k % 2 === 0),
    y: closed.filter((_, k) => k % 2 === 1),
  };
};

/** The keys of the first head, the cells in which each is nearest, and where the test images fall. */
export function Cells({ picture }: ViewProps) {
  const now = () => {
    const shown = picture.get()?.snapshots.cells as CellsSnapshot | undefined;
    return shown?.cells ? shown : undefined;
  };
  const says = (says: number) => (says < 0 ? 'nothing yet' : `digit ${says}`);
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const every = (pairs: Float64Array, from: number) => pairs.filter((_, k) => k % 2 === from);
    return {
      x: { label: 'along the keys’ first axis', scale: 'linear' },
      y: { label: 'along the second', scale: 'linear' },
      series: shown
        ? [
            ...shown.cells.filter((cell) => cell.length > 0).map(outline),
            {
              name: '',
              form: 'dots',
              x: every(shown.images, 0),
              y: every(shown.images, 1),
              values: Array.from(shown.labels, (label) => label / 9),
              labels: Array.from(shown.labels, (label) => `image of a ${label}`),
            },
            {
              name: '',
              form: 'dots',
              colour: 4,
              x: every(shown.keys, 0),
              y: every(shown.keys, 1),
              labels: Array.from(shown.says, (one, k) => `key ${k + 1} says ${says(one)}`),
            },
          ]
        : [],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="One head’s keys and their cells"
      unit="dots: test images, in the order of their digits; diamonds: keys"
      name="cells"
      mount={mountPlot}
      source={source}
      height="min(100cqi, 380px)"
      caption="Where the plane of the keys’ two leading axes cuts the cells; with keys of length 2 the plane is all there is."
      summary={() => {
        const shown = now();
        if (!shown) return 'The keys of one head and their cells, once something has run.';
        const spoken = shown.says.filter((one) => one >= 0).length;
        return `${shown.cells.filter((cell) => cell.length > 0).length} of ${shown.says.length} cells meet the plane; ${spoken} keys hold a value that has been written.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Key', 'First axis', 'Second axis', 'Its value says'],
          rows: Array.from(shown?.says ?? [], (one, k) => [
            String(k + 1),
            shown!.keys[2 * k]!.toFixed(2),
            shown!.keys[2 * k + 1]!.toFixed(2),
            says(one),
          ]),
        };
      }}
    />
  );
}
