import { formatNumber } from '../../../../charts/format.ts';
import { mountVectorField, type VectorFieldData } from '../../../../charts/vector-field.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { MeansSnapshot } from '../snapshots.ts';
import { pairs } from './pairs.ts';

/** Arrows from source points to where their mass goes on average: the barycentric map. */
export function Means({ picture, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.means as MeansSnapshot | undefined;
  const source = useDerived(picture, (): VectorFieldData => {
    const shown = now();
    const label = { x: '*x*₁', y: '*x*₂' };
    if (!shown) return { label };
    const [from, to] = [pairs(shown.x), pairs(shown.means)];
    const known = shown.exact.length > 0;
    return {
      label,
      arrows: [
        {
          ...from,
          dx: to.x.map((value, k) => value - from.x[k]!),
          dy: to.y.map((value, k) => value - from.y[k]!),
          colour,
          faint: true,
          name: 'from x to E[y|x]',
        },
      ],
      dots: [
        { ...from, colour: 0, faint: true, name: 'source' },
        ...(known ? [{ ...pairs(shown.exact), colour: 0, open: true, radius: 3.2, name: 'true E[y|x]' }] : []),
        { ...to, colour, radius: 1.8, name: 'E[y|x]' },
      ],
    };
  });
  return (
    <ChartFigure
      title="Where mass goes on average"
      unit="conditional means"
      name="means"
      mount={mountVectorField}
      source={source}
      height="min(calc(100cqi + 40px), 480px)"
      summary={() => {
        const shown = now();
        if (!shown) return 'Conditional means, once something has run.';
        const error = rms(shown);
        return error === null
          ? `${name}: arrows from ${shown.x.length / 2} source points to their conditional means.`
          : `${name}: arrows from ${shown.x.length / 2} source points to their conditional means, ${formatNumber(error, 2)} from the true ones (root mean square).`;
      }}
      table={() => {
        const shown = now();
        const words = (points: Float32Array, k: number) =>
          points.length > 0 ? `${formatNumber(points[2 * k]!, 3)}, ${formatNumber(points[2 * k + 1]!, 3)}` : '–';
        return {
          head: ['x', 'E[y|x]', 'True E[y|x]'],
          rows: Array.from({ length: (shown?.x.length ?? 0) / 2 }, (_, k) => [
            words(shown!.x, k),
            words(shown!.means, k),
            words(shown!.exact, k),
          ]),
        };
      }}
    />
  );
}

function rms({ means, exact }: MeansSnapshot): number | null {
  if (exact.length === 0) return null;
  return Math.sqrt((2 * exact.reduce((sum, value, k) => sum + (value - means[k]!) ** 2, 0)) / exact.length);
}
