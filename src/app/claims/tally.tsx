import type { Verdict } from '../../claims/claim.ts';
import { GLYPHS } from './glyphs.ts';
import styles from './tally.module.css';

export type Filter = 'all' | Verdict;
export type Whose = 'here' | 'committed';

const NAMES: readonly [Filter, string][] = [
  ['all', 'claims'],
  ['holds', 'hold'],
  ['does not hold here', 'do not hold here'],
  ['not measured', 'not measured'],
];

/** All claims at a glance, one glyph each in the order of the page; the counts are the filter. */
export function Tally({
  verdicts,
  filter,
  onFilter,
  whose,
  onWhose,
}: {
  verdicts: readonly Verdict[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
  whose: Whose;
  onWhose: (whose: Whose) => void;
}) {
  const count = (name: Filter) => verdicts.filter((one) => name === 'all' || one === name).length;
  return (
    <div className={styles.tally}>
      <div className={styles.counts}>
        <fieldset aria-label="Claims shown">
          {NAMES.map(([name, words]) => (
            <button
              key={name}
              type="button"
              data-verdict={name}
              aria-pressed={filter === name}
              onClick={() => onFilter(name)}
            >
              <b className="number">{count(name)}</b> {words}
            </button>
          ))}
        </fieldset>
        <fieldset aria-label="Whose verdicts">
          {(['here', 'committed'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={whose === one} onClick={() => onWhose(one)}>
              {one === 'here' ? 'in this browser' : 'as committed'}
            </button>
          ))}
        </fieldset>
      </div>
      <p className={styles.glyphs} aria-hidden="true">
        {verdicts.map((verdict, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: claims keep their places.
          <span key={k} data-verdict={verdict}>
            {GLYPHS[verdict]}
          </span>
        ))}
      </p>
    </div>
  );
}
