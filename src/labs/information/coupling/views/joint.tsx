import { useRef, useState } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

interface JointSnapshot {
  readonly rows: number;
  readonly cols: number;
  readonly letters: number;
  readonly joint: Float32Array;
  readonly coupling: Float32Array;
  readonly p: Float32Array;
  readonly q: Float32Array;
  readonly code: Float32Array;
}

const sums = (values: Float32Array, rows: number, cols: number, over: 'rows' | 'cols'): Float32Array => {
  const out = new Float32Array(over === 'rows' ? rows : cols);
  values.forEach((mass, k) => {
    const at = over === 'rows' ? Math.floor(k / cols) : k % cols;
    out[at] = out[at]! + mass;
  });
  return out;
};

/** The joint masses of X and Y, or of the code and Y, with their marginals. */
export function Joint({ picture, name }: ViewProps) {
  const [code, setCode] = useState(false);
  const hovered = useRef<MatrixData['hover']>(null);
  const shown = () => {
    const now = picture.get()?.snapshots.joint as JointSnapshot | undefined;
    if (!now) return null;
    return code
      ? { rows: now.letters, cols: now.cols, values: now.coupling, left: now.code, top: now.q }
      : { rows: now.rows, cols: now.cols, values: now.joint, left: now.p, top: now.q };
  };
  const row = code ? 'T' : 'X';
  const source = useDerived(picture, (): MatrixData => {
    const hover = hovered.current;
    const table = shown();
    return {
      rows: table?.rows ?? 1,
      cols: table?.cols ?? 1,
      values: table?.values ?? new Float32Array(1),
      ...(table
        ? {
            left: sums(table.values, table.rows, table.cols, 'rows'),
            top: sums(table.values, table.rows, table.cols, 'cols'),
            leftTarget: table.left,
            topTarget: table.top,
          }
        : {}),
      scale: 'sqrt',
      palette: 'mass',
      hover,
      onHover(cell) {
        hovered.current = cell;
        source.redraw();
      },
      ...(hover && table
        ? {
            hoverText: `${row} ${hover.row + 1}, Y ${hover.col + 1}: mass ${formatNumber(table.values[hover.row * table.cols + hover.col]!, 3)}`,
          }
        : {}),
      rowLabel: `${row} ↓`,
      colLabel: 'Y →',
      square: true,
    };
  });
  return (
    <ChartFigure
      title={code ? 'Coupling of T and Y' : 'Joint law of X and Y'}
      unit="mass, square-root scale; what is not placed yet is independent"
      name="joint"
      mount={mountMatrix}
      source={source}
      height="calc(100cqi + 14px)"
      toggles={[{ label: 'code', on: code, onToggle: () => setCode(!code) }]}
      summary={() => {
        const table = shown();
        if (!table) return 'The joint masses, once something has run.';
        const filled = table.values.reduce((count, mass) => count + Number(mass > 1e-7), 0);
        return `${name} at step ${picture.get()!.step}: ${filled} of ${table.values.length} cells of ${row} and Y carry mass.`;
      }}
      table={() => {
        const table = shown();
        const heaviest = Array.from(table?.values ?? [], (mass, k) => ({ mass, k })).sort((a, b) => b.mass - a.mass);
        return {
          head: [row, 'Y', 'Mass'],
          rows: heaviest
            .slice(0, 100)
            .filter(({ mass }) => mass > 0)
            .map(({ mass, k }) => [Math.floor(k / table!.cols) + 1, (k % table!.cols) + 1, formatNumber(mass)]),
        };
      }}
    />
  );
}
