import { mountRaster, type RasterData, type RasterImage } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { SupportSnapshot } from '../support-snapshot.ts';
import { readSnapshot } from './read-snapshot.ts';

/** Supports of other runs that stand beside this one's. */
const MOST_PEERS = 2;

/** A label that fits below a small picture. */
const short = (label: string) => (label.length > 15 ? `${label.slice(0, 15).replace(/\s+\S*$/, '')}…` : label);

/** Which weights of the largest matrix are there: what is believed, what says so, and the same of other runs. */
export function TurboSupport({ picture, peers }: ViewProps) {
  const now = () => readSnapshot<SupportSnapshot>(picture, 'support');
  const others = () =>
    peers
      .filter(({ role }) => role !== 'seed')
      .map(({ label, picture: other }) => ({ label, shown: readSnapshot<SupportSnapshot>(other, 'support') }))
      .filter(({ shown }) => shown !== null)
      .slice(0, MOST_PEERS);
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): RasterData => {
      const shown = now();
      if (!shown) return { images: [] };
      const image = (values: Float64Array, label: string, { inputs, outputs } = shown): RasterImage => ({
        values,
        width: inputs,
        height: outputs,
        label,
      });
      return {
        images: [
          image(shown.active, 'support'),
          ...(shown.evidence ? [image(shown.evidence, 'evidence')] : []),
          ...(shown.message ? [image(shown.message, 'messages')] : []),
          ...others().map((other) => image(other.shown!.active, short(other.label), other.shown!)),
        ],
        top: 1,
      };
    },
  );
  return (
    <ChartFigure
      title="Support"
      unit="chance that a weight is there, ink is 1; a row a neuron, a column an input"
      name="support"
      mount={mountRaster}
      source={source}
      height="min(42cqi, 400px)"
      caption="Evidence is what a weight’s own precision says, messages are what the other weights of its row and column say."
      summary={() => {
        const shown = now();
        if (!shown) return 'Which weights are there, once something has run.';
        const { activeCount, total, clusters, layer } = shown;
        return `${activeCount} of ${total} weights are there, in ${clusters} clusters; the picture is layer ${layer}.`;
      }}
      table={() => {
        const shown = now();
        const runs = shown ? [{ label: 'this run', shown }, ...others()] : [];
        return {
          head: ['Run', 'Weights there', 'Of', 'Clusters', 'Mean run'],
          rows: runs.map(({ label, shown: one }) => [
            label,
            String(one!.activeCount),
            String(one!.total),
            String(one!.clusters),
            one!.meanRun.toFixed(2),
          ]),
        };
      }}
    />
  );
}
