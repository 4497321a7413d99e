import { formatNumber } from '../../../../charts/format.ts';
import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CovarianceSnapshot } from '../snapshots.ts';

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, value), 0);

/** The error, and the power of ten by which it is drawn stronger. */
function errorOf({ exact, approximation }: CovarianceSnapshot): { values: Float64Array; times: number } {
  const values = approximation.map((value, k) => Math.abs(value - exact[k]!));
  const share = largest(values) / largest(exact);
  return { values, times: share > 0 ? 10 ** Math.max(0, Math.floor(-Math.log10(share))) : 1 };
}

/** Covariance of two times: of fractional Brownian motion, of the approximation, of the sampled paths; and the error. */
export function Covariance({ picture, facts }: ViewProps) {
  const now = () => picture.get()?.snapshots.covariance as CovarianceSnapshot | undefined;
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    const of = (values: Float64Array, label: string) => ({ values, width: shown.side, height: shown.side, label });
    const { values, times } = errorOf(shown);
    return {
      top: largest(shown.exact),
      images: [
        of(shown.exact, 'exact'),
        of(shown.approximation, 'approximation'),
        of(shown.sampled, 'sampled'),
        of(
          values.map((value) => times * value),
          times > 1 ? `error × ${times.toLocaleString('en-GB')}` : 'error',
        ),
      ],
    };
  });
  return (
    <ChartFigure
      title="Covariance of two times"
      unit="time 0 to T rightwards and downwards; ink is large"
      name="covariance"
      mount={mountRaster}
      source={source}
      height="clamp(180px, calc(560px - 55cqi), 380px)"
      summary={() => {
        const shown = now();
        return shown
          ? `For a Hurst index of ${facts.hurst} the exact variance at T is ${formatNumber(shown.exact.at(-1)!, 3)}, that of the approximation ${formatNumber(shown.approximation.at(-1)!, 3)} and that of the paths ${formatNumber(shown.sampled.at(-1)!, 3)}; no covariance is off by more than ${formatNumber(largest(errorOf(shown).values), 2)}.`
          : 'Covariances, once something has run.';
      }}
      table={() => {
        const shown = now();
        const side = shown?.side ?? 0;
        return {
          head: ['Time', 'Exact variance', 'Approximation', 'Sampled'],
          rows: Array.from({ length: side }, (_, i) => [
            formatNumber(((i + 1) * shown!.horizon) / side, 3),
            ...[shown!.exact, shown!.approximation, shown!.sampled].map((one) => formatNumber(one[i * side + i]!, 4)),
          ]),
        };
      }}
    />
  );
}
