import { useEffect, useMemo, useReducer, useRef } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { type InformationPlaneData, mountInformationPlane } from '../../../../charts/information-plane.ts';
import { extentOf } from '../../../../charts/information-plane-data.ts';
import type { Peer, ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import { hasOwnUnits, pathsOf, planeData, planeOf, readingOf, summaryOf, tableOf } from './pictures.ts';
import styles from './plane.module.css';

type Facts = ViewProps['facts'];

/** Every layer's way through the plane, with the bound, the limits and the other seeds. */
export function Plane({ picture, latest, facts, name, peers, seek, method }: ViewProps) {
  const seeds = peers.filter(({ role }) => role === 'seed');
  const others = peers.filter(({ role }) => role !== 'seed');
  const heard = useMemo(
    () => alongside(picture, [latest, ...peers.map((peer) => peer.picture)]),
    [picture, latest, peers],
  );
  const source = useDerived(heard, (now): InformationPlaneData => {
    const newest = latest.get();
    // The whole way stays in sight when the reader turns back: what came later is faint.
    const plane = planeOf(newest) ?? planeOf(now);
    const step = now?.step ?? 0;
    const base = planeData(plane, facts, method);
    return {
      ...base,
      at: newest && step < newest.step ? step : null,
      ghosts: seeds.flatMap((seed) => {
        const other = planeOf(seed.picture.get());
        return other ? pathsOf(other) : [];
      }),
      onEpoch: seek,
    };
  });
  return (
    <>
      <ChartFigure
        title="Information plane"
        unit={`${name}, ${formatNumber(facts.rows as number)} inputs${seeds.length > 0 ? `, faint: ${seeds.length} more seeds` : ''}`}
        name="information-plane"
        mount={mountInformationPlane}
        source={source}
        height="min(78cqi, 540px)"
        caption={hasOwnUnits(method) ? null : <Reading source={picture} />}
        summary={() => summaryOf(planeOf(picture.get()), facts)}
        table={() => tableOf(planeOf(picture.get()))}
      />
      {others.length > 0 ? (
        <div className={styles.multiples}>
          {others.map((peer) => (
            <Small key={peer.key} peer={peer} facts={facts} main={latest} />
          ))}
        </div>
      ) : null}
    </>
  );
}

/** What happened, in words, a few times a second. */
function Reading({ source }: { source: ViewProps['latest'] }) {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    const stop = source.subscribe(() => {
      waiting.current ??= setTimeout(() => {
        waiting.current = undefined;
        redraw();
      }, 300);
    });
    redraw();
    return () => {
      stop();
      clearTimeout(waiting.current);
      waiting.current = undefined;
    };
  }, [source]);
  const plane = planeOf(source.get());
  if (!plane || plane.epochs.length < 3) return null;
  const { head, text } = readingOf(plane);
  return (
    <>
      <b>{head}</b> {text}
      {Number.isFinite(plane.transition) ? ` Drift became diffusion at epoch ${formatNumber(plane.transition)}.` : ''}
    </>
  );
}

/** The same training as another observer sees it, or a pinned run, on the axes of the large plane. */
function Small({ peer, facts, main }: { peer: Peer; facts: Facts; main: ViewProps['latest'] }) {
  const ownUnits = hasOwnUnits(peer.method);
  const source = useDerived(peer.picture, (now): InformationPlaneData => {
    const data = { ...planeData(planeOf(now), facts, peer.method), onEpoch: null };
    if (ownUnits) return data;
    const shared = extentOf({ ...planeData(planeOf(main.get()), facts, 'binning'), onEpoch: null });
    const own = extentOf(data);
    return { ...data, domain: { x: Math.max(own.x, shared.x), y: Math.max(own.y, shared.y) } };
  });
  return (
    <ChartFigure
      title={peer.label}
      unit={peer.role === 'pin' ? 'pinned' : 'the same training'}
      name={`information-plane-${peer.key.length}`}
      mount={mountInformationPlane}
      source={source}
      height={300}
      summary={() => summaryOf(planeOf(peer.picture.get()), facts)}
      table={() => tableOf(planeOf(peer.picture.get()))}
    />
  );
}
