import { useMemo } from 'react';
import { formatNumber } from '../../charts/format.ts';
import { type HoldMapData, mountHoldMap } from '../../charts/hold-map.ts';
import type { Claim } from '../../claims/claim.ts';
import { ChartFigure } from '../../ui/chart-figure.tsx';
import { useHeld } from '../../ui/use-held.ts';
import { boundWords } from './claim-words.ts';
import type { HoldAxis } from './hold-axes.ts';
import { type HoldCell, holdWords, shaded } from './hold-cells.ts';

/** What was chosen for a map when it was started: the picture stays that of its own choice. */
export interface Drawn {
  readonly x: readonly [HoldAxis, readonly number[]];
  readonly y: readonly [HoldAxis, readonly number[]];
}

/** The map itself, with its table and the sentence of what it shows. */
export function HoldFigure({
  claim,
  drawn,
  cells,
  total,
  busy,
}: {
  claim: Claim;
  drawn: Drawn;
  cells: readonly HoldCell[];
  total: number;
  busy: boolean;
}) {
  const [[x, xs], [y, ys]] = [drawn.x, drawn.y];
  const done = useMemo(() => shaded(claim, cells), [claim, cells]);
  const data = useMemo((): HoldMapData => {
    const known = new Set(done.map((cell) => `${cell.x} ${cell.y}`));
    const waiting = ys.flatMap((_, row) =>
      xs.flatMap((_, column) =>
        known.has(`${column} ${row}`)
          ? []
          : [{ x: column, y: row, state: 'waiting' as const, value: Number.NaN, over: false, distance: 0 }],
      ),
    );
    const own = { x: xs.indexOf(x.own), y: ys.indexOf(y.own) };
    return {
      xs: [...xs],
      ys: [...ys],
      xName: x.label,
      yName: y.label,
      cells: [...done, ...waiting],
      own: own.x >= 0 && own.y >= 0 ? own : null,
    };
  }, [done, x, xs, y, ys]);
  const source = useHeld(data);
  const words = holdWords(done, [drawn.x, drawn.y]);
  return (
    <ChartFigure
      title="Where it holds"
      unit={`${claim.unit}, ${boundWords(claim.quick)}; seed ${claim.quick.seeds[0]}`}
      mount={mountHoldMap}
      source={source}
      name={`${claim.id}-map`}
      height={90 + 54 * ys.length}
      summary={() => words}
      table={() => ({
        head: [x.label, y.label, claim.unit, 'verdict'],
        rows: done.map((cell) => [
          formatNumber(xs[cell.x]!),
          formatNumber(ys[cell.y]!),
          `${cell.over ? '> ' : ''}${formatNumber(cell.value)}`,
          cell.state === 'holds' ? 'holds' : cell.state === 'fails' ? 'does not hold' : cell.reason,
        ]),
      })}
      caption={
        <span role="status">{`${busy ? `${cells.length} of ${total} cells. ` : cells.length < total ? `Stopped after ${cells.length} of ${total} cells. ` : ''}${words} The claim’s own setting is outlined.`}</span>
      }
    />
  );
}
