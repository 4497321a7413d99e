import { formatNumber } from '../../../../charts/format.ts';
import { mountVectorField, type VectorFieldData } from '../../../../charts/vector-field.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { GridSnapshot } from '../snapshots.ts';
import { pairs } from './pairs.ts';

/** One name for all lines of a kind. */
const named = (name: string, line: number) => (line === 0 ? { name } : {});

/** What the map makes of straight lines: folds and turns that arrows hide. */
export function Grid({ picture, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.grid as GridSnapshot | undefined;
  const source = useDerived(picture, (): VectorFieldData => {
    const shown = now();
    const label = { x: '*y*₁', y: '*y*₂' };
    if (!shown) return { label };
    const cut = (points: Float32Array) =>
      Array.from({ length: points.length / (2 * shown.perLine) }, (_, line) =>
        pairs(points.subarray(2 * shown.perLine * line, 2 * shown.perLine * (line + 1))),
      );
    return {
      label,
      dots: [{ ...pairs(shown.target), colour: 0, open: true, radius: 1.5, name: 'target' }],
      lines: [
        ...cut(shown.truth).map((line, k) => ({ ...line, colour: 0, faint: true, ...named('optimal map', k) })),
        ...cut(shown.lines).map((line, k) => ({ ...line, colour, ...named('image of the grid', k) })),
      ],
    };
  });
  const linesOf = (shown: GridSnapshot) => shown.lines.length / (2 * shown.perLine);
  return (
    <ChartFigure
      title="A grid under the map"
      unit="straight lines over the source, carried by T"
      name="grid"
      mount={mountVectorField}
      source={source}
      height="min(calc(100cqi + 40px), 440px)"
      summary={() => {
        const shown = now();
        if (!shown) return 'What the map makes of a grid, once something has run.';
        const known = shown.truth.length > 0 ? ' over those of the optimal map' : '';
        return `${name}: the images of ${linesOf(shown)} straight lines${known}.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Line', 'From', 'Through', 'To'],
          rows: Array.from({ length: shown ? linesOf(shown) : 0 }, (_, line) => [
            String(line + 1),
            ...[0, (shown!.perLine - 1) / 2, shown!.perLine - 1].map((point) => {
              const k = 2 * (line * shown!.perLine + point);
              return `${formatNumber(shown!.lines[k]!, 3)}, ${formatNumber(shown!.lines[k + 1]!, 3)}`;
            }),
          ]),
        };
      }}
    />
  );
}
