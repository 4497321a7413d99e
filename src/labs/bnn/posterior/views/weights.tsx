import { useState } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountWeightMatrices, type WeightMatricesData, type WeightMatrix } from '../../../../charts/weight-matrices.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { WeightsSnapshot } from '../snapshots.ts';
import { imagesOf } from './images-of.ts';
import { LiveWords } from './live-words.tsx';
import { readSnapshot } from './read-snapshot.ts';

const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
const layerName = (l: number, count: number) => (l === count - 1 ? 'outputs' : `layer ${l + 1}`);

/** Every weight there is: mean by colour, standard deviation by size, and what moved in the last exchange. */
export function Weights({ picture, facts }: ViewProps) {
  const [images, setImages] = useState(false);
  const now = () => readSnapshot<WeightsSnapshot>(picture, 'weights');
  const source = useDerived(picture, (): WeightMatricesData => {
    const shown = now();
    const layers: WeightMatrix[] = (shown?.layers ?? []).map((layer, l, all) => ({
      name: `${layerName(l, all.length)}: ${layer.outputs} × ${layer.inputs}, ${formatNumber(layer.mean.length)} left`,
      rows: layer.outputs,
      columns: layer.inputs,
      active: layer.active,
      mean: layer.mean,
      sd: layer.sd,
      removed: layer.removed,
      added: layer.added,
    }));
    const image = images ? (shown?.image ?? null) : null;
    return {
      matrices: image ? imagesOf(layers[0]!, image) : layers,
      exchange: shown?.exchangedAt ?? 0,
      empty: 'Press Run, or Space.',
    };
  });
  const told = () => {
    const shown = now();
    if (!shown) return 'The weights, once something has run.';
    const all = sum(shown.layers.map(({ inputs, outputs }) => inputs * outputs));
    const there = sum(shown.layers.map(({ mean }) => mean.length));
    const moved =
      shown.exchangedAt === 0
        ? ''
        : ` In the last exchange that changed anything, at step ${formatNumber(shown.exchangedAt)}, ${sum(shown.layers.map(({ removed }) => removed.length))} left and ${sum(shown.layers.map(({ added }) => added.length))} entered.`;
    return `${formatNumber(there)} of ${formatNumber(all)} weights exist (${formatNumber((100 * there) / all, 3)} %).${moved}`;
  };
  return (
    <ChartFigure
      title="Weights"
      unit="blue below 0, red above; a large square has a large s.d.; □ entered, × left at the last exchange"
      name="weights"
      mount={mountWeightMatrices}
      source={source}
      height="clamp(300px, 62cqi, 640px)"
      toggles={
        facts.image === true ? [{ label: 'first layer as images', on: images, onToggle: () => setImages(!images) }] : []
      }
      caption={<LiveWords source={picture} words={told} />}
      summary={told}
      table={() => ({
        head: ['Layer', 'Weights', 'Exist', 'Mean |μ|', 'Mean σ', 'Left', 'Entered'],
        rows: (now()?.layers ?? []).map((layer, l, all) => {
          const mean = (values: Float64Array) =>
            formatNumber(values.reduce((total, one) => total + Math.abs(one), 0) / Math.max(1, values.length), 3);
          return [
            layerName(l, all.length),
            String(layer.inputs * layer.outputs),
            String(layer.mean.length),
            mean(layer.mean),
            mean(layer.sd),
            String(layer.removed.length),
            String(layer.added.length),
          ];
        }),
      })}
    />
  );
}
