import { useMemo } from 'react';
import { type CommittedPair, useCommittedSpeed } from '../speed/committed-speed.ts';
import { PairsTable } from '../speed/pairs-table.tsx';
import { ScaleFigure } from '../speed/scale-figure.tsx';
import styles from '../speed/speed.module.css';

/** Parts of the benchmark in the order in which they are told of. */
const PARTS: Readonly<Record<string, string>> = {
  python: 'Against Python',
  iteration: 'Kernels of Sinkhorn',
  training: 'Kernels of training, float32',
  information: 'Neighbours, kernel sums, factors',
  newton: 'Newton’s method to its end',
  kernel: 'Kernels on the GPU',
  vae: 'A step of an autoencoder',
  bnn: 'A step on sparse weights',
  transport: 'Transport, whole runs',
};

/** How fast the page computes: what was measured and committed, and the reader's own machine beside it. */
export function Speed() {
  const { speed, problem } = useCommittedSpeed();
  const parts = useMemo(() => byPart(speed?.pairs ?? []), [speed]);
  return (
    <article className={`wrap ${styles.speed}`}>
      <h1>Speed</h1>
      <p>
        What one command measured, ours and the other side in turn, each on the clock that is named under its table.
        Ratios below 1 are losses. The figure can be measured again on the machine in front of you.
      </p>
      {problem ? <p role="alert">{problem}</p> : null}
      {speed && speed.scales.length > 0 ? <ScaleFigure scales={speed.scales} /> : null}
      {parts.map(([title, pairs]) => (
        <PairsTable key={title} title={title} pairs={pairs} />
      ))}
    </article>
  );
}

function byPart(pairs: readonly CommittedPair[]): [title: string, pairs: CommittedPair[]][] {
  const ids = [...new Set([...Object.keys(PARTS), ...pairs.map(({ id }) => id)])];
  return ids
    .map((id): [string, CommittedPair[]] => [PARTS[id] ?? id, pairs.filter((pair) => pair.id === id)])
    .filter(([, of]) => of.length > 0);
}
