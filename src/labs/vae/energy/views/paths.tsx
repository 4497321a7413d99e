import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PathsSnapshot } from '../snapshots.ts';

/** Steps shown: later ones only repeat. */
const WINDOW = 60;

/** One marginal on its way from every start. */
export function Paths({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.paths as PathsSnapshot | undefined;
  const source = useDerived(
    picture,
    (): PlotData => ({
      x: { label: `steps, the last ${WINDOW}`, scale: 'linear' },
      y: { label: '', said: 'probability', scale: 'linear', domain: [0, 1] },
      series: (now()?.traces ?? []).map((row, s) => {
        const from = Math.max(0, row.length - WINDOW);
        return {
          name: `start ${s + 1}`,
          form: 'line',
          colour: s + 1,
          x: Array.from(row.subarray(from), (_, k) => from + k),
          y: row.subarray(from),
        };
      }),
      empty: 'Press Run, or Space.',
    }),
  );
  return (
    <ChartFigure
      title="One marginal, from every start"
      unit="probability of the first state of the first variable"
      name="paths"
      mount={mountPlot}
      source={source}
      height={240}
      summary={() => {
        const rows = now()?.traces ?? [];
        return rows.length > 0
          ? `The marginal now lies between ${formatNumber(Math.min(...rows.map((row) => row.at(-1)!)), 3)} and ${formatNumber(Math.max(...rows.map((row) => row.at(-1)!)), 3)}.`
          : 'One marginal from every start, once something has run.';
      }}
      table={() => ({
        head: ['Start', 'At first', 'Now'],
        rows: (now()?.traces ?? []).map((row, s) => [
          String(s + 1),
          formatNumber(row[0]!, 3),
          formatNumber(row.at(-1)!, 3),
        ]),
      })}
    />
  );
}
