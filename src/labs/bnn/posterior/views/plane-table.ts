import { formatNumber } from '../../../../charts/format.ts';
import type { TableData } from '../../../../ui/chart-table.tsx';
import type { PlaneSnapshot } from '../snapshots.ts';

const LINES = [0.1, 0.3, 0.5, 0.7, 0.9];

/** Some places of the plane, evenly spread, with what is drawn there. */
export function planeTable(shown: PlaneSnapshot | null): TableData {
  const two = shown === null || shown.classes.length === 2;
  const head = [
    'x₁',
    'x₂',
    two ? 'Probability of the second' : 'Class, probability',
    'Total, nats',
    'Aleatoric',
    'Epistemic',
  ];
  if (shown === null) return { head, rows: [] };
  const { side, from, to, classes, winner, probability, total, aleatoric, epistemic } = shown;
  const cells = LINES.map((share) => Math.floor(share * side));
  const at = (cell: number) => formatNumber(from + ((to - from) * (cell + 0.5)) / side, 3);
  return {
    head,
    rows: cells.flatMap((row) =>
      cells.map((column) => {
        const cell = row * side + column;
        const values = [total, aleatoric, epistemic].map((map) => formatNumber(map[cell]!, 3));
        const said = formatNumber(probability[cell]!, 3);
        return [at(column), at(row), two ? said : `${classes[winner[cell]!]}, ${said}`, ...values];
      }),
    ),
  };
}
