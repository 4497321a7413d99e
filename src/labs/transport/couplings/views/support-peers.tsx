import { formatNumber } from '../../../../charts/format.ts';
import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { SupportSnapshot } from '../support-snapshot.ts';
import { readSupport } from './read-support.ts';

/** The supports of all methods that run, on one scale of ink: full ink where a target takes everything from one source. */
export function SupportPeers({ picture, peers, name }: ViewProps) {
  const all = () =>
    [{ label: name, picture }, ...peers.filter(({ role }) => role !== 'seed')].flatMap((one) => {
      const shown = readSupport(one.picture);
      return shown ? [{ label: one.label, shown }] : [];
    });
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): RasterData => ({
      images: all().map(({ label, shown }) => ({ ...squared(shown), label })),
      top: 1,
    }),
  );
  return (
    <ChartFigure
      title="Side by side"
      unit="sources down, targets across, one scale: ink is √share"
      name="supports"
      mount={mountRaster}
      source={source}
      height="min(40cqi, 260px)"
      summary={() => {
        const shown = all();
        if (shown.length === 0) return 'The supports of all methods, once something has run.';
        return `Cells that carry mass: ${shown.map(({ label, shown: { shares } }) => `${label} ${shares.filter((share) => share > 0).length}`).join(', ')}.`;
      }}
      table={() => ({
        head: ['Method', 'Cells with mass', 'Most a target', 'Rows off by'],
        rows: all().map(({ label, shown }) => [
          label,
          String(shown.shares.filter((share) => share > 0).length),
          String(Math.max(...shown.counts)),
          formatNumber(shown.rowError, 3),
        ]),
      })}
    />
  );
}

/** √share with cells stretched so that the picture is nearly square, however many rows there are to a column. */
function squared({ shares, rows, cols }: SupportSnapshot) {
  const [across, down] = [Math.max(1, Math.floor(rows / cols)), Math.max(1, Math.floor(cols / rows))];
  const [width, height] = [cols * across, rows * down];
  const values = Float32Array.from({ length: width * height }, (_, k) =>
    Math.sqrt(shares[Math.floor(k / width / down) * cols + Math.floor((k % width) / across)]!),
  );
  return { values, width, height };
}
