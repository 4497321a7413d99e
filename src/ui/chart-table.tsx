import styles from './chart-figure.module.css';

export interface TableData {
  head: string[];
  rows: (string | number)[][];
}

const mostRows = 200;

/** Every so many rows, first and last included, when there are more than can be read. */
export function shortened<T>(rows: readonly T[], most: number): T[] {
  if (rows.length <= most) return [...rows];
  return Array.from({ length: most }, (_, i) => rows[Math.round((i * (rows.length - 1)) / (most - 1))]!);
}

/** 10⁻³ as text has digits that few fonts hold; as sup it is set like every other number. */
function Words({ text }: { text: string }) {
  const parts = text.split(/([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)/);
  if (parts.length === 1) return text;
  const plain = (part: string): string => [...part].map((c) => (c === '⁻' ? '−' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one number never change places.
  return parts.map((part, i) => (i % 2 === 1 ? <sup key={i}>{plain(part)}</sup> : part));
}

/** The numbers of a chart, for reading, copying and for those who do not see the picture. */
export function ChartTable({ title, table: { head, rows } }: { title: string; table: TableData }) {
  const shown = shortened(rows, mostRows);
  const said =
    rows.length === 0
      ? 'Nothing has been measured yet.'
      : shown.length < rows.length
        ? `${mostRows} of ${rows.length.toLocaleString('en-GB')} rows, evenly chosen.`
        : `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}.`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section className={styles.table} tabIndex={0} aria-label={`Data of ${title}`}>
      <table>
        <caption>{said}</caption>
        <thead>
          <tr>
            {head.map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place.
            <tr key={i}>
              {row.map((cell, k) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no name but their column.
                <td key={k}>
                  <Words text={String(cell)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
