import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'vite';
import { assemblyScript } from './assembly-script.mjs';

/** Names a test file's bundle by its path, without folders. */
const nameOf = (root: string, file: string) =>
  relative(root, file)
    .replace(/\.test\.ts$/, '')
    .replaceAll(/[\\/]/g, '-');

/**
 * Gives the test files that compute for long to Node as plain modules, bundled once for all of them: read module by module
 * through vitest, each file asks for a thousand sources again, and every call across modules is a look-up in an object.
 */
export function bundledTests(files: readonly string[], root = process.cwd()): Plugin {
  const folder = join(root, 'node_modules', '.cache', 'paperscope-tests', String(process.pid));
  const wanted = new Set(files.map((file) => join(root, file)));
  let bundled: Promise<boolean> | null = null;
  const bundle = () => {
    mkdirSync(folder, { recursive: true });
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    return build({
      root,
      configFile: false,
      plugins: [assemblyScript()],
      logLevel: 'silent',
      publicDir: false,
      ssr: { noExternal: true, target: 'node', external: ['vitest', 'fast-check', 'highs', 'webgpu'] },
      // The ES builds of tfjs; its Node builds come without gradients.
      resolve: { mainFields: ['module', 'main'], conditions: ['module', 'import'] },
      build: {
        ssr: true,
        outDir: folder,
        minify: false,
        sourcemap: true,
        target: 'node20',
        rollupOptions: {
          input: Object.fromEntries([...wanted].map((file) => [nameOf(root, file), file])),
          output: { entryFileNames: '[name].mjs', chunkFileNames: 'shared/[name]-[hash].mjs' },
        },
      },
    });
  };
  return {
    name: 'bundled-tests',
    enforce: 'pre',
    async load(id) {
      const file = join(id.split('?')[0]!);
      if (!wanted.has(file)) return null;
      // A source that cannot be bundled is reported by the test file that asks for it, and by no other.
      bundled ??= bundle().then(
        () => true,
        () => false,
      );
      if (!(await bundled)) return null;
      // Vite gives what is asked for here a query, by which no source map is found; what that asks for has none.
      const door = join(folder, `${nameOf(root, file)}.door.mjs`);
      writeFileSync(door, `import './${nameOf(root, file)}.mjs';\n`);
      return `import ${JSON.stringify(door)};`;
    },
  };
}
