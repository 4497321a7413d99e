import { useMemo } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { ScoreSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.score as ScoreSnapshot | undefined;

const wordsOf = ({ explained, coherence, alive, klWeight }: ScoreSnapshot) =>
  [
    ...(Number.isNaN(klWeight) ? [] : [`κ ${formatNumber(klWeight, 2)}`]),
    `coherence ${formatNumber(coherence, 3)}, explained ${formatNumber(explained, 3)}, alive ${formatNumber(alive, 2)}`,
  ].join(', ');

/** What a dictionary explains against how alike its rows are: this run, those beside it, and pinned ones. */
export function TradeOff({ picture, peers, name, colour }: ViewProps) {
  const all = useMemo(
    () =>
      alongside(
        picture,
        peers.map((peer) => peer.picture),
      ),
    [picture, peers],
  );
  const runs = () => {
    const own = read(picture);
    const others = peers.flatMap((peer) => {
      const score = read(peer.picture);
      return score ? [{ label: peer.label, colour: peer.colour, seed: peer.role === 'seed', score }] : [];
    });
    return [...others, ...(own ? [{ label: name, colour, seed: false, score: own }] : [])];
  };
  const source = useDerived(all, (): PlotData => {
    const shown = runs();
    return {
      x: { label: 'coherence', scale: 'linear' },
      y: { label: 'explained variance', scale: 'linear' },
      series: shown.map(
        (run): PlotSeries => ({
          name: run.seed ? '' : run.label,
          form: 'dots',
          colour: run.colour,
          x: [run.score.coherence],
          y: [run.score.explained],
          labels: [wordsOf(run.score)],
        }),
      ),
    };
  });
  return (
    <ChartFigure
      title="Explained against coherent"
      unit="one point a run; pin a run and change κ for another"
      name="trade-off"
      mount={mountPlot}
      source={source}
      height={280}
      summary={() => {
        const own = read(picture);
        return own ? `${name}: ${wordsOf(own)}.` : 'Explained variance against coherence, once something has run.';
      }}
      table={() => ({
        head: ['Run', 'κ', 'Coherence', 'Explained', 'Alive'],
        rows: runs().map(({ label, score }) => [
          label,
          Number.isNaN(score.klWeight) ? '' : formatNumber(score.klWeight, 3),
          formatNumber(score.coherence, 3),
          formatNumber(score.explained, 3),
          formatNumber(score.alive, 3),
        ]),
      })}
    />
  );
}
