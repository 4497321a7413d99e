import { useSyncExternalStore } from 'react';
import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { useAnswer } from '../../../../ui/use-answer.ts';
import { planeNames } from './plane.ts';
import {
  type AxesSnapshot,
  conditionsOf,
  type ImagesAnswer,
  imageAt,
  isBright,
  type LatentSnapshot,
  read,
} from './shapes.ts';

const STEPS = 9;
const MOST_ROWS = 8;
const REACH = 2.5;

/** One axis a row from −2.5 to 2.5 standard deviations of its prior, the others at 0. */
export function Traversals({ picture, latest, ask, facts, method }: ViewProps) {
  const rows = useSyncExternalStore(latest.subscribe, () => {
    const [shown, axes] = [read<LatentSnapshot>(latest, 'latent'), read<AxesSnapshot>(latest, 'axes')];
    return shown && axes
      ? shown.order
          .filter((axis, k) => k < 2 || axes.active?.[axis])
          .slice(0, MOST_ROWS)
          .join()
      : '';
  });
  const chosen = rows === '' ? [] : rows.split(',').map(Number);
  const conditions = conditionsOf(facts, method);
  const answer = useAnswer<ImagesAnswer>(ask, picture, 'decode', () => {
    const shown = read<LatentSnapshot>(latest, 'latent');
    if (!shown || chosen.length === 0) return null;
    const points = chosen.flatMap((axis) =>
      Array.from({ length: STEPS }, (_, k) => {
        const at = REACH * ((2 * k) / (STEPS - 1) - 1) * shown.priorSds[axis]!;
        return Array.from({ length: shown.latent }, (_, l) => (l === axis ? at : 0));
      }),
    );
    return conditions.length > 0 ? { points, condition: conditions.map((_, k) => Number(k === 0)) } : { points };
  });
  const source = useDerived(
    answer,
    (images): RasterData => ({
      columns: STEPS,
      top: 1,
      bright: isBright(facts),
      rows: images ? chosen.map((axis) => planeNames([axis, 0])[0]) : [],
      images: images ? Array.from({ length: images.count }, (_, k) => imageAt(images.images, images, k)) : [],
    }),
  );
  return (
    <ChartFigure
      title="Traversals"
      unit="an axis a row, from −2.5 to 2.5 standard deviations of the prior, the axis with the largest KL first"
      name="traversals"
      mount={mountRaster}
      source={source}
      height={Math.max(1, chosen.length) * 64 + 20}
      summary={() =>
        chosen.length > 0
          ? `${chosen.length} axes of the latent space, decoded at ${STEPS} places each.`
          : 'Axes of the latent space, decoded along their length, once something has run.'
      }
      table={() => ({
        head: ['Axis', 'KL, nats'],
        rows: chosen.map((axis) => [
          planeNames([axis, 0])[0],
          read<AxesSnapshot>(latest, 'axes')?.kl?.[axis]?.toFixed(3) ?? '',
        ]),
      })}
    />
  );
}
