import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CodesSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.codes as CodesSnapshot | undefined;

const SHAPES = ['lying bar', 'standing bar', 'blob', 'ring'];
const COLOURS = [1, 2, 4, 5];

/** Codes of the views of twelve images along two directions; the views of one image are joined. */
export function Manifolds({ picture }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const images = shown ? shown.x.length / shown.views : 0;
    return {
      x: { label: 'first direction', scale: 'linear' },
      y: { label: 'second direction', scale: 'linear' },
      series: Array.from({ length: images }, (_, b) => {
        const { x, y, views, labels } = shown!;
        const label = labels[b];
        const first = label !== undefined && labels.indexOf(label) === b;
        const words = label === undefined ? `image ${b + 1}` : `image ${b + 1}, ${SHAPES[label]}`;
        return {
          name: first ? SHAPES[label]! : '',
          form: 'lineDots',
          colour: label === undefined ? (b % 8) + 1 : COLOURS[label]!,
          x: x.slice(b * views, (b + 1) * views),
          y: y.slice(b * views, (b + 1) * views),
          labels: Array.from({ length: views }, () => words),
        };
      }),
    };
  });
  return (
    <ChartFigure
      title="Views of twelve images"
      unit="unit codes along their two main directions; views of one image are joined"
      name="manifolds"
      mount={mountPlot}
      source={source}
      height={340}
      summary={() =>
        read(picture)
          ? 'Codes of the views of twelve images; a short chain is an image whose views agree.'
          : 'Codes of the views of twelve images, once something has run.'
      }
      table={() => {
        const shown = read(picture);
        return {
          head: ['Image', 'View', 'First', 'Second'],
          rows: Array.from(shown?.x ?? [], (value, k) => [
            String(Math.floor(k / shown!.views) + 1),
            String((k % shown!.views) + 1),
            formatNumber(value),
            formatNumber(shown!.y[k]!),
          ]),
        };
      }}
    />
  );
}
