import { useCallback, useId, useMemo, useState } from 'react';
import type { DataPanelProps } from './bench-views.ts';
import styles from './clouds-panel.module.css';
import { DataIntake } from './data-intake.tsx';
import { type DrawnClouds, DrawPoints } from './draw-points.tsx';
import { type ReadFile, readPoints, readPointsFile } from './read-points-file.ts';

type Side = 'source' | 'target';

const START: DrawnClouds = { source: { points: [[-1, 0]] }, target: { points: [[1, 0]] } };
const isClouds = (data: unknown): data is DrawnClouds =>
  typeof data === 'object' &&
  data !== null &&
  'source' in data &&
  Array.isArray((data as DrawnClouds).source?.points) &&
  Array.isArray((data as Partial<DrawnClouds>).target?.points);

/** A file that holds both sides is the data; any other is one side of it. */
const isWhole = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && !('points' in given || 'image' in given);

/**
 * The reader's own two clouds: drawn by hand or from a file of points; where a bench takes `measures`, with weights or
 * from images too. Nothing leaves the browser.
 */
export function CloudsPanel(props: DataPanelProps & { readonly measures?: boolean }) {
  const { data, onData, measures = false } = props;
  const [side, setSide] = useState<Side>('source');
  const clouds = useMemo(() => (isClouds(data) ? data : START), [data]);

  const whole = useCallback(
    (read: unknown): unknown => {
      if (isWhole(read)) return read;
      const given = read as Exclude<ReadFile['data'], { whole: unknown }>;
      if (!('image' in given)) return { ...clouds, [side]: given };
      // An image goes with an image: its own mirror stands in until the other side has one.
      const other = side === 'source' ? 'target' : 'source';
      const kept = typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[other] : undefined;
      const isImage = typeof kept === 'object' && kept !== null && 'image' in kept;
      const mirrored = { image: given.image.map((row) => [...row].reverse()) };
      return { [other]: isImage ? kept : mirrored, [side]: given };
    },
    [clouds, data, side],
  );
  const plain = ({ data: given, says }: ReadFile) => ({ data: 'whole' in given ? given.whole : given, says });
  const count = (which: Side) => clouds[which].points.length;
  return (
    <DataIntake
      {...props}
      title="Your own data"
      accept={measures ? '.csv,.txt,.json,.npy,image/*' : '.csv,.txt,.json,.npy'}
      readFile={async (file) => plain(await readPointsFile(file, measures))}
      readText={(text, name) => plain(readPoints(text, name))}
      whole={whole}
      choice={<Sides side={side} onSide={setSide} legend="Take it as" />}
      drawing={
        <>
          <Sides side={side} onSide={setSide} legend="Side to draw or load" hidden />
          <DrawPoints
            clouds={clouds}
            side={side}
            least={1}
            onDraw={(which, points) => void onData({ ...clouds, [which]: { points } }, true)}
            says={`${count('source')} source and ${count('target')} target points.`}
          />
        </>
      }
    >
      Or a file: CSV or NPY with two columns of coordinates
      {measures ? ' and, if wanted, a third of weights; or an image (PNG, JPEG, NPY), whose darkness is its mass' : ''}.
    </DataIntake>
  );
}

interface SidesProps {
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly legend: string;
  readonly hidden?: boolean;
}

function Sides({ side, onSide, legend, hidden }: SidesProps) {
  const group = useId();
  return (
    <fieldset className={styles.sides}>
      <legend className={hidden ? 'visually-hidden' : undefined}>{legend}</legend>
      {(['source', 'target'] as const).map((which) => (
        <label key={which}>
          <input type="radio" name={group} checked={side === which} onChange={() => onSide(which)} />{' '}
          {which === 'source' ? '● source' : '○ target'}
        </label>
      ))}
    </fieldset>
  );
}
