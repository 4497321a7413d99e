// Runs a headless command from a Node bundle, built on first use and whenever a source is newer.
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assemblyScript } from './assembly-script.mjs';
import { packMnist } from './pack-mnist.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, 'node_modules', '.cache', 'paperscope-cli');

/** When the youngest source was changed, tests left out. */
async function newest(path) {
  const entries = await readdir(path, { withFileTypes: true });
  const times = await Promise.all(
    entries
      .filter((entry) => !entry.name.includes('.test.'))
      .map((entry) =>
        entry.isDirectory() ? newest(join(path, entry.name)) : stat(join(path, entry.name)).then((one) => one.mtimeMs),
      ),
  );
  return Math.max(0, ...times);
}

/** Builds beside the others and moves the whole into place, so that commands started at once do not disturb each other. */
async function build(folder) {
  const { build: bundle } = await import('vite');
  const draft = `${folder}-${process.pid}`;
  await mkdir(cache, { recursive: true });
  await bundle({
    root,
    configFile: false,
    plugins: [assemblyScript()],
    logLevel: 'silent',
    publicDir: false,
    ssr: { noExternal: true, target: 'node', external: ['webgpu'] },
    // The ES builds of tfjs; its Node builds come without gradients.
    resolve: { mainFields: ['module', 'main'], conditions: ['module', 'import'] },
    build: {
      ssr: join(root, 'src/cli/main.ts'),
      outDir: draft,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'main.mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  });
  // Another command may have been faster; its bundle is the same.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  for (const old of await readdir(cache)) {
    const age = Date.now() - (await stat(join(cache, old)).then((one) => one.mtimeMs, Date.now));
    if (join(cache, old) !== folder && age > 3_600_000) await rm(join(cache, old), { recursive: true, force: true });
  }
}

const lock = await stat(join(root, 'package-lock.json'));
const folder = join(cache, String(Math.round(Math.max(await newest(join(root, 'src')), lock.mtimeMs))));
if (!(await stat(join(folder, 'main.mjs')).catch(() => null))) {
  process.stderr.write('Building the headless command, once.\n');
  await build(folder);
}

packMnist();
// npm says where it was called from; paths in arguments are meant from there.
process.env.INIT_CWD ??= process.cwd();
process.chdir(root);
// tfjs's WASM glue takes Node for CommonJS and looks for these.
globalThis.__dirname ??= root;
globalThis.require ??= createRequire(import.meta.url);
for (const name of ['log', 'info', 'warn']) console[name] = (...words) => process.stderr.write(`${words.join(' ')}\n`);
const { main } = await import(pathToFileURL(join(folder, 'main.mjs')).href);
await main(process.argv.slice(2));
