import { useEffect, useMemo } from 'react';
import { formatNumber } from '../../charts/format.ts';
import { type LoomData, mountLoom } from '../../charts/loom.ts';
import { type Source, useChart } from '../../ui/use-chart.ts';
import styles from '../pages/home.module.css';
import stored from './stored-run.json';

const SECONDS_ACROSS = 6;

/** The transport loom of a stored run: threads of equal mass, with the mass travelling along them. */
function travelling(): Source<LoomData> & { stop(): void } {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const listeners = new Set<() => void>();
  const begun = performance.now();
  let frame = 0;
  const tick = () => {
    if (document.visibilityState === 'visible') for (const listener of listeners) listener();
    frame = requestAnimationFrame(tick);
  };
  if (!still) frame = requestAnimationFrame(tick);
  return {
    get: () => ({
      source: stored.source,
      target: stored.target,
      threads: stored.threads,
      time: still ? null : (((performance.now() - begun) / 1000 / SECONDS_ACROSS) % 1.25) / 1.25,
      labels: { source: '', target: '', note: '' },
    }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

export function HeroFigure() {
  const source = useMemo(travelling, []);
  useEffect(() => source.stop, [source]);
  const host = useChart(mountLoom, source);
  return (
    <figure className={styles.figure}>
      <div
        ref={host}
        className={styles.loom}
        role="img"
        aria-label="Two heaps of mass and the threads of the cheapest plan between them; mass travels along the threads."
      />
      <figcaption className={styles.caption}>
        <i>The cheapest way to turn one heap into another.</i>
        <span>
          A stored run: {stored.method}, step {stored.step}, error {formatNumber(stored.marginalError)}
        </span>
      </figcaption>
    </figure>
  );
}
