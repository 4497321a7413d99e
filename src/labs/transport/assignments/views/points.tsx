import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PointsSnapshot } from '../snapshots.ts';

/** Rings that are drawn at most, and the radius of a full one as a share of the picture. */
const MOST_RINGS = 600;
const RADIUS = 0.018;
const CORNERS = 10;

/** A ring about every row, as wide as the row is sure, in the colour of its label. */
function rings({ x, y, label, confidence }: PointsSnapshot): PlotSeries[] {
  const span = (values: Float64Array) => Math.max(...values) - Math.min(...values);
  const [wide, high] = [RADIUS * span(x), RADIUS * span(y)];
  const stride = Math.ceil(x.length / MOST_RINGS);
  const around = Array.from({ length: CORNERS + 1 }, (_, c) => (2 * Math.PI * c) / CORNERS);
  return [...x.keys()]
    .filter((i) => i % stride === 0)
    .map((i) => {
      const radius = 0.15 + 0.85 * confidence[i]!;
      return {
        name: '',
        form: 'line',
        faint: true,
        colour: 1 + (label[i]! % 8),
        x: around.map((angle) => x[i]! + radius * wide * Math.cos(angle)),
        y: around.map((angle) => y[i]! + radius * high * Math.sin(angle)),
      };
    });
}

/** The points on their two leading principal components: marks on the rows that send most mass, rings as wide as each row is sure. */
export function Points({ picture, name }: ViewProps) {
  const now = () => {
    const shown = picture.get()?.snapshots.points as PointsSnapshot | undefined;
    return shown?.x ? shown : undefined;
  };
  const source = useDerived(picture, (): PlotData => {
    const shown = now();
    const marks = (k: number): PlotSeries[] => {
      const rows = [...shown!.x.keys()].filter((i) => shown!.chosen[i] === 1 && shown!.label[i] === k);
      if (rows.length === 0) return [];
      return [
        {
          name: shown!.columns <= 8 ? String(k + 1) : '',
          form: 'dots',
          colour: 1 + (k % 8),
          x: rows.map((i) => shown!.x[i]!),
          y: rows.map((i) => shown!.y[i]!),
          labels: rows.map(
            (i) => `in truth ${shown!.truth[i]! + 1}; sends ${(100 * shown!.confidence[i]!).toFixed(0)} %`,
          ),
        },
      ];
    };
    const series = shown ? [...rings(shown), ...Array.from({ length: shown.columns }, (_, k) => marks(k)).flat()] : [];
    return {
      x: { label: 'along the first principal component', scale: 'linear' },
      y: { label: 'along the second component', scale: 'linear' },
      series,
      empty: 'Press Run, or Space.',
    };
  });
  const tally = () => {
    const shown = now();
    return Array.from({ length: shown?.columns ?? 0 }, (_, k) => {
      const rows = [...shown!.label.keys()].filter((i) => shown!.chosen[i] === 1 && shown!.label[i] === k);
      return { count: rows.length, right: rows.filter((i) => shown!.truth[i] === k).length };
    });
  };
  return (
    <ChartFigure
      title="Pseudo-labels of the rows that send most"
      unit="rings: as wide as a row is sure; marks: the ρn surest, by label"
      name="pseudo-labels"
      mount={mountPlot}
      source={source}
      height={420}
      summary={() => {
        const rows = tally();
        if (rows.length === 0) return 'The points and their pseudo-labels, once something has run.';
        const count = rows.reduce((sum, row) => sum + row.count, 0);
        const right = rows.reduce((sum, row) => sum + row.right, 0);
        return `${name} labels ${count} rows, ${right} of them with their true cluster.`;
      }}
      table={() => ({
        head: ['Cluster', 'Rows labelled so', 'Rightly'],
        rows: tally().map(({ count, right }, k) => [String(k + 1), String(count), String(right)]),
      })}
    />
  );
}
