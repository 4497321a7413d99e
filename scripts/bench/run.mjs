/**
 * npm run bench [-- --quick] [-- --full] [-- --only=kernel,iteration,newton,information,plane,training,vae,bnn,transport,scale,page] [-- --against-python]
 *
 * Bundles the benchmark from the sources, runs it, prints a table and writes docs/measurements/bench.json
 * (not for --quick; with --only the other parts stay as they were). See docs/benchmarks.md.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { assemblyScript } from '../assembly-script.mjs';
import { fillTables } from './tables.mjs';

const usage =
  'npm run bench -- [--quick] [--full] [--only=kernel,iteration,newton,information,plane,training,vae,bnn,transport,scale,page] [--against-python]';
const given = process.argv.slice(2);
const unknown = given.filter((word) => !/^--(quick|full|only=.+|against-python)$/.test(word));
if (unknown.length > 0) {
  process.stderr.write(`Not understood: ${unknown.join(' ')}\n${usage}\n`);
  process.exit(2);
}
const quick = given.includes('--quick');
const full = given.includes('--full');
const againstPython = given.includes('--against-python');
const only = given.flatMap((word) => (word.startsWith('--only=') ? word.slice(7).split(',') : []));
const PARTS = [
  'kernel',
  'iteration',
  'newton',
  'plane',
  'training',
  'information',
  'vae',
  'bnn',
  'transport',
  'scale',
  'page',
  'python',
];
const noPart = only.filter((name) => !PARTS.includes(name));
if (noPart.length > 0) {
  process.stderr.write(`There is no part ${noPart.join(', ')}; there are ${PARTS.join(', ')}.\n`);
  process.exit(2);
}
if (againstPython && only.length > 0 && !only.includes('python')) only.push('python');

const folder = resolve('node_modules/.cache/paperscope-bench');
const shared = { configFile: false, logLevel: 'error', publicDir: false, plugins: [assemblyScript()] };
await build({
  ...shared,
  resolve: { mainFields: ['module', 'main'] },
  ssr: { noExternal: true, external: ['playwright', 'vite'] },
  build: {
    ssr: 'scripts/bench/node.ts',
    outDir: join(folder, 'node'),
    emptyOutDir: true,
    minify: false,
    target: 'node20',
    rolldownOptions: { external: ['webgpu'], output: { entryFileNames: 'node.mjs' } },
  },
});
await build({
  ...shared,
  build: {
    outDir: join(folder, 'page'),
    emptyOutDir: true,
    minify: false,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: 'scripts/bench/browser.ts',
      output: { entryFileNames: 'browser.js', chunkFileNames: '[name]-[hash].js' },
      preserveEntrySignatures: 'strict',
    },
  },
});

// tfjs-backend-wasm's glue assumes CommonJS when it sees Node.
const require = createRequire(import.meta.url);
globalThis.__dirname ??= '/';
globalThis.require ??= require;
const wasmPaths = dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep;

const { benchmark } = await import(pathToFileURL(join(folder, 'node', 'node.mjs')).href);
const say = (words) => process.stderr.write(`${words}\n`);
const results = await benchmark({ quick, full, only, againstPython, wasmPaths, pageFolder: join(folder, 'page'), say });

const three = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const range = ({ q1, median, q3 }) => `${three(median)} (${three(q1)}–${three(q3)})`;
const amount = (work) =>
  Object.entries(work)
    .map(([kind, value]) => `${value.toExponential(1)} ${kind}`)
    .join(', ') || 'not counted';
for (const result of results) {
  if (result.notMeasured) console.log(`\n${result.id}: not measured: ${result.notMeasured}`);
  else if (result.id === 'scale') {
    console.log(
      `\n${result.label}, ${result.bench}/${result.instance}   [${result.backend}; ${result.clock} time, median (quartiles)]`,
    );
    for (const [k, n] of result.sizes.entries()) console.log(`  n = ${n}: ${range(result.ms[k])} ms a step`);
    console.log(`  grows as n^${three(result.exponent)} from ${result.from} points a side`);
  } else if (result.id === 'page') {
    console.log(`\n${result.address}`);
    console.log(`  ${three(result.framesPerSecond)} frames a second over ${three(result.seconds)} s`);
    console.log(`  longest frame ${three(result.longestFrameMs)} ms, longest task ${three(result.longestTaskMs)} ms`);
  } else if (result.id === 'plane') {
    console.log(`\ninformation plane, ${result.observer}, ${result.epochs} epochs, ${result.snapshots} snapshots`);
    console.log(`  ${three(result.seconds)} s in all, ${three(result.rowsPerSecond)} rows of metrics a second`);
    console.log(`  longest slice ${three(result.longestSliceMs)} ms`);
  } else if (result.method) {
    console.log(`\nthe default posterior on the plane, ${result.method}`);
    console.log(
      `  ${three(result.seconds)} s to the final picture, ${three(result.redrawsPerSecond)} maps a second meanwhile`,
    );
    console.log(`  accuracy ${three(result.accuracy)}, ${result.multiplyAdds.toExponential(2)} multiply-adds`);
    const formula = result.formula === null ? '' : `, ${three(result.formula)} by the paper's formula`;
    console.log(`  ${three(result.ratio)} of dense inference's, counted${formula}`);
  } else {
    console.log(
      `\n${result.size}   [${result.backend}; ${result.clock} time, ${result.pairs} pairs, median (quartiles)]`,
    );
    console.log(`  ${result.ours}: ${range(result.oursMs)} ms; ${amount(result.oursWork)}`);
    console.log(`  ${result.anchor}: ${range(result.anchorMs)} ms; ${amount(result.anchorWork)}`);
    console.log(`  ${range(result.speedUp)} times faster; ${result.check}`);
    if (result.limit) {
      const { share, by, limits } = result.limit;
      const most = [
        `${three(limits.bytesPerMs / 1e6)} GB/s of a copy`,
        `${three(limits.flopsPerMs / 1e6)} GF/s of multiply-adds`,
        `${three(limits.exponentialsPerMs / 1e3)} M exponentials a second`,
      ];
      console.log(`  ${three(100 * share)} % of the limit by ${by}: ${most.join(', ')}`);
    }
    if (result.note) console.log(`  ${result.note}`);
  }
}

if (!quick) {
  const file = 'docs/measurements/bench.json';
  const [first, ...others] = cpus();
  const made = {
    date: new Date().toISOString().slice(0, 10),
    machine: { cpu: first?.model ?? 'unknown', cores: others.length + 1 },
    node: process.version,
  };
  // Parts that were not run keep what was measured of them before.
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).results : [];
  const ran = (id) => (only.length > 0 ? only.includes(id) : id !== 'python' || againstPython);
  // Without a python3, or its packages, what was measured with them stays.
  const measured = (id) => results.some((result) => result.id === id && !result.notMeasured);
  const replaced = (id) => ran(id) && (id !== 'python' || measured(id));
  const kept = before.filter(({ id }) => !replaced(id));
  mkdirSync('docs/measurements', { recursive: true });
  const all = {
    results: [...kept, ...results.filter(({ id }) => replaced(id)).map((result) => ({ ...result, ...made }))],
  };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  for (const text of ['README.md', 'docs/benchmarks.md'])
    writeFileSync(text, fillTables(readFileSync(text, 'utf8'), all.results));
  say(`\nWritten to ${file}, and to the tables of README.md and docs/benchmarks.md.`);
}
process.exit(0); // a WebGPU device in Node keeps the process alive
