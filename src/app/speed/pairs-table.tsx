import { formatNumber } from '../../charts/format.ts';
import type { CommittedPair } from './committed-speed.ts';
import styles from './speed.module.css';

const ratio = ({ q1, median, q3 }: CommittedPair['speedUp']): string =>
  `${formatNumber(median, 3)} (${formatNumber(q1, 3)} to ${formatNumber(q3, 3)})`;

/** Pairs of one part of the benchmark, with what they were measured on. */
export function PairsTable({ title, pairs }: { title: string; pairs: readonly CommittedPair[] }) {
  const limited = pairs.some(({ limit }) => limit !== undefined);
  return (
    <section aria-labelledby={`speed-${title}`}>
      <h2 id={`speed-${title}`}>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={`Table: ${title}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">times faster</th>
              <th scope="col">ours</th>
              <th scope="col">against</th>
              <th scope="col">problem</th>
              <th scope="col">ours, ms</th>
              <th scope="col">theirs, ms</th>
              {limited ? <th scope="col">of the limit</th> : null}
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <tr key={`${pair.ours} ${pair.anchor} ${pair.size}`}>
                <td className="number">{ratio(pair.speedUp)}</td>
                <td>{pair.ours}</td>
                <td>{pair.anchor}</td>
                <td>{pair.size}</td>
                <td className="number">{formatNumber(pair.oursMs.median, 3)}</td>
                <td className="number">{formatNumber(pair.anchorMs.median, 3)}</td>
                {limited ? (
                  <td className="number">
                    {pair.limit ? `${formatNumber(100 * pair.limit.share, 2)} %, ${pair.limit.by}` : ''}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.where}>{madeWords(pairs)}</p>
    </section>
  );
}

/** `CPU time, 9 pairs; cpu-float64, wasm SIMD; Intel Xeon, 2 cores; 2026-11-22.` */
function madeWords(pairs: readonly CommittedPair[]): string {
  const all = (words: (pair: CommittedPair) => string) => [...new Set(pairs.map(words))].join(', ');
  const cores = (pair: CommittedPair) => `${pair.machine.cpu.replaceAll('(R)', '')}, ${pair.machine.cores} cores`;
  return `${all(({ clock }) => `${clock} time`)}, median and quartiles of ${all((pair) => `${pair.pairs}`)} pairs; ${all(
    ({ backend }) => backend,
  )}; ${all(cores)}; ${all(({ date }) => date)}.`;
}
