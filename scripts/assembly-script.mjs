// Lets a source import an AssemblyScript file as the bytes of its module: import code from './name.as.ts?native'.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const QUERY = '?native';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, 'node_modules', '.cache', 'paperscope-native');
/** No runtime, no checks, memory from outside: a kernel is arithmetic on addresses it is given. */
const OPTIONS = [
  '-O3',
  '--enable',
  'simd',
  '--runtime',
  'stub',
  '--noAssert',
  '--importMemory',
  '--noExportMemory',
].concat(['--use', 'abort=']);

/** The compiled module, from the cache where nothing it could depend on has changed. */
async function compile(file) {
  const folder = dirname(file);
  const { version } = createRequire(import.meta.url)('assemblyscript/package.json');
  const hash = createHash('sha256').update(JSON.stringify([version, OPTIONS, basename(file)]));
  for (const source of sourcesBeside(file)) hash.update(readFileSync(source));
  const kept = join(cache, `${basename(file, '.as.ts')}-${hash.digest('hex').slice(0, 20)}.wasm`);
  if (existsSync(kept)) return readFileSync(kept);
  const { default: asc } = await import('assemblyscript/asc');
  let bytes = null;
  const { error, stderr } = await asc.main([basename(file), '--outFile', 'out.wasm', ...OPTIONS], {
    readFile: (name, base) => {
      const path = join(folder, base === '.' ? '' : base, name);
      return existsSync(path) ? readFileSync(path, 'utf8') : null;
    },
    writeFile: (_, content) => {
      bytes = content;
    },
    listFiles: () => [],
  });
  if (error || !bytes) throw new Error(`${basename(file)} does not compile.\n${stderr.toString()}`);
  mkdirSync(cache, { recursive: true });
  // Written beside and moved into place: commands started at once may compile the same file.
  writeFileSync(`${kept}-${process.pid}`, bytes);
  renameSync(`${kept}-${process.pid}`, kept);
  return bytes;
}

/** All AssemblyScript of the folder: files may import each other. */
function sourcesBeside(file) {
  const folder = dirname(file);
  const names = readdirSync(folder).filter((name) => name.endsWith('.as.ts'));
  return names.sort().map((name) => join(folder, name));
}

export function assemblyScript() {
  return {
    name: 'assembly-script',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(`.as.ts${QUERY}`) || !importer) return null;
      return source.startsWith('.') ? resolve(dirname(importer.split('?')[0]), source) : source;
    },
    async load(id) {
      if (!id.endsWith(`.as.ts${QUERY}`)) return null;
      const file = id.slice(0, -QUERY.length);
      for (const source of sourcesBeside(file)) this.addWatchFile(source);
      const base64 = Buffer.from(await compile(file)).toString('base64');
      return `export default Uint8Array.from(atob('${base64}'), (letter) => letter.charCodeAt(0));`;
    },
  };
}
