import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { BeliefSnapshot } from '../sequential-snapshots.ts';
import { readBelief } from './read-belief.ts';

interface Bell {
  readonly name: string;
  readonly mean: number;
  readonly deviation: number;
  readonly colour?: number;
}

/** The prior, the posterior after each finished task, and now where a task is on its way. */
function bellsOf(shown: BeliefSnapshot, colour: number): Bell[] {
  const size = shown.mean.length;
  const of = (belief: { mean: Float64Array; covariance: Float64Array }, task: number) => {
    const at = shown.own ? task : 0;
    return { mean: belief.mean[at]!, deviation: Math.sqrt(belief.covariance[at * size + at]!) };
  };
  const done = shown.after.map((one, t) => ({
    name: shown.own ? `task ${t + 1}` : `after task ${t + 1}`,
    ...of(one, t),
    colour: t === 0 ? 2 : colour,
  }));
  const prior = { name: 'prior', mean: shown.priorMean, deviation: Math.sqrt(shown.priorVariance) };
  return shown.after.length > shown.task
    ? [prior, ...done]
    : [prior, ...done, { name: `now, task ${shown.task + 1}`, ...of(shown, shown.task), colour }];
}

const POINTS = 161;
const root = Math.sqrt(2 * Math.PI);

/** Gaussians that slide as data arrive: what is believed of the mean. */
export function BeliefDensities({ picture, colour }: ViewProps) {
  const bells = () => {
    const shown = readBelief(picture);
    return shown ? bellsOf(shown, colour) : [];
  };
  const source = useDerived(picture, (): PlotData => {
    const shown = readBelief(picture);
    const truths = shown?.truths.map((truth) => truth[0]!) ?? [-1, 1];
    const reach = 1.8 * Math.max(1, ...truths.map(Math.abs));
    const curves = ({ name, mean, deviation, colour: hue }: Bell): PlotSeries[] => {
      const density = (place: number) => Math.exp(-0.5 * ((place - mean) / deviation) ** 2) / (root * deviation);
      // As many places beside the bell as on it: a narrow one is drawn whole.
      const x = [
        ...Array.from({ length: POINTS }, (_, k) => reach * ((2 * k) / (POINTS - 1) - 1)),
        ...Array.from({ length: 61 }, (_, k) => mean + deviation * (k / 10 - 3)),
      ]
        .filter((place) => Math.abs(place) <= reach)
        .sort((a, b) => a - b);
      const marked = hue ? { colour: hue } : {};
      return [
        { name: '', form: 'line', ...marked, dashed: name === 'prior', x, y: x.map(density) },
        { name, form: 'dots', ...marked, x: [mean], y: [density(mean)] },
      ];
    };
    return {
      x: { label: 'the mean', scale: 'linear', domain: [-reach, reach] },
      y: { label: '', said: 'density', scale: 'linear' },
      series: bells().flatMap(curves),
      lines: truths.map((at, t) => ({ axis: 'x' as const, at, label: `truth ${t + 1}` })),
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="What is believed of the mean"
      unit="density; hair lines at the truths"
      name="belief"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() => {
        const last = bells().at(-1);
        return last
          ? `${last.name}: ${last.mean.toFixed(3)} ± ${last.deviation.toFixed(3)}.`
          : 'The posterior of the mean, once something has arrived.';
      }}
      table={() => ({
        head: ['', 'Mean', 'Standard deviation'],
        rows: bells().map(({ name, mean, deviation }) => [name, mean.toFixed(4), deviation.toFixed(4)]),
      })}
    />
  );
}
