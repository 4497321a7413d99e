import { useMemo } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';

interface FitSnapshot {
  readonly x: Float32Array;
  readonly truth: Float32Array;
  readonly prediction: Float32Array;
}

interface RobustnessSnapshot {
  readonly epsilon: Float32Array;
  readonly rmse: Float32Array;
}

/** The run's picture, heard again when another run's changes. */
function useAll({ picture, peers }: ViewProps) {
  return useMemo(
    () =>
      alongside(
        picture,
        peers.map((peer) => peer.picture),
      ),
    [picture, peers],
  );
}

/** The prediction along the first input, over the function it should be and the rows it was trained on. */
export function Fit(props: ViewProps) {
  const { picture, peers, facts, name, colour } = props;
  const now = () => picture.get()?.snapshots.fit as FitSnapshot | undefined;
  const source = useDerived(useAll(props), (): PlotData => {
    const fit = now();
    const others = peers.flatMap((peer) => {
      const other = peer.picture.get()?.snapshots.fit as FitSnapshot | undefined;
      const [faint, label] = [peer.role === 'seed', peer.role === 'seed' ? '' : peer.label];
      return other
        ? [{ name: label, x: other.x, y: other.prediction, form: 'line' as const, colour: peer.colour, faint }]
        : [];
    });
    return {
      x: { label: 'x₁, the other inputs at 0', scale: 'linear' },
      y: { label: 'y', scale: 'linear' },
      series: [
        {
          name: 'training rows',
          x: facts.trainX as Float32Array,
          y: facts.trainY as Float32Array,
          form: 'dots',
          faint: true,
        },
        ...(fit
          ? ([
              ...others,
              { name: 'f', x: fit.x, y: fit.truth, form: 'line', dashed: true },
              { name: others.length > 0 ? name : 'prediction', x: fit.x, y: fit.prediction, form: 'line', colour },
            ] as const)
          : []),
      ],
    };
  });
  return (
    <ChartFigure
      title="Fit"
      unit="training rows have other inputs too, and so spread around f"
      name="fit"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const fit = now();
        if (!fit) return 'The prediction along the first input, once something has run.';
        const worst = fit.prediction.reduce((most, value, k) => Math.max(most, Math.abs(value - fit.truth[k]!)), 0);
        return `${name}: along the first input the prediction is at most ${formatNumber(worst, 2)} from f.`;
      }}
      table={() => {
        const fit = now();
        return {
          head: ['x₁', 'f', 'Prediction'],
          rows: Array.from(fit?.x ?? [], (x, k) => [
            formatNumber(x, 3),
            formatNumber(fit!.truth[k]!, 3),
            formatNumber(fit!.prediction[k]!, 3),
          ]),
        };
      }}
    />
  );
}

/** How the error grows with the step of an attack on the inputs. */
export function Robustness(props: ViewProps) {
  const { picture, peers, facts, name, colour } = props;
  const now = () => picture.get()?.snapshots.robustness as RobustnessSnapshot | undefined;
  const source = useDerived(useAll(props), (): PlotData => {
    const robustness = now();
    const others = peers.flatMap((peer) => {
      const other = peer.picture.get()?.snapshots.robustness as RobustnessSnapshot | undefined;
      const [faint, label] = [peer.role === 'seed', peer.role === 'seed' ? '' : peer.label];
      return other
        ? [{ name: label, x: other.epsilon, y: other.rmse, form: 'lineDots' as const, colour: peer.colour, faint }]
        : [];
    });
    return {
      x: { label: 'ε, step of the attack', scale: 'linear' },
      y: { label: 'RMSE to f', scale: 'linear' },
      series: robustness
        ? [
            ...others,
            {
              name: others.length > 0 ? name : 'error',
              x: robustness.epsilon,
              y: robustness.rmse,
              form: 'lineDots',
              colour,
            },
          ]
        : [],
      lines: [{ axis: 'x', at: facts.epsilon as number, label: 'ε of the metric' }],
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Under attack"
      unit="every input moved by ε along the sign of its gradient"
      name="robustness"
      mount={mountPlot}
      source={source}
      height={220}
      summary={() => {
        const robustness = now();
        return robustness?.rmse.length
          ? `${name}: the error is ${formatNumber(robustness.rmse[0]!, 2)} without attack and ${formatNumber(robustness.rmse.at(-1)!, 2)} at ε = ${formatNumber(robustness.epsilon.at(-1)!, 2)}.`
          : 'Error against the step of an attack, once something has run.';
      }}
      table={() => {
        const robustness = now();
        return {
          head: ['ε', 'RMSE'],
          rows: Array.from(robustness?.epsilon ?? [], (epsilon, k) => [
            formatNumber(epsilon, 2),
            formatNumber(robustness!.rmse[k]!, 3),
          ]),
        };
      }}
    />
  );
}
