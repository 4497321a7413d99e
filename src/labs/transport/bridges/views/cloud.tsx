import { formatNumber } from '../../../../charts/format.ts';
import { mountVectorField, type VectorFieldData } from '../../../../charts/vector-field.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CloudSnapshot } from '../snapshots.ts';
import { pairs } from './pairs.ts';

const FIELDS = 6;

/** Both ends, what the bridge makes of the source, and the components of its potential. */
export function Cloud({ picture, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.cloud as CloudSnapshot | undefined;
  const source = useDerived(picture, (): VectorFieldData => {
    const shown = now();
    const label = { x: '*y*₁', y: '*y*₂' };
    if (!shown) return { label };
    const field = (k: number) =>
      Float32Array.from({ length: shown.components.length / FIELDS }, (_, i) => shown.components[FIELDS * i + k]!);
    const shares = field(5);
    const most = shares.reduce((a, b) => Math.max(a, b), 1e-9);
    return {
      label,
      dots: [
        { ...pairs(shown.source), colour: 0, name: 'source', faint: true },
        { ...pairs(shown.target), colour: 0, open: true, name: 'target', faint: true },
        { ...pairs(shown.generated), colour, name: 'generated' },
      ],
      ellipses: [
        {
          x: field(0),
          y: field(1),
          xx: field(2),
          xy: field(3),
          yy: field(4),
          deviations: 2,
          weights: shares.map((share) => share / most),
          colour: 0,
        },
      ],
    };
  });
  return (
    <ChartFigure
      title="What the bridge makes"
      unit="ellipses: components of v, two deviations"
      name="generated"
      mount={mountVectorField}
      source={source}
      height="min(calc(100cqi + 40px), 480px)"
      summary={() => {
        const shown = now();
        return shown
          ? `${name}: ${shown.generated.length / 2} points made from the source beside ${shown.target.length / 2} of the target; ${shown.components.length / FIELDS} components carry mass.`
          : 'What the bridge makes of the source, once something has run.';
      }}
      table={() => {
        const shown = now();
        return {
          head: ['Component', 'Centre', 'Variance along y₁', 'Covariance', 'Variance along y₂', 'Share'],
          rows: Array.from({ length: (shown?.components.length ?? 0) / FIELDS }, (_, i) => {
            const [x, y, xx, xy, yy, share] = shown!.components.subarray(FIELDS * i, FIELDS * (i + 1));
            return [
              String(i + 1),
              `${formatNumber(x!, 3)}, ${formatNumber(y!, 3)}`,
              ...[xx!, xy!, yy!, share!].map((value) => formatNumber(value, 3)),
            ];
          }),
        };
      }}
    />
  );
}
