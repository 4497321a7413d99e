// Runs a headless command from a Node bundle, built on first use and whenever a source is newer.
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'node_modules', '.cache', 'paperscope-cli');
const bundle = join(folder, 'main.mjs');

async function newest(path) {
  const entries = await readdir(path, { withFileTypes: true });
  const times = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? newest(join(path, entry.name)) : stat(join(path, entry.name)).then((one) => one.mtimeMs),
    ),
  );
  return Math.max(0, ...times);
}

async function build() {
  const { build: bundleWith } = await import('vite');
  await mkdir(folder, { recursive: true });
  await bundleWith({
    root,
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    ssr: { noExternal: true, target: 'node', external: ['webgpu'] },
    // The ES builds of tfjs; its Node builds come without gradients.
    resolve: { mainFields: ['module', 'main'], conditions: ['module', 'import'] },
    build: {
      ssr: join(root, 'src/cli/main.ts'),
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'main.mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  });
  await writeFile(join(folder, 'built'), '');
}

const built = await stat(join(folder, 'built')).then(
  (one) => one.mtimeMs,
  () => 0,
);
if (built < Math.max(await newest(join(root, 'src')), (await stat(join(root, 'package-lock.json'))).mtimeMs)) {
  process.stderr.write('Building the headless command, once.\n');
  await build();
}

process.chdir(root);
// tfjs's WASM glue takes Node for CommonJS and looks for these.
globalThis.__dirname ??= root;
globalThis.require ??= createRequire(import.meta.url);
for (const name of ['log', 'info', 'warn']) console[name] = (...words) => process.stderr.write(`${words.join(' ')}\n`);
const { main } = await import(pathToFileURL(bundle).href);
await main(process.argv.slice(2));
