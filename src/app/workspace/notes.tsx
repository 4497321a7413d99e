import { useState } from 'react';
import type { BenchDescription } from '../../engine/bench.ts';
import { readValue } from '../../params/text.ts';
import type { MethodNotes } from '../../ui/bench-views.ts';
import { Equation } from '../../ui/equation.tsx';
import { explorer, setInstance, setParam } from '../stores/explorer.ts';
import styles from './notes.module.css';
import { RunSymbols } from './run-symbols.tsx';

/** What a method is: idea, equations, what to try, what to look for, pseudo-code beside the solver's own source. */
export function Notes({
  method,
  notes,
  description,
}: {
  method: string;
  notes: MethodNotes;
  description: BenchDescription;
}) {
  const meta = description.methods[method]!;
  const [source, setSource] = useState<string | null>(null);
  const apply = (set: Readonly<Record<string, string | number | boolean>>) => {
    if (typeof set.instance === 'string' && Object.hasOwn(description.instances, set.instance))
      setInstance(set.instance);
    for (const [id, value] of Object.entries(set)) {
      const { opened } = explorer.getState();
      const problem = opened ? description.instances[opened.explorer.spec.instance]?.params[id] : undefined;
      const param = meta.params[id] ?? problem;
      if (param) setParam(id, readValue(param, value).value);
    }
  };
  return (
    <section className={styles.notes} aria-labelledby="notes">
      <h2 id="notes">About {meta.label}</h2>
      <p className={styles.source}>{meta.source}</p>
      <div className={styles.columns}>
        <div>
          {notes.idea.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          <RunSymbols>
            {notes.equations.map(({ tex, says }) => (
              <figure key={tex}>
                <Equation tex={tex} />
                <figcaption>{says}</figcaption>
              </figure>
            ))}
          </RunSymbols>
        </div>
        <div>
          {notes.tries.length > 0 ? (
            <>
              <h3>What to try</h3>
              <ul>
                {notes.tries.map(({ text, set }) => (
                  <li key={text}>
                    {text}{' '}
                    <button type="button" className="set" onClick={() => apply(set)}>
                      Set{' '}
                      {Object.entries(set)
                        .map(([id, value]) => `${meta.params[id]?.symbol ?? id} = ${value}`)
                        .join(', ')}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          <h3>What to look for</h3>
          <ul>
            {notes.look.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      </div>
      <div className={styles.columns}>
        <div>
          <h3>The algorithm</h3>
          <ol className={styles.lines}>
            {notes.pseudocode.map((line, k) => (
              <li key={line}>
                <span className="number">{k + 1}</span>
                {line}
              </li>
            ))}
          </ol>
        </div>
        <div>
          <h3>The solver’s source</h3>
          <details
            onToggle={(event) => {
              if (event.currentTarget.open && source === null)
                notes.source().then(setSource, () => setSource('The source could not be loaded.'));
            }}
          >
            <summary>Show the file that runs</summary>
            <pre tabIndex={0} role="region" aria-label={`Source of ${meta.label}`}>
              <code>{source ?? 'Loading'}</code>
            </pre>
          </details>
        </div>
      </div>
    </section>
  );
}
