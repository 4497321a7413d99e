import { useId, useMemo, useState } from 'react';
import { type CloudData, mountCloud } from '../charts/cloud.ts';
import type { DataPanelProps } from './bench-views.ts';
import styles from './clouds-panel.module.css';
import { type ReadFile, readPointsFile } from './read-points-file.ts';
import { useChart } from './use-chart.ts';

type Side = 'source' | 'target';
interface Cloud {
  readonly points: readonly (readonly number[])[];
  readonly weights?: readonly number[];
}
type Clouds = Readonly<Record<Side, Cloud>>;

const START: Clouds = { source: { points: [[-1, 0]] }, target: { points: [[1, 0]] } };
/** Half the width of an empty canvas. */
const ROOM = 2;
const isClouds = (data: unknown): data is Clouds =>
  typeof data === 'object' && data !== null && 'source' in data && Array.isArray((data as Clouds).source?.points);

/** What the canvas shows of one axis: room to draw in, and all points there are. */
function reach({ source, target }: Clouds, axis: 0 | 1): [number, number] {
  const values = [...source.points, ...target.points].map((point) => point[axis] ?? 0);
  const far = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (far <= ROOM) return [-ROOM, ROOM];
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const margin = 0.05 * (high - low) || 0.05 * far;
  return [low - margin, high + margin];
}

/**
 * The reader's own two clouds: drawn by hand or from a CSV of points; where a bench takes `measures`, with weights or
 * from images too. Nothing leaves the browser.
 */
export function CloudsPanel({ data, onData, onProblem, measures }: DataPanelProps & { readonly measures?: boolean }) {
  const [side, setSide] = useState<Side>('source');
  const how = useId();
  const [read, setRead] = useState<string | null>(null);
  const clouds = isClouds(data) ? data : START;
  const chart = useMemo(() => {
    const flat = (cloud: Cloud) => cloud.points.flatMap((point) => [point[0] ?? 0, point[1] ?? 0]);
    const with_ = (which: Side, points: readonly (readonly number[])[]) => onData({ ...clouds, [which]: { points } });
    const value: CloudData = {
      source: flat(clouds.source),
      target: flat(clouds.target),
      sourceWeights: clouds.source.weights ?? clouds.source.points.map(() => 1 / clouds.source.points.length),
      targetWeights: clouds.target.weights ?? clouds.target.points.map(() => 1 / clouds.target.points.length),
      edges: { from: [], to: [], mass: [] },
      time: 0,
      showEdges: false,
      side,
      domain: [reach(clouds, 0), reach(clouds, 1)],
      editable: {
        onAdd: (x, y, which) => with_(which, [...clouds[which].points, [x, y]]),
        onErase(x, y, which) {
          const { points } = clouds[which];
          if (points.length <= 1) return;
          const far = (point: readonly number[]) => Math.hypot(point[0]! - x, point[1]! - y);
          const nearest = points.reduce((best, point, k) => (far(point) < far(points[best]!) ? k : best), 0);
          with_(
            which,
            points.filter((_, k) => k !== nearest),
          );
        },
      },
    };
    return { get: () => value, subscribe: () => () => undefined };
  }, [clouds, side, onData]);
  const host = useChart(mountCloud, chart);

  /** The whole data with what the file gave in place of its side. */
  const withSide = (given: ReadFile['data']): unknown => {
    if ('whole' in given) return given.whole;
    if (!('image' in given)) return { ...clouds, [side]: given };
    // An image goes with an image: its own mirror stands in until the other side has one.
    const other = side === 'source' ? 'target' : 'source';
    const kept = typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[other] : undefined;
    const isImage = typeof kept === 'object' && kept !== null && 'image' in kept;
    const mirrored = { image: given.image.map((row) => [...row].reverse()) };
    return { [other]: isImage ? kept : mirrored, [side]: given };
  };
  const load = async (file: File) => {
    setRead(null);
    try {
      const given = await readPointsFile(file);
      if (await onData(withSide(given.data))) setRead(`${file.name}: ${given.says}, taken as the ${side}.`);
    } catch (error) {
      onProblem((error as Error).message);
    }
  };
  return (
    <details className={styles.panel}>
      <summary>Your own data</summary>
      <fieldset>
        <legend className="visually-hidden">Side to draw or load</legend>
        {(['source', 'target'] as const).map((which) => (
          <label key={which}>
            <input type="radio" checked={side === which} onChange={() => setSide(which)} />{' '}
            {which === 'source' ? '● source' : '○ target'}
          </label>
        ))}
      </fieldset>
      <div ref={host} className={styles.canvas} data-labelledby={how} />
      <p id={how}>
        {clouds.source.points.length} source and {clouds.target.points.length} target points. Click to add, click a
        point to take it away. Or a file: CSV with two columns of coordinates
        {measures ? ' and, if wanted, a third of weights; or an image, whose darkness is its mass' : ''}.
      </p>
      <label>
        <span className="visually-hidden">{measures ? 'File of points or image' : 'File of points'}</span>
        <input
          type="file"
          accept={measures ? '.csv,.txt,.json,image/*' : '.csv,.txt,.json'}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void load(file);
            event.target.value = '';
          }}
        />
      </label>
      {read ? <p role="status">{read}</p> : null}
    </details>
  );
}
