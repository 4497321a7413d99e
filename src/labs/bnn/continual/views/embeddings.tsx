import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { EmbeddingsSnapshot } from '../sequential-snapshots.ts';
import { ring } from './ring.ts';

const HUES = 8;

const read = (picture: ViewProps['picture']): EmbeddingsSnapshot | undefined => {
  const shown = picture.get()?.snapshots.embeddings as EmbeddingsSnapshot | undefined;
  return shown?.x ? shown : undefined;
};
const known = ({ counts }: EmbeddingsSnapshot): number[] => Array.from(counts.keys()).filter((c) => counts[c]! > 0);

/** Test images where the encoder puts them, and the prototype of every class with its uncertainty. */
export function Embeddings({ picture }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const classes = shown ? known(shown) : [];
    const dots = classes.map((c): PlotSeries => {
      const own = Array.from(shown!.labels.keys()).filter((i) => shown!.labels[i] === c);
      return {
        name: String(c),
        form: 'dots',
        colour: 1 + (c % HUES),
        x: own.map((i) => shown!.x[i]!),
        y: own.map((i) => shown!.y[i]!),
        labels: own.map(() => `class ${c}`),
      };
    });
    const rings = classes.map((c): PlotSeries => {
      const v = shown!.deviation[c]! ** 2;
      const round = ring([shown!.centreX[c]!, shown!.centreY[c]!], [v, 0, v], 2);
      return { name: '', form: 'line', ...round };
    });
    return {
      x: { label: 'first principal direction', scale: 'linear' },
      y: { label: 'second', scale: 'linear' },
      series: [...dots, ...rings],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Embeddings and prototypes"
      unit="test inputs of the tasks so far; circles at 2 s.d. of a prototype"
      name="embeddings"
      mount={mountPlot}
      source={source}
      height={360}
      summary={() => {
        const shown = read(picture);
        return shown
          ? `${shown.labels.length} embeddings of ${known(shown).length} classes, with a prototype from ${Math.max(...shown.counts)} remembered examples at most.`
          : 'Embeddings and prototypes, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        return {
          head: ['Class', 'First direction', 'Second', 'Standard deviation', 'Remembered'],
          rows: (shown ? known(shown) : []).map((c) => [
            String(c),
            shown!.centreX[c]!.toFixed(3),
            shown!.centreY[c]!.toFixed(3),
            shown!.deviation[c]!.toFixed(3),
            String(shown!.counts[c]!),
          ]),
        };
      }}
    />
  );
}
