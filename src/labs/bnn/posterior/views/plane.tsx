import { type LatentPlaneData, mountLatentPlane } from '../../../../charts/latent-plane.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PlaneSnapshot } from '../snapshots.ts';

/** Rows of the picture come from the top, those of the snapshot from the bottom. */
function turned(values: Float64Array, side: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let row = 0; row < side; row++) out.set(values.subarray(row * side, (row + 1) * side), (side - 1 - row) * side);
  return out;
}

/** How probable the second class is over the plane. */
export function Plane({ picture }: ViewProps) {
  const now = () => {
    const shown = picture.get()?.snapshots.plane as PlaneSnapshot | undefined;
    return shown?.probability ? shown : null;
  };
  const source = useDerived(picture, (): LatentPlaneData => {
    const shown = now();
    const points = shown?.points ?? new Float64Array(0);
    const axis = (from: number) => Array.from({ length: points.length / 2 }, (_, i) => points[2 * i + from]!);
    return {
      labels: ['x₁', 'x₂'],
      reach: shown?.to ?? 4,
      x: axis(0),
      y: axis(1),
      classes: shown?.labels ?? null,
      classNames: shown?.classes ?? [],
      prior: null,
      tiles: shown
        ? [{ values: turned(shown.probability, shown.side), width: shown.side, height: shown.side, label: '' }]
        : null,
      mark: null,
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Predictive probability"
      unit="of the second class; ink is 1"
      name="plane"
      mount={mountLatentPlane}
      source={source}
      height="min(100cqi, 420px)"
      summary={() => {
        const shown = now();
        return shown
          ? `Mean probability over ${shown.samples} drawn networks on a square of ${shown.side} × ${shown.side} places.`
          : 'The predictive probability over the plane, once something has run.';
      }}
      table={() => {
        const shown = now();
        const { side, probability, epistemic } = shown ?? { side: 0, probability: [], epistemic: [] };
        const rows = shown ? [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => Math.floor(share * side)) : [];
        return {
          head: ['x₁ cell', 'x₂ cell', 'Probability', 'Epistemic, nats'],
          rows: rows.flatMap((row) =>
            rows.map((column) => [
              String(column + 1),
              String(row + 1),
              probability[row * side + column]!.toFixed(3),
              epistemic[row * side + column]!.toFixed(3),
            ]),
          ),
        };
      }}
    />
  );
}
