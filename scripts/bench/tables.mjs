/** Tables of docs/measurements/bench.json for README.md and docs/benchmarks.md: no number there is typed in. */

const three = (value) =>
  value >= 100
    ? Number(value.toPrecision(3)).toLocaleString('en-GB')
    : String(Number(value.toPrecision(value < 10 ? 2 : 3)));
const range = ({ q1, median, q3 }) => `${three(median)} (${three(q1)}–${three(q3)})`;
const cell = (text) => String(text).replaceAll('|', '\\|');
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const UNITS = { flops: 'flop', exponentials: 'exp', bytes: 'B' };
/** `1.0e+6 flop, 2.6e+5 exp`. */
const work = (of) =>
  Object.entries(UNITS)
    .flatMap(([kind, unit]) => (of[kind] ? [`${of[kind].toExponential(1)} ${unit}`] : []))
    .join(', ');

/** `CPU time; cpu-float64; Intel Xeon Processor, 2 cores; Node v20; 2026-11-22.` */
function made(results) {
  const all = (words) => [...new Set(results.map(words).filter(Boolean))].join(', ');
  const machine = ({ machine, node }) => `${machine.cpu.replaceAll('(R)', '')}, ${machine.cores} cores, Node ${node}`;
  const where = [
    all(({ clock }) => clock && `${clock} time`),
    all(({ backend }) => backend),
    all(machine),
    all(({ date }) => date),
  ];
  return `${where.filter(Boolean).join('; ')}.`;
}

function pairs(results) {
  const rows = results.filter(({ speedUp }) => speedUp);
  if (rows.length === 0) return null;
  const limited = rows.some(({ limit }) => limit);
  const head = ['ours', 'against', 'problem', 'times faster', 'ours, ms', 'theirs, ms', 'work of ours'];
  const lines = rows.map(({ ours, anchor, size, speedUp, oursMs, anchorMs, oursWork, limit }) => [
    ours,
    anchor,
    size,
    range(speedUp),
    three(oursMs.median),
    three(anchorMs.median),
    work(oursWork),
    ...(limited ? [limit ? `${three(100 * limit.share)} %, ${limit.by}` : ''] : []),
  ]);
  return `${table(limited ? [...head, 'of the limit'] : head, lines)}\n\n${made(rows)}`;
}

function scale(results) {
  const rows = results.filter(({ sizes }) => sizes);
  if (rows.length === 0) return null;
  const sizes = [...new Set(rows.flatMap((row) => row.sizes))].sort((a, b) => a - b);
  const lines = rows.map((row) => [
    row.label,
    ...sizes.map((n) => (row.sizes.includes(n) ? three(row.ms[row.sizes.indexOf(n)].median) : '')),
    row.exponent.toFixed(2),
  ]);
  const head = ['ms a step, n =', ...sizes.map((n) => n.toLocaleString('en-GB')), 'exponent'];
  return `${table(head, lines)}\n\n${made(rows)}`;
}

function page(results) {
  const rows = results.filter(({ framesPerSecond }) => framesPerSecond);
  if (rows.length === 0) return null;
  const lines = rows.map(({ address, framesPerSecond, longestFrameMs, longestTaskMs }) => [
    `\`${address}\``,
    three(framesPerSecond),
    three(longestFrameMs),
    longestTaskMs > 0 ? three(longestTaskMs) : 'none over 50',
  ]);
  return `${table(['run', 'frames a second', 'longest frame, ms', 'longest task, ms'], lines)}\n\n${made(rows)}`;
}

function posterior(results) {
  const rows = results.filter(({ method }) => method);
  if (rows.length === 0) return null;
  const lines = rows.map((row) => [
    row.method,
    three(row.seconds),
    three(row.redrawsPerSecond),
    row.accuracy.toFixed(3),
    row.multiplyAdds.toExponential(2),
  ]);
  return `${table(['method', 'seconds to the final picture', 'maps a second', 'accuracy', 'multiply-adds'], lines)}\n\n${made(rows)}`;
}

const FORMS = { scale, page, posterior };

/** The table of a part of the benchmark by its id (`posterior`: the default runs of the part `bnn`), or a sentence. */
export function tableOf(results, name) {
  const of = results.filter(({ id }) => id === (name === 'posterior' ? 'bnn' : name));
  const missing = of.filter(({ notMeasured }) => notMeasured).map(({ notMeasured }) => `Not measured: ${notMeasured}.`);
  const found = (FORMS[name] ?? pairs)(of.filter(({ notMeasured }) => !notMeasured));
  return [found ?? (missing.length > 0 ? null : 'Not measured.'), ...missing].filter(Boolean).join('\n\n');
}

/** The text with every `<!-- bench NAME -->` … `<!-- end -->` filled in. */
export const fillTables = (text, results) =>
  text.replaceAll(
    /(<!-- bench (\w+) -->)[\s\S]*?(<!-- end -->)/g,
    (_, open, name, close) => `${open}\n${tableOf(results, name)}\n${close}`,
  );
