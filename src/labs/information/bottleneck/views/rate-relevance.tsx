import { useMemo } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';

interface CurveSnapshot {
  readonly beta: Float32Array;
  readonly rate: Float32Array;
  readonly prediction: Float32Array;
  readonly qmi: Float32Array;
  readonly finished: number;
}

const betaOf = (curve: CurveSnapshot, k: number) => formatNumber(curve.beta[k]!, 2);

/** What each model of a sweep says about the target against what its code costs, the one in training last. */
export function RateRelevance({ picture, peers, facts, name, colour }: ViewProps) {
  const now = () => picture.get()?.snapshots.curve as CurveSnapshot | undefined;
  /** Codes without a rate are told by how much of x their kernels see. */
  const costOf = (curve: CurveSnapshot | undefined) => {
    const rated = curve ? Number.isFinite(curve.rate[0]) : facts.kind === 'classes';
    return {
      values: (rated ? curve?.rate : curve?.qmi) ?? [],
      label: rated ? 'rate, bits' : 'normalised CS-QMI',
      rated,
    };
  };
  const all = useMemo(
    () =>
      alongside(
        picture,
        peers.map((peer) => peer.picture),
      ),
    [picture, peers],
  );
  const source = useDerived(all, (): PlotData => {
    const curve = now();
    const cost = costOf(curve);
    // Runs that are told by another cost would lie on another axis.
    const others = peers.flatMap((peer) => {
      const other = peer.picture.get()?.snapshots.curve as CurveSnapshot | undefined;
      if (!other || costOf(other).rated !== cost.rated) return [];
      const [faint, label] = [peer.role === 'seed', peer.role === 'seed' ? '' : peer.label];
      return [
        {
          name: label,
          x: costOf(other).values,
          y: other.prediction,
          form: other.finished > 0 ? ('lineDots' as const) : ('dots' as const),
          colour: peer.colour,
          faint,
          labels: Array.from(other.beta, (_, k) => `β = ${betaOf(other, k)}`),
        },
      ];
    });
    const done = curve?.finished ?? 0;
    const hY = facts.hY as number;
    const labels = curve ? Array.from(curve.beta, (_, k) => `β = ${betaOf(curve, k)}`) : [];
    return {
      x: { label: cost.label, scale: cost.rated ? 'log' : 'linear' },
      y: { label: 'said about the target, bits', scale: 'linear' },
      series: curve
        ? [
            ...others,
            ...(done > 0
              ? [
                  {
                    name: 'finished',
                    x: Array.from(cost.values).slice(0, done),
                    y: curve.prediction.slice(0, done),
                    form: 'lineDots' as const,
                    colour,
                    labels,
                  },
                ]
              : []),
            {
              name: `β = ${betaOf(curve, done)}, newest`,
              x: [cost.values[done]!],
              y: [curve.prediction[done]!],
              form: 'dots',
              labels: labels.slice(done),
            },
          ]
        : [],
      ...(Number.isFinite(hY) ? { lines: [{ axis: 'y', at: hY, label: 'log₂ of the classes' }] } : {}),
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Compression and prediction"
      unit="one point a price β; switch Sweep β on for the curve"
      name="rate-relevance"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const curve = now();
        if (!curve) return 'What the code says about the target against what it costs, once something has run.';
        const last = curve.finished;
        return `${name}: at β = ${betaOf(curve, last)}, ${formatNumber(curve.prediction[last]!, 3)} bits about the target at ${formatNumber(costOf(curve).values[last]!, 3)} (${costOf(curve).label}); ${last} models finished.`;
      }}
      table={() => {
        const curve = now();
        return {
          head: ['β', 'Rate, bits', 'CS-QMI', 'About the target, bits'],
          rows: Array.from(curve?.beta ?? [], (_, k) => [
            betaOf(curve!, k),
            Number.isFinite(curve!.rate[k]) ? formatNumber(curve!.rate[k]!, 3) : '',
            formatNumber(curve!.qmi[k]!, 3),
            formatNumber(curve!.prediction[k]!, 3),
          ]),
        };
      }}
    />
  );
}
