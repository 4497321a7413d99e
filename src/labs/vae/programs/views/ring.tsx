import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { RingSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.ring as RingSnapshot | undefined;

const POINTS = 97;
const REACH = 4.5;

/** The posterior of the cone, and what q has learned of it. */
export function Ring({ picture, name, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const ellipse = (sds: number): PlotSeries => {
      const [mx, lx, my, ly] = shown!.theta as unknown as [number, number, number, number];
      const turn = Array.from({ length: POINTS }, (_, k) => (2 * Math.PI * k) / (POINTS - 1));
      return {
        name: sds === 1 ? 'q, one and two sds' : '',
        form: 'line',
        colour,
        dashed: sds === 2,
        x: turn.map((angle) => mx + sds * Math.exp(lx) * Math.cos(angle)),
        y: turn.map((angle) => my + sds * Math.exp(ly) * Math.sin(angle)),
        labels: turn.map(() => `${sds} sd`),
      };
    };
    return {
      x: { label: 'x', scale: 'linear', domain: [-REACH, REACH] },
      y: { label: 'y', scale: 'linear', domain: [-REACH, REACH] },
      series: shown
        ? [{ name: 'posterior', form: 'dots', colour: 7, x: shown.x, y: shown.y }, ellipse(1), ellipse(2)]
        : [],
    };
  });
  return (
    <ChartFigure
      title="The posterior and q"
      unit="draws from the posterior; contours of the learned normal"
      name="ring"
      mount={mountPlot}
      source={source}
      height="min(100cqi, 460px)"
      summary={() => {
        const theta = read(picture)?.theta;
        return theta
          ? `${name}: q is about (${formatNumber(theta[0]!, 2)}, ${formatNumber(theta[2]!, 2)}), of spread ${formatNumber(Math.exp(theta[1]!), 2)} and ${formatNumber(Math.exp(theta[3]!), 2)}; the posterior is a ring.`
          : 'The ring of the posterior and q, once something has run.';
      }}
      table={() => {
        const theta = read(picture)?.theta;
        const row = (axis: string, at: number) => [
          axis,
          formatNumber(theta![at]!, 4),
          formatNumber(Math.exp(theta![at + 1]!), 4),
        ];
        return { head: ['Axis', 'Mean of q', 'Spread of q'], rows: theta ? [row('x', 0), row('y', 2)] : [] };
      }}
    />
  );
}
