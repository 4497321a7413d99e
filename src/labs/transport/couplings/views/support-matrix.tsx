import { useRef } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { SupportSnapshot } from '../support-snapshot.ts';
import { atomName, readSupport } from './read-support.ts';

/** Cells further from square than this fill the width instead. */
const OBLONG = 2;
const MOST_ROWS = 200;

/** Which sources each target takes, as shares of what it takes in all. */
export function SupportMatrix({ picture, name }: ViewProps) {
  const hovered = useRef<MatrixData['hover']>(null);
  const source = useDerived(picture, (): MatrixData => {
    const shown = readSupport(picture);
    const hover = hovered.current;
    const { rows, cols } = shown ?? { rows: 1, cols: 1 };
    return {
      rows,
      cols,
      values: shown?.shares ?? new Float32Array(1),
      scale: 'sqrt',
      palette: 'mass',
      hover,
      onHover(cell) {
        hovered.current = cell;
        source.redraw();
      },
      ...(hover && shown
        ? {
            hoverText: `${atomName('target', hover.col, shown.perCol)} takes ${percent(shown.shares[hover.row * cols + hover.col]!)} from ${atomName('source', hover.row, shown.perRow)}\n${shown.counts[hover.col]} sources in all`,
          }
        : {}),
      rowLabel: 'source ↓',
      colLabel: 'target →',
      square: Math.max(rows / cols, cols / rows) <= OBLONG,
    };
  });
  return (
    <ChartFigure
      title="What each target takes"
      unit="share of its column, square-root scale"
      name="support"
      mount={mountMatrix}
      source={source}
      height="min(100cqi, 340px)"
      summary={() => {
        const shown = readSupport(picture);
        if (!shown) return 'Which sources each target takes from, once something has run.';
        return `${name} at step ${picture.get()!.step}: ${shown.shares.reduce((count, share) => count + Number(share > 0), 0)} of ${shown.shares.length} cells carry mass; the largest share of a target that comes from one source is ${percent(Math.max(...shown.shares))}.`;
      }}
      table={() => ({
        head: ['Target', 'Source', 'Share'],
        rows: takenBy(readSupport(picture)).slice(0, MOST_ROWS),
      })}
    />
  );
}

const percent = (share: number): string => `${formatNumber(100 * share, 3)} %`;

/** Every non-zero, target by target. */
function takenBy(shown: SupportSnapshot | undefined): string[][] {
  if (!shown) return [];
  const { rows, cols, shares, perRow, perCol } = shown;
  const lines: string[][] = [];
  for (let col = 0; col < cols; col++)
    for (let row = 0; row < rows; row++) {
      const share = shares[row * cols + col]!;
      if (share > 0) lines.push([atomName('target', col, perCol), atomName('source', row, perRow), percent(share)]);
    }
  return lines;
}
