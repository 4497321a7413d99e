import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

const POINTS = 145;

/** Where the envelope of two groups equals ½: S₁ is half the squared sum of their norms, S₂ half the sum of their squares. */
function ball(k: 1 | 2) {
  const angles = Array.from({ length: POINTS }, (_, i) => (2 * Math.PI * i) / (POINTS - 1));
  const radii = angles.map((a) => (k === 2 ? 1 : 1 / (Math.abs(Math.cos(a)) + Math.abs(Math.sin(a)))));
  return { x: angles.map((a, i) => radii[i]! * Math.cos(a)), y: angles.map((a, i) => radii[i]! * Math.sin(a)) };
}

/** Unit balls of the envelope in two dimensions: corners on the axes for k = 1, none for k = 2. */
export function UnitBalls({ picture }: ViewProps) {
  const source = useDerived(
    picture,
    (): PlotData => ({
      x: { label: 'first group', scale: 'linear', domain: [-1.25, 1.25] },
      y: { label: '', said: 'second group', scale: 'linear', domain: [-1.25, 1.25] },
      series: [
        { name: 'k = 1: at most one group', form: 'line', colour: 1, ...ball(1) },
        { name: 'k = 2: both', form: 'line', colour: 2, dashed: true, ...ball(2) },
      ],
    }),
  );
  return (
    <ChartFigure
      title="What the envelope asks for"
      unit="S_k = ½ for two groups"
      name="balls"
      mount={mountPlot}
      source={source}
      height={260}
      summary={() => 'For k = 1 the unit ball is a square on its corner, for k = 2 a disc.'}
      table={() => ({
        head: ['Direction', 'Radius for k = 1', 'Radius for k = 2'],
        rows: [0, 15, 30, 45].map((degrees) => {
          const i = Math.round((degrees / 360) * (POINTS - 1));
          const radius = (k: 1 | 2) => Math.hypot(ball(k).x[i]!, ball(k).y[i]!).toFixed(4);
          return [`${degrees}°`, radius(1), radius(2)];
        }),
      })}
    />
  );
}
