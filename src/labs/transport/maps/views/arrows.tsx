import { formatNumber } from '../../../../charts/format.ts';
import { mountVectorField, type VectorFieldData } from '../../../../charts/vector-field.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { MapSnapshot } from '../snapshots.ts';
import { pairs } from './pairs.ts';

/** Where each source point goes, over source, target and image. */
export function Arrows({ picture, name, colour, facts }: ViewProps) {
  const now = () => picture.get()?.snapshots.map as MapSnapshot | undefined;
  const source = useDerived(picture, (): VectorFieldData => {
    const shown = now();
    const label = { x: '*x*₁', y: '*x*₂' };
    if (!shown) return { label };
    const [from, to] = [pairs(shown.source), pairs(shown.image)];
    return {
      label,
      dots: [
        { ...pairs(shown.target), colour: 0, open: true, faint: true, name: 'target' },
        { ...from, colour: 0, name: 'source' },
        { ...to, colour, name: 'image' },
      ],
      arrows: [
        {
          ...from,
          dx: to.x.map((x, i) => x - from.x[i]!),
          dy: to.y.map((y, i) => y - from.y[i]!),
          name: '*x* → *T*(*x*)',
          colour,
          faint: true,
        },
      ],
    };
  });
  return (
    <ChartFigure
      title="The map"
      unit={`an arrow a source point; cost: ${String(facts.cost)}`}
      name="map"
      mount={mountVectorField}
      source={source}
      height="min(calc(75cqi + 40px), 560px)"
      summary={() => {
        const shown = now();
        return shown
          ? `${name}: ${shown.source.length / 2} arrows; ${formatNumber(100 * shown.cheaperSwaps, 2)} % of their pairs would pay less with their ends exchanged.`
          : 'Where the map sends each source point, once something has run.';
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Point', 'x₁', 'x₂', 'T(x)₁', 'T(x)₂'],
          rows: Array.from({ length: (shown?.source.length ?? 0) / 2 }, (_, i) => [
            String(i + 1),
            ...[shown!.source[2 * i]!, shown!.source[2 * i + 1]!, shown!.image[2 * i]!, shown!.image[2 * i + 1]!].map(
              (value) => formatNumber(value, 3),
            ),
          ]),
        };
      }}
    />
  );
}
