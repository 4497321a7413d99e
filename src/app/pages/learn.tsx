import { paths } from '../../lessons/all-paths.ts';
import { type Path, stopLink, stopName } from '../../lessons/path.ts';
import { labs } from '../catalogue.ts';
import { useVisits } from '../lessons/progress.ts';
import styles from './learn.module.css';

/** The reading paths: one for each of the first labs, a stop a run. */
export function Learn() {
  return (
    <div className={`wrap ${styles.learn}`}>
      <div className={styles.head}>
        <h1>Predict, then run</h1>
        <p>
          Four short paths for someone who meets a subject for the first time. At each stop there is a run and a
          question. Say what you expect, start it, and see. Nothing is marked; what you chose stays in this browser.
        </p>
      </div>
      <div className={styles.paths}>
        {paths.map((path) => (
          <PathCard key={path.id} path={path} />
        ))}
      </div>
    </div>
  );
}

function PathCard({ path }: { path: Path }) {
  const visits = useVisits();
  const seen = path.stops.map((_, k) => visits[stopName(path, k)]?.seen === true);
  const next = seen.indexOf(false);
  const begun = seen.includes(true);
  const words = next < 0 ? 'Read it again' : begun ? `Go on at stop ${next + 1}` : 'Begin';
  return (
    <section aria-labelledby={`path-${path.id}`}>
      <p className={styles.lab}>
        {labs.find((lab) => lab.id === path.id)?.title}, {path.stops.length} stops, about {path.minutes} minutes
      </p>
      <h2 id={`path-${path.id}`}>{path.title}</h2>
      <p>{path.learn}</p>
      <ol>
        {path.stops.map((stop, k) => (
          <li key={stop.link}>
            <a href={stopLink(path, k)}>
              <span className="number">{k + 1}</span>
              {stop.title}
            </a>
            {seen[k] ? <span className={styles.seen}>seen</span> : null}
          </li>
        ))}
      </ol>
      <a className="button" data-first href={stopLink(path, Math.max(0, next))} aria-label={`${words}: ${path.title}`}>
        {words}
      </a>
    </section>
  );
}
