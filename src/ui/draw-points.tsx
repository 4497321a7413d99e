import { useEffect, useId, useRef, useState } from 'react';
import { type CloudData, mountCloud } from '../charts/cloud.ts';
import styles from './clouds-panel.module.css';
import { useDerived } from './derived-source.ts';
import { onDrawnGrid } from './drawn-grid.ts';
import { followKeys } from './follow-keys.ts';
import { hoverSays } from './speak-chart.ts';
import { useChart } from './use-chart.ts';

type Side = 'source' | 'target';
export interface DrawnCloud {
  readonly points: readonly (readonly number[])[];
  readonly weights?: readonly number[];
}
export type DrawnClouds = Readonly<Record<Side, DrawnCloud>>;

interface Props {
  readonly clouds: DrawnClouds;
  readonly side: Side;
  /** Points that a side keeps when others are taken away. */
  readonly least: number;
  readonly onDraw: (side: Side, points: readonly (readonly number[])[]) => void;
  /** How many points there are. */
  readonly says: string;
}

const NOTHING = { get: () => null, subscribe: () => () => undefined };
/** Half the width of an empty canvas. */
const ROOM = 2;

/** What the canvas shows of one axis: room to draw in, and all points there are. */
function reach({ source, target }: DrawnClouds, axis: 0 | 1): [number, number] {
  const values = [...source.points, ...target.points].map((point) => point[axis] ?? 0);
  const far = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (far <= ROOM) return [-ROOM, ROOM];
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const margin = 0.05 * (high - low) || 0.05 * far;
  return [low - margin, high + margin];
}

const flat = (cloud: DrawnCloud) => cloud.points.flatMap((point) => [point[0] ?? 0, point[1] ?? 0]);
const weightsOf = ({ points, weights }: DrawnCloud) => weights ?? points.map(() => 1 / points.length);

/** A field to draw points in, by mouse, touch or keys. */
export function DrawPoints({ clouds, side, least, onDraw, says }: Props) {
  const how = useId();
  // A stroke adds points faster than the page hands them back.
  const now = useRef(clouds);
  useEffect(() => {
    now.current = clouds;
  }, [clouds]);
  const draw = (which: Side, points: readonly (readonly number[])[]) => {
    now.current = { ...now.current, [which]: { points } };
    onDraw(which, points);
  };
  const source = useDerived(NOTHING, (): CloudData => {
    const room: [[number, number], [number, number]] = [reach(clouds, 0), reach(clouds, 1)];
    return {
      source: flat(clouds.source),
      target: flat(clouds.target),
      sourceWeights: weightsOf(clouds.source),
      targetWeights: weightsOf(clouds.target),
      edges: { from: [], to: [], mass: [] },
      time: 0,
      showEdges: false,
      side,
      domain: room,
      editable: {
        onAdd: (x, y, which) =>
          draw(which, [...now.current[which].points, [onDrawnGrid(x, room[0]), onDrawnGrid(y, room[1])]]),
        onErase(x, y, which) {
          const { points } = now.current[which];
          if (points.length <= least) return;
          const far = (point: readonly number[]) => Math.hypot(point[0]! - x, point[1]! - y);
          const nearest = points.reduce((best, point, k) => (far(point) < far(points[best]!) ? k : best), 0);
          draw(
            which,
            points.filter((_, k) => k !== nearest),
          );
        },
      },
    };
  });
  const host = useChart(mountCloud, source);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const box = host.current;
    if (!box) return;
    const voice = followKeys(box, setSaid, Number.POSITIVE_INFINITY);
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) voice.pressed(() => hoverSays(box));
    };
    const leave = (): void => setSaid('');
    box.addEventListener('keydown', onKey);
    box.addEventListener('focusout', leave);
    return () => {
      voice.stop();
      box.removeEventListener('keydown', onKey);
      box.removeEventListener('focusout', leave);
    };
  }, [host]);
  return (
    <>
      <div ref={host} className={styles.canvas} data-labelledby={how} />
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      <p id={how}>
        <span aria-live="polite">{says}</span> Press to add a point, drag to paint, press a point to take it away. By
        keyboard: the arrow keys move a ring, with Shift faster; Enter adds, Delete takes away.
      </p>
    </>
  );
}
