import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CurveSnapshot } from '../snapshots.ts';

const read = (snapshots: Readonly<Record<string, unknown>> | undefined) =>
  snapshots?.curve as CurveSnapshot | undefined;

/** Finished points by log β, from 0 at the smallest to 1 at the largest. */
const places = ({ beta }: CurveSnapshot): number[] => {
  const [high, low] = [Math.log(beta[0] ?? 1), Math.log(beta.at(-1) ?? 1)];
  return Array.from(beta, (value) => (high > low ? (Math.log(value) - low) / (high - low) : 1));
};

/** The bottleneck curve as it is found, its transitions ringed, with what no description can exceed. */
export function Curve({ picture, facts, peers, name, colour }: ViewProps) {
  const { hX, hY, ixy } = facts as { hX: number; hY: number; ixy: number };
  const source = useDerived(picture, (now): PlotData => {
    const curve = read(now?.snapshots);
    const closedX = facts.closedX as Float64Array | undefined;
    const series: PlotSeries[] = [];
    if (closedX && closedX.length > 0)
      series.push({ name: 'closed form', form: 'line', x: closedX, y: facts.closedY as Float64Array });
    for (const peer of peers) {
      const other = read(peer.picture.get()?.snapshots);
      if (other) series.push({ name: peer.label, form: 'dots', colour: peer.colour, x: other.ixt, y: other.ity });
    }
    if (curve) {
      const labels = Array.from(
        curve.beta,
        (beta, k) =>
          `β ${formatNumber(beta, 3)}, I(X;T) ${formatNumber(curve.ixt[k]!, 3)}, I(T;Y) ${formatNumber(curve.ity[k]!, 3)}, ${curve.letters[k]} letter${curve.letters[k] === 1 ? '' : 's'}`,
      );
      series.push({ name, form: 'lineDots', colour, x: curve.ixt, y: curve.ity, values: places(curve), labels });
      const at = Array.from(curve.transitions);
      series.push({
        name: 'transition',
        form: 'dots',
        colour: 6,
        x: at.map((k) => curve.ixt[k]!),
        y: at.map((k) => curve.ity[k]!),
        labels: at.map((k) => `to ${curve.letters[k]} letters below β ${formatNumber(curve.beta[k - 1]!, 3)}`),
      });
    }
    const reach = Math.max(Math.min(hX, 1.6 * (ixy || 1)), ...(curve ? Array.from(curve.ixt) : []));
    return {
      x: { label: '*I*(*X*;*T*), bits', scale: 'linear', domain: [0, Number.isFinite(reach) ? 1.04 * reach : 1] },
      y: { label: '*I*(*T*;*Y*), bits', scale: 'linear', domain: [0, 1.12 * (ixy || hY || 1)] },
      series,
      lines: Number.isFinite(ixy) ? [{ axis: 'y', at: ixy, label: `I(X;Y) = ${formatNumber(ixy, 3)} bits` }] : [],
    };
  });
  return (
    <ChartFigure
      title="The information bottleneck curve"
      unit="coloured by β, from small (dark) to large"
      name="curve"
      mount={mountPlot}
      source={source}
      height={420}
      summary={() => {
        const curve = read(picture.get()?.snapshots);
        return curve && curve.beta.length > 0
          ? `${curve.beta.length} points from β ${formatNumber(curve.beta[0]!, 3)} to ${formatNumber(curve.beta.at(-1)!, 3)}, ${curve.transitions.length} transitions; the most about Y is ${formatNumber(curve.ity[0]!, 3)} of ${formatNumber(ixy, 3)} bits.`
          : 'The most a description can say about Y at each number of bits about X, once something has run.';
      }}
      table={() => {
        const curve = read(picture.get()?.snapshots);
        return {
          head: ['β', 'I(X;T), bits', 'I(T;Y), bits', 'H(T), bits', 'Letters'],
          rows: curve
            ? Array.from(curve.beta, (beta, k) => [
                formatNumber(beta),
                formatNumber(curve.ixt[k]!),
                formatNumber(curve.ity[k]!),
                formatNumber(curve.hT[k]!),
                String(curve.letters[k]),
              ])
            : [],
        };
      }}
    />
  );
}
