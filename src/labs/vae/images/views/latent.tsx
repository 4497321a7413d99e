import { useState, useSyncExternalStore } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { type LatentPlaneData, mountLatentPlane } from '../../../../charts/latent-plane.ts';
import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import { useAnswer } from '../../../../ui/use-answer.ts';
import { GRID, gridPoints, type Plane, planeNames, pointOf, project } from './plane.ts';
import { conditionsOf, type ImagesAnswer, imageAt, isBright, type LatentSnapshot, read } from './shapes.ts';
import { Told } from './told.tsx';
import styles from './views.module.css';

/** Codes in a plane of the latent space, what the plane decodes to, and the image under the pointer. */
export function Latent({ picture, latest, ask, facts, method }: ViewProps) {
  const [chosen, setChosen] = useState<Plane | null>(null);
  const [told, setTold] = useState<readonly number[]>([0]);
  const [mark, setMark] = useState<readonly [number, number] | null>(null);
  const [held, setHeld] = useState<readonly [number, number] | null>([0, 0]);
  const conditionNames = conditionsOf(facts, method);
  const now = () => read<LatentSnapshot>(picture, 'latent');
  const newestOf = () => read<LatentSnapshot>(latest, 'latent');
  const planeOf = (shown: LatentSnapshot): Plane =>
    shown.latent < 2
      ? [0, 0]
      : chosen !== null && (chosen === 'pca' || Math.max(...chosen) < shown.latent)
        ? chosen
        : [shown.order[0]!, shown.order[1]!];
  // The order of the axes, which changes seldom: the choices follow it.
  const order = useSyncExternalStore(latest.subscribe, () => newestOf()?.order.slice(0, 6).join() ?? '');
  const given = conditionNames.length > 0 ? { condition: conditionNames.map((_, k) => Number(told.includes(k))) } : {};
  const decode = (points: (shown: LatentSnapshot, plane: Plane) => number[][]) => () => {
    const shown = newestOf();
    return shown ? { points: points(shown, planeOf(shown)), ...given } : null;
  };
  const reach = useSyncExternalStore(picture.subscribe, () => {
    const shown = now();
    return shown ? project(shown, planeOf(shown)).reach : 3;
  });
  const at = mark ?? held;
  const whole = useAnswer<ImagesAnswer>(
    ask,
    picture,
    'decode',
    decode((shown, plane) => gridPoints(shown, plane, reach)),
  );
  const place = at;
  const point = useAnswer<ImagesAnswer>(
    ask,
    picture,
    'decode',
    place ? decode((shown, plane) => [pointOf(shown, plane, place)]) : () => null,
  );
  const onPoint: LatentPlaneData['onPoint'] = (place, pressed) => {
    setMark(place);
    if (pressed) setHeld(place);
  };

  const codes = useDerived(picture, (): LatentPlaneData => {
    const shown = now();
    const nothing = { reach: 3, x: [], y: [], prior: [1, 1] as const };
    const drawn = shown ? project(shown, planeOf(shown)) : nothing;
    return {
      labels: shown ? planeNames(planeOf(shown)) : ['z₁', 'z₂'],
      classes: shown?.labels ?? null,
      classNames: (facts.classes as readonly string[] | undefined) ?? [],
      tiles: null,
      mark: at,
      onPoint,
      empty: 'Press Run, or Space.',
      ...drawn,
    };
  });
  const tiles = useDerived(whole, (answer): LatentPlaneData => {
    const shown = now();
    return {
      labels: shown ? planeNames(planeOf(shown)) : ['z₁', 'z₂'],
      reach: reach,
      x: [],
      y: [],
      classes: null,
      classNames: [],
      prior: null,
      tiles: answer ? Array.from({ length: answer.count }, (_, k) => imageAt(answer.images, answer, k)) : null,
      bright: isBright(facts),
      mark: at,
      onPoint,
      empty: 'Press Run, or Space.',
    };
  });
  const single = useDerived(
    point,
    (answer): RasterData => ({
      top: 1,
      bright: isBright(facts),
      images: answer && at ? [imageAt(answer.images, answer, 0)] : [],
    }),
  );
  const options = pairsOf(order === '' ? [] : order.split(',').map(Number));
  const shownPlane = newestOf();
  const plane = shownPlane ? planeOf(shownPlane) : null;
  return (
    <div className={styles.latent}>
      <div className={styles.choices}>
        <label>
          Plane{' '}
          <select
            value={plane === 'pca' ? 'pca' : (plane?.join(',') ?? '')}
            onChange={(event) => {
              const { value } = event.target;
              setChosen(value === 'pca' ? 'pca' : (value.split(',').map(Number) as [number, number]));
              setHeld([0, 0]);
            }}
          >
            {options.map((pair) => (
              <option key={pair.join()} value={pair.join()}>
                {planeNames(pair).join(' and ')}
              </option>
            ))}
            <option value="pca">principal components</option>
          </select>
        </label>
        <Told names={conditionNames} several={facts.conditionKind === 'attributes'} told={told} onTold={setTold} />
      </div>
      <div className={styles.planes}>
        <ChartFigure
          title="Codes"
          unit="held-out images; rings: 1, 2, 3 σ of the prior"
          name="latent-plane"
          mount={mountLatentPlane}
          source={codes}
          height="min(100cqi, 420px)"
          summary={() => {
            const shown = now();
            if (!shown) return 'The held-out images in a plane of the latent space, once something has run.';
            const names = planeNames(planeOf(shown));
            return `${shown.count} held-out images in the plane of ${names.join(' and ')}; arrow keys move a point that is decoded.`;
          }}
          table={() => {
            const shown = now();
            const drawn = shown ? project(shown, planeOf(shown)) : null;
            return {
              head: ['Class', ...(shown ? planeNames(planeOf(shown)) : ['z₁', 'z₂'])],
              rows: Array.from({ length: Math.min(200, drawn?.x.length ?? 0) }, (_, k) => [
                shown!.labels ? String((facts.classes as readonly string[])[shown!.labels[k]!]) : '',
                formatNumber(drawn!.x[k]!, 3),
                formatNumber(drawn!.y[k]!, 3),
              ]),
            };
          }}
        />
        <ChartFigure
          title="What the plane decodes to"
          unit="the other axes at 0"
          name="decoded-plane"
          mount={mountLatentPlane}
          source={tiles}
          height="min(100cqi, 420px)"
          summary={() => `${GRID} × ${GRID} places of the plane, decoded by the network as it is now.`}
          table={() => ({
            head: ['Tiles a side', 'From', 'To'],
            rows: [[String(GRID), String(-reach), String(reach)]],
          })}
        />
        <ChartFigure
          title="Here"
          unit={at ? `${formatNumber(at[0], 2)}, ${formatNumber(at[1], 2)}` : 'point at the plane, or press it'}
          name="decoded-point"
          mount={mountRaster}
          source={single}
          height={110}
          summary={() => (at ? 'The image that the point decodes to.' : 'Point at the plane to decode a place of it.')}
          table={() => ({ head: ['First', 'Second'], rows: at ? [at.map((value) => formatNumber(value, 3))] : [] })}
        />
      </div>
    </div>
  );
}

/** Pairs of the axes with the most to tell. */
function pairsOf(first: readonly number[]): [number, number][] {
  return first.flatMap((a, i) => first.slice(i + 1).map((b): [number, number] => [a, b]));
}
