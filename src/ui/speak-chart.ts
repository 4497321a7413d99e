import type { TableData } from './chart-table.tsx';
import { drawnChart } from './drawn-data.ts';

/** A number as it is said: 0.0345, 3.2e-4, 12,000. */
export function spokenNumber(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return 'none';
  if (!Number.isFinite(value)) return value > 0 ? 'infinity' : 'minus infinity';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
  return Number.isInteger(value) ? value.toLocaleString('en-GB') : String(Number(value.toPrecision(4)));
}

const ONE: Readonly<Record<string, string>> = { steps: 'step', operations: 'operations', seconds: 'seconds' };

/** What the crosshair stands on: `step 120: Sinkhorn 3.2e-4, Newton 1e-9`; empty where there is no crosshair. */
export function crosshairSays(data: unknown): string {
  const chart = drawnChart(data);
  if (!chart || chart.crosshair === null) return '';
  const values = chart.series.flatMap(({ name, xs, ys }) => {
    let at = 0;
    for (let high = xs.length; at < high; ) {
      const middle = (at + high) >> 1;
      if (xs[middle]! <= chart.crosshair!) at = middle + 1;
      else high = middle;
    }
    return at > 0 ? [`${name} ${spokenNumber(ys[at - 1])}`] : [];
  });
  const { label } = chart.x;
  return `${ONE[label] ?? label} ${spokenNumber(chart.crosshair)}: ${values.join(', ') || 'nothing measured yet'}`;
}

/** Words without the raised digits that are read one by one. */
const plainPowers = (words: string): string =>
  words.replace(/(?:(\d) × )?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, digit, power) => {
    const exponent = [...power].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
    return `${digit ?? 1}e${exponent}`;
  });

/** A number as a table shows it. */
const spokenCell = (cell: string | number): string => plainPowers(String(cell)).replace(/^–$/, 'none');

/** One row of a table twin: `Row 2 of 9: cell 3, mass 0.1`. */
export function rowSays({ head, rows }: TableData, row: number): string {
  if (rows.length === 0) return 'Nothing has been measured yet.';
  const cells = rows[row]!.map((cell, c) => (head[c] ? `${head[c]} ${spokenCell(cell)}` : spokenCell(cell)));
  return `Row ${row + 1} of ${rows.length}: ${cells.join(', ')}`;
}

/** What a chart says of what its own keys point at, else the words it shows there. */
export function hoverSays(host: HTMLElement): string {
  const said = host.querySelector<HTMLElement>('[data-says]')?.dataset.says;
  if (said) return plainPowers(said);
  const texts = [...host.querySelectorAll<SVGTextElement>('[data-layer="hover"] text')];
  const words = (node: Element): string =>
    [...node.childNodes]
      .map((child) =>
        child instanceof Element
          ? child.classList.contains('raised')
            ? ` to the ${child.textContent?.replace('−', 'minus ')}`
            : words(child)
          : child.textContent,
      )
      .join('');
  return texts.map(words).filter(Boolean).join(', ');
}
