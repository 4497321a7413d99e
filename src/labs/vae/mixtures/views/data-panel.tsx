import { useEffect, useState } from 'react';
import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import { DataIntake } from '../../../../ui/data-intake.tsx';
import { DrawPoints } from '../../../../ui/draw-points.tsx';
import { readPoints, readPointsFile } from '../../../../ui/read-points-file.ts';

type Points = readonly (readonly number[])[];

/** The bench takes no fewer. */
const LEAST = 10;

const pointsOf = (data: unknown): Points => {
  const points = (data as { points?: unknown } | null)?.points;
  return Array.isArray(points) ? points : [];
};

/** The reader's own points: drawn, or from a file. */
export function DataPanel(props: DataPanelProps) {
  const { data, onData } = props;
  const [drawn, setDrawn] = useState<Points>(() => pointsOf(data));
  useEffect(() => setDrawn(pointsOf(data)), [data]);
  const missing = LEAST - drawn.length;
  const only = (given: unknown) => ({ points: (given as { points?: Points }).points ?? [] });
  return (
    <DataIntake
      {...props}
      title="Your own points"
      accept=".csv,.txt,.npy"
      readFile={async (file) => {
        const { data: read, says } = await readPointsFile(file, false);
        return { data: only(read), says };
      }}
      readText={(text, name) => {
        const { data: read, says } = readPoints(text, name);
        return { data: only(read), says };
      }}
      initial={drawn.map(String).join('\n')}
      drawing={
        <DrawPoints
          clouds={{ source: { points: drawn }, target: { points: [] } }}
          side="source"
          least={0}
          onDraw={(_, points) => {
            setDrawn(points);
            if (points.length >= LEAST) void onData({ points }, true);
          }}
          says={`${drawn.length} ${drawn.length === 1 ? 'point' : 'points'}${missing > 0 ? `, ${missing} more to run on them` : ''}.`}
        />
      }
    >
      Or a file: CSV or NPY with two columns, one point a line; ten at least.
    </DataIntake>
  );
}
