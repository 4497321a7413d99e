import { useRef, useState } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

interface PlanSnapshot {
  readonly rows: number;
  readonly cols: number;
  readonly values: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly rowSums: Float32Array;
  readonly colSums: Float32Array;
  readonly kept: Uint8Array | null;
  readonly rowPosition: Float32Array | null;
  readonly colPosition: Float32Array | null;
  readonly order: string;
}

/** The plan as a matrix, marginals on its sides, what Newton kept of it on demand. */
export function Plan({ picture, facts, name }: ViewProps) {
  const [log, setLog] = useState(false);
  const [kept, setKept] = useState(false);
  const hovered = useRef<MatrixData['hover']>(null);
  const source = useDerived(picture, (now): MatrixData => {
    const hover = hovered.current;
    const plan = now?.snapshots.plan as PlanSnapshot | undefined;
    const place = (positions: Float32Array | null, at: number, word: string) =>
      positions ? formatNumber(positions[at]!, 3) : `${word} ${at + 1}`;
    return {
      rows: plan?.rows ?? 1,
      cols: plan?.cols ?? 1,
      values: plan?.values ?? new Float32Array(1),
      mask: kept ? (plan?.kept ?? null) : null,
      left: plan?.rowSums ?? (facts.sourceWeights as Float32Array | undefined) ?? [],
      top: plan?.colSums ?? (facts.targetWeights as Float32Array | undefined) ?? [],
      ...(plan ? { leftTarget: plan.a, topTarget: plan.b } : {}),
      scale: log ? 'log' : 'sqrt',
      palette: 'mass',
      hover,
      onHover(cell) {
        hovered.current = cell;
        source.redraw();
      },
      ...(hover && plan
        ? {
            hoverText: `${place(plan.rowPosition, hover.row, 'row')} goes to ${place(plan.colPosition, hover.col, 'column')}, mass ${formatNumber(plan.values[hover.row * plan.cols + hover.col]!, 2)}`,
          }
        : {}),
      rowLabel: 'source ↓',
      colLabel: 'target →',
      square: true,
    };
  });
  const snapshot = () => picture.get()?.snapshots.plan as PlanSnapshot | undefined;
  return (
    <ChartFigure
      title="Plan"
      unit={kept ? 'entries Newton kept' : `mass, ${log ? 'log' : 'square-root'} scale`}
      name="plan"
      mount={mountMatrix}
      source={source}
      height="calc(100cqi + 14px)"
      toggles={[
        { label: 'log', on: log, onToggle: () => setLog(!log) },
        { label: 'kept', on: kept, onToggle: () => setKept(!kept) },
      ]}
      summary={() => {
        const plan = snapshot();
        if (!plan) return 'The plan, once something has run.';
        const filled = plan.values.reduce((count, v) => count + Number(v > 1e-12), 0);
        return `${name} at step ${picture.get()!.step}: ${formatNumber((100 * filled) / plan.values.length, 2)} per cent of the cells carry mass, ${plan.order}.`;
      }}
      table={() => {
        const plan = snapshot();
        if (!plan) return { head: ['Row', 'Column', 'Mass'], rows: [] };
        const heaviest = Array.from(plan.values, (mass, k) => ({ mass, k })).sort((p, q) => q.mass - p.mass);
        return {
          head: ['Row', 'Column', 'Mass'],
          rows: heaviest
            .slice(0, 100)
            .map(({ mass, k }) => [Math.floor(k / plan.cols) + 1, (k % plan.cols) + 1, formatNumber(mass)]),
        };
      }}
    />
  );
}
