import type { PlotSeries } from '../../../../charts/plot.ts';
import type { QualityRun } from './quality-runs.ts';

/** Runs of one method are joined in the order of one quantity: pinned at several densities they make a curve. */
export function curvesOfMethods(
  runs: readonly QualityRun[],
  x: (run: QualityRun) => number,
  y: (run: QualityRun) => number,
): PlotSeries[] {
  const methods = [...new Set(runs.map(({ method }) => method))];
  return methods.map((method) => {
    const own = runs.filter((run) => run.method === method).sort((a, b) => x(a) - x(b));
    return {
      // Labels of pins say what differs; the curve is the method's.
      name: (own.find(({ role }) => role !== 'pin') ?? own[0]!).label,
      form: 'lineDots',
      colour: own[0]!.colour,
      x: own.map(x),
      y: own.map(y),
      labels: own.map(({ label }) => label),
    };
  });
}
