// Measures claims as the command line does and keeps each with its form, date and machine:
// `node scripts/record-claims.mjs [SLUG ...] [--quick] [--limit=SECONDS] [--out=FILE]`.
// A paper has so many seconds for its full form; what is not done by then is measured in the quick form.
// The file is written after every paper, and what it holds of other papers stays.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

const option = (name) => process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
const quickOnly = process.argv.includes('--quick');
const limit = Number(option('limit') ?? 2_000_000);
const file = option('out') ?? 'docs/measurements/claims.json';
const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`;

const live = readdirSync('src/papers', { recursive: true })
  .filter((path) => /^[a-z]+[/\\].+\.ts$/.test(path))
  .map((path) => basename(path, '.ts'));
const asked = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const unknown = asked.filter((slug) => !live.includes(slug));
if (unknown.length > 0) {
  process.stderr.write(`${unknown.join(', ')}: no live paper of that name.\n`);
  process.exit(2);
}

/** The rows that were printed before the time was up; status 1 says that a claim does not hold, which is a result. */
function measure(slug, form, seconds) {
  return new Promise((resolve) => {
    const words = ['scripts/cli.mjs', 'claims', slug, '--json', ...(form === 'quick' ? ['--quick'] : [])];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
    const rows = [];
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    createInterface({ input: child.stdout }).on('line', (line) => rows.push({ ...JSON.parse(line), form, machine }));
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ rows, complete: code === 0 || code === 1 });
    });
  });
}

/** Read again before each writing: another recording may have added papers meanwhile. */
function merge(slug, rows) {
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { claims: [] };
  const former = known.claims
    .map((row) => ({ form: 'full', machine: describe(known.machine), ...row }))
    .filter((row) => live.includes(row.paper));
  // A claim that was not reached this time keeps the row it had.
  const kept = former.filter((row) => row.paper !== slug || !rows.some((next) => next.claim === row.claim));
  const claims = [...kept, ...rows].sort((a, b) => (a.paper < b.paper ? -1 : a.paper > b.paper ? 1 : 0));
  writeFileSync(`${file}.part`, `${JSON.stringify({ claims }, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}

const describe = (old) =>
  typeof old === 'object' ? `${old.processor}, ${old.cores} cores, Node ${old.node}` : machine;

for (const slug of asked.length > 0 ? asked : live) {
  const started = Date.now();
  const first = await measure(slug, quickOnly ? 'quick' : 'full', limit);
  const rows = [...first.rows];
  let complete = first.complete;
  if (!complete && !quickOnly) {
    const second = await measure(slug, 'quick', limit);
    rows.push(...second.rows.filter((row) => !rows.some((done) => done.claim === row.claim)));
    complete = second.complete;
  }
  merge(slug, rows);
  const full = rows.filter((row) => row.form === 'full').length;
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(
    `${slug}: ${full} full, ${rows.length - full} quick${complete ? '' : ', not all in time'}, ${seconds} s\n`,
  );
}
process.stdout.write('done\n');
