import { useEffect, useRef } from 'react';
import { findStop } from '../../lessons/all-paths.ts';
import { type Path, stopLink, stopName } from '../../lessons/path.ts';
import { useAddress } from '../address.ts';
import { pause } from '../conductor.ts';
import { clearLesson } from '../stores/explorer.ts';
import { RunSymbols } from '../workspace/run-symbols.tsx';
import styles from './lesson-panel.module.css';
import { Prediction } from './prediction.tsx';
import { RichText } from './rich-text.tsx';

/** The reader went on with a link of the panel: the next stop's heading takes the focus when it has come. */
let goesOn = false;
const go = () => {
  pause();
  goesOn = true;
};

/** A stop of a reading path above the run it is about. */
export function LessonPanel({ lesson }: { lesson: string }) {
  const found = findStop(lesson);
  if (!found)
    return (
      <p className={styles.unknown} role="status">
        There is no stop {lesson} in the <a href="#/learn">reading paths</a>.{' '}
        <button type="button" className="set" onClick={clearLesson}>
          Dismiss
        </button>
      </p>
    );
  return <StopPanel key={lesson} {...found} />;
}

function StopPanel({ path, index }: { path: Path; index: number }) {
  const stop = path.stops[index]!;
  const name = stopName(path, index);
  const home = stopLink(path, index);
  const changed = useAddress() !== home;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!goesOn) return;
    goesOn = false;
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <section className={styles.panel} aria-labelledby="lesson">
      <div className={styles.head}>
        <p>
          <a href="#/learn">{path.title}</a>, stop {index + 1} of {path.stops.length}
        </p>
        <button type="button" className="button" onClick={clearLesson}>
          Leave the path
        </button>
      </div>
      <h2 id="lesson" ref={heading} tabIndex={-1}>
        {stop.title}
      </h2>
      <div className={styles.columns}>
        <RunSymbols>
          <div className={styles.text}>
            {stop.text.map((text) => (
              <p key={text}>
                <RichText text={text} />
              </p>
            ))}
          </div>
          <Prediction name={name} stop={stop} changed={changed} />
        </RunSymbols>
      </div>
      <nav className={styles.ways} aria-label="Stops">
        {index > 0 ? (
          <a className="button" href={stopLink(path, index - 1)} onClick={go}>
            Previous stop
          </a>
        ) : null}
        {changed ? (
          <a className="button" href={home} onClick={go}>
            Restore this stop
          </a>
        ) : null}
        {index + 1 < path.stops.length ? (
          <a className="button" href={stopLink(path, index + 1)} onClick={go}>
            Next stop: {path.stops[index + 1]!.title}
          </a>
        ) : (
          <a className="button" href="#/learn">
            All paths
          </a>
        )}
      </nav>
    </section>
  );
}
