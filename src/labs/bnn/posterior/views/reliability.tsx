import { formatNumber } from '../../../../charts/format.ts';
import { mountReliability, type ReliabilityData } from '../../../../charts/reliability-diagram.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CalibrationSnapshot } from '../snapshots.ts';
import { LiveWords } from './live-words.tsx';
import { readSnapshot } from './read-snapshot.ts';

/** Whether a prediction made with so much confidence is right so often. */
export function Reliability({ picture, colour }: ViewProps) {
  const now = () => readSnapshot<CalibrationSnapshot>(picture, 'calibration');
  const source = useDerived(picture, (): ReliabilityData => {
    const shown = now();
    return {
      count: shown?.count ?? [],
      confidence: shown?.confidence ?? [],
      accuracy: shown?.accuracy ?? [],
      colour,
      note: shown ? `ECE ${formatNumber(100 * shown.calibrationError, 3)} %` : '',
      empty: 'Press Run, or Space.',
    };
  });
  const told = () => {
    const shown = now();
    if (!shown) return 'How often predictions of each confidence are right, once something has run.';
    const { count, confidence, accuracy } = shown;
    const rows = count.reduce((all, one) => all + one, 0);
    const said = count.reduce((all, n, b) => all + (n > 0 ? (n / rows) * confidence[b]! : 0), 0);
    const right = count.reduce((all, n, b) => all + (n > 0 ? (n / rows) * accuracy[b]! : 0), 0);
    return `Calibration error ${formatNumber(100 * shown.calibrationError, 3)} %: of ${rows} test rows ${formatNumber(100 * right, 3)} % are right, at a mean confidence of ${formatNumber(100 * said, 3)} %.`;
  };
  return (
    <ChartFigure
      title="Reliability"
      unit="test rows by confidence, in 15 bins; what is shaded between bar and confidence is the error"
      name="reliability"
      mount={mountReliability}
      source={source}
      height={320}
      caption={<LiveWords source={picture} words={told} />}
      summary={told}
      table={() => {
        const shown = now();
        return {
          head: ['Confidence from', 'to', 'Rows', 'Mean confidence', 'Share right'],
          rows: Array.from(shown?.count ?? [], (n, b) => [
            formatNumber(b / shown!.bins, 3),
            formatNumber((b + 1) / shown!.bins, 3),
            String(n),
            formatNumber(shown!.confidence[b]!, 3),
            formatNumber(shown!.accuracy[b]!, 3),
          ]),
        };
      }}
    />
  );
}
