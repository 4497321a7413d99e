import { useSyncExternalStore } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { Picture, ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { ConvergenceSnapshot } from './snapshot-shapes.ts';

/** Two lines nearer than this, in bits, would write over each other. */
const NEAR = 0.1;

const read = (picture: Picture | null): ConvergenceSnapshot | undefined =>
  picture?.snapshots.convergence as ConvergenceSnapshot | undefined;

/** Estimates against the number of samples, with one standard error either way where there is one. */
function seriesOf(name: string, colour: number, now: ConvergenceSnapshot, faint: boolean): PlotSeries {
  const { sizes, estimates, errors } = now;
  const known = errors.some((error) => Number.isFinite(error));
  const side = (sign: number) => estimates.map((v, k) => v + sign * (Number.isFinite(errors[k]!) ? errors[k]! : 0));
  return {
    name,
    x: sizes,
    y: estimates,
    form: 'lineDots',
    colour,
    faint,
    ...(known && !faint ? { low: side(-1), high: side(1) } : {}),
    labels: Array.from(
      sizes,
      (n, k) =>
        `${name}, n = ${n}: ${formatNumber(estimates[k]!, 3)} bits${Number.isFinite(errors[k]!) ? ` ± ${formatNumber(errors[k]!, 2)}` : ''}`,
    ),
  };
}

/** The estimate as samples arrive, against what is known: the true information, or the entropy of the classes above it. */
export function Convergence({ picture, peers, facts, name, colour }: ViewProps) {
  const now = () => read(picture.get());
  const truth = facts.truth as number;
  const above = facts.labelEntropy as number;
  const quantity = useSyncExternalStore(
    (listener) => picture.subscribe(listener),
    () => now()?.quantity ?? 'bits',
  );
  const source = useDerived(picture, (): PlotData => {
    const own = now();
    const others = peers.flatMap(({ label, role, colour, picture }) => {
      const theirs = read(picture.get());
      return theirs ? [seriesOf(label, colour, theirs, role === 'seed')] : [];
    });
    return {
      x: { label: 'samples', scale: 'log' },
      y: { label: 'bits', scale: 'linear' },
      series: own ? [...others, seriesOf(name, colour, own, false)] : others,
      lines: [
        ...(Number.isFinite(truth) ? [{ axis: 'y' as const, at: truth, label: 'true information' }] : []),
        ...(Number.isFinite(above) && !(Math.abs(above - truth) < NEAR)
          ? [{ axis: 'y' as const, at: above, label: 'entropy of the classes' }]
          : []),
      ],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Estimate against samples"
      unit={quantity}
      name="convergence"
      mount={mountPlot}
      source={source}
      height={300}
      summary={() => {
        const own = now();
        if (!own) return 'The estimate as more samples are seen, once something has run.';
        const last = own.sizes.length - 1;
        const known = Number.isFinite(truth) ? `; the true information is ${formatNumber(truth, 3)} bits` : '';
        return `${name}: ${formatNumber(own.estimates[last]!, 3)} bits from ${own.sizes[last]} samples${known}.`;
      }}
      table={() => {
        const own = now();
        return {
          head: ['Samples', 'Estimate, bits', 'Standard error'],
          rows: Array.from(own?.sizes ?? [], (n, k) => [
            n,
            formatNumber(own!.estimates[k]!),
            formatNumber(own!.errors[k]!, 3),
          ]),
        };
      }}
    />
  );
}
