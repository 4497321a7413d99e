import { useMemo } from 'react';
import { useStore } from 'zustand';
import { formatNumber } from '../../charts/format.ts';
import { mountPlot } from '../../charts/plot.ts';
import { ChartFigure } from '../../ui/chart-figure.tsx';
import { useHeld } from '../../ui/use-held.ts';
import type { CommittedScale } from './committed-speed.ts';
import { measureHere, ownSpeed, stopMeasuring } from './measure-here.ts';
import { exponentWords, scaleLines, scalePlot } from './scale-data.ts';
import styles from './speed.module.css';

/** What a step costs against the number of points: as committed, and as measured here. */
export function ScaleFigure({ scales }: { scales: readonly CommittedScale[] }) {
  const own = useStore(ownSpeed, ({ series }) => series);
  const lines = useMemo(() => scaleLines(scales, own), [scales, own]);
  const source = useHeld(useMemo(() => scalePlot(lines), [lines]));
  return (
    <section aria-labelledby="speed-scale">
      <h2 id="speed-scale">Cost against size</h2>
      <ChartFigure
        title="A step of Sinkhorn"
        unit={`by points a side; dashed: the power fitted from ${scales[0]!.from} on; here by the wall’s clock, else the processor’s`}
        name="cost-against-n"
        mount={mountPlot}
        source={source}
        height={380}
        summary={() =>
          `Milliseconds a step by the number of points. ${lines
            .map((line) => {
              const words = exponentWords(line);
              const last = `${formatNumber(line.ms.at(-1) ?? Number.NaN, 3)} ms at ${line.sizes.at(-1)} points`;
              const place = line.where === 'here' ? ', in this browser' : '';
              return `${line.label}${place}: ${last}${words === '' ? '' : `, grows as ${words}`}.`;
            })
            .join(' ')}`
        }
        table={() => ({
          head: ['Method', 'Where', 'Points a side', 'Milliseconds a step', 'Grows as'],
          rows: lines.flatMap((line) =>
            line.sizes.map((n, k) => [
              line.label,
              line.where === 'here' ? `here, ${line.backend}` : line.backend,
              n,
              formatNumber(line.ms[k]!, 3),
              exponentWords(line),
            ]),
          ),
        })}
      />
      <Measure scales={scales} />
    </section>
  );
}

function Measure({ scales }: { scales: readonly CommittedScale[] }) {
  const at = useStore(ownSpeed, (state) => state.at);
  const stopping = useStore(ownSpeed, (state) => state.stopping);
  const problem = useStore(ownSpeed, (state) => state.problem);
  // One button throughout, so that the keyboard's place stays.
  return (
    <div className={styles.measure}>
      <button
        type="button"
        className="button"
        aria-disabled={stopping}
        onClick={() => (at ? stopMeasuring() : void measureHere(scales))}
      >
        {at ? 'Stop' : 'Measure in this browser'}
      </button>
      {at ? <progress aria-label="Sizes measured" max={at.of} value={at.done} /> : null}
      {at ? (
        <p role="status">
          {stopping ? 'Stopping after ' : ''}
          {at.label}, n = {at.n.toLocaleString('en-GB')}
        </p>
      ) : null}
      {problem ? <p role="alert">{problem}</p> : null}
    </div>
  );
}
