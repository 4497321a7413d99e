import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Which folder may import which: house rules as data. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  math: [],
  params: [],
  data: ['math'],
  tensor: ['math'],
  engine: ['params', 'math'],
  claims: ['engine', 'params'],
  bench: ['engine', 'params', 'math', 'data', 'tensor'],
  views: ['charts', 'ui'],
  papers: ['claims', 'params'],
  lessons: [],
  charts: [],
  ui: ['charts', 'params'],
  app: ['ui', 'charts', 'papers', 'claims', 'params', 'engine', 'lessons', 'labs/views.ts'],
  worker: ['labs/benches.ts', 'engine', 'params', 'tensor'],
  cli: ['labs/benches.ts', 'labs/references.ts', 'engine', 'params', 'papers', 'claims', 'tensor', 'data'],
};
/** Imports of types alone, which leave nothing in the built page. */
const MAY_IMPORT_TYPES: Readonly<Record<string, readonly string[]>> = {
  papers: ['labs/benches.ts'],
  lessons: ['papers', 'engine'],
  ui: ['engine'],
  views: ['engine'],
};

const SRC = resolve('src');
const files = (readdirSync(SRC, { recursive: true }) as string[])
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
  .map((file) => file.replaceAll('\\', '/'));

function folderOf(file: string): string {
  if (!file.startsWith('labs/')) return file.split('/')[0]!;
  const parts = file.split('/');
  if (parts.length === 2) return file;
  const inner = parts.slice(3).join('/');
  return /^(views\b|notes)/.test(inner) ? 'views' : 'bench';
}
const benchOf = (file: string) => file.split('/').slice(0, 3).join('/');

interface Import {
  readonly from: string;
  readonly to: string;
  readonly types: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found: Import[] = [];
  for (const [, types, specifier] of text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^'";]*?from\s+)?'(\.[^']+)'/gm,
  )) {
    found.push({
      from: file,
      to: relative(SRC, resolve(SRC, dirname(file), specifier!)).replaceAll('\\', '/'),
      types: types !== undefined,
    });
  }
  for (const [, specifier] of text.matchAll(/import\(\s*'(\.[^']+)'/g)) {
    found.push({
      from: file,
      to: relative(SRC, resolve(SRC, dirname(file), specifier!)).replaceAll('\\', '/'),
      types: false,
    });
  }
  return found.filter(({ to }) => !to.startsWith('..') && !/\.(css|json|wasm)/.test(to));
}

function allowed({ from, to, types }: Import): boolean {
  const source = folderOf(from);
  const target = folderOf(to);
  if (from === 'main.tsx' || source === target)
    return !(source === 'bench' || source === 'views') || benchOf(from) === benchOf(to);
  // The lists of benches, views and references name what is below them.
  if (source.startsWith('labs/'))
    return target === 'bench' || target === 'views' || (source === 'labs/views.ts' && target === 'ui');
  if (source === 'views' && target === 'bench') return types && benchOf(from) === benchOf(to);
  const may = [...(MAY_IMPORT[source] ?? []), ...(types ? (MAY_IMPORT_TYPES[source] ?? []) : [])];
  return may.includes(target);
}

describe('The architecture', () => {
  it('has no import that the table does not allow', () => {
    const offenders = files.flatMap(importsOf).filter((one) => !allowed(one));
    expect(offenders.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('knows every folder of src', () => {
    const folders = new Set(files.map((file) => folderOf(file)));
    expect(
      [...folders].filter((folder) => !(folder in MAY_IMPORT) && !folder.startsWith('labs/') && folder !== 'main.tsx'),
    ).toEqual([]);
  });

  it('never reads the clock or unseeded chance outside the page, the worker, the command line and the GPU queue', () => {
    const offenders = files.filter(
      (file) =>
        !/^(app|cli|worker|charts|ui|tensor)\//.test(file) &&
        /Math\.random|Date\.now|performance\.now/.test(readFileSync(join(SRC, file), 'utf8')),
    );
    expect(offenders.filter((file) => !file.includes('/views/'))).toEqual([]);
    expect(files.filter((file) => readFileSync(join(SRC, file), 'utf8').includes('Math.random'))).toEqual([]);
  });

  it('names files in kebab-case and after what they hold', () => {
    expect(files.filter((file) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.[a-z]+)*\.tsx?$/.test(file))).toEqual([]);
    expect(files.filter((file) => /\/(utils|common|types|index|helpers)\.tsx?$/.test(file))).toEqual([]);
  });

  it('keeps files under 400 lines and solvers under 150', () => {
    const lines = (file: string) => readFileSync(join(SRC, file), 'utf8').split('\n').length - 1;
    expect(files.filter((file) => lines(file) > 400)).toEqual([]);
    expect(files.filter((file) => file.includes('/solvers/') && lines(file) > 150)).toEqual([]);
  });

  it('never imports tfjs on the page', () => {
    expect(
      files.filter(
        (file) =>
          !/^(tensor|worker|cli)\//.test(file) && readFileSync(join(SRC, file), 'utf8').includes('@tensorflow/'),
      ),
    ).toEqual([]);
  });

  it('keeps colour literals in the tokens alone', () => {
    const styled = (readdirSync(SRC, { recursive: true }) as string[]).filter(
      (file) => /\.css$/.test(file) && !file.endsWith('tokens.css'),
    );
    expect(styled.filter((file) => /#[0-9a-f]{3,8}\b|\bhsl\(/i.test(readFileSync(join(SRC, file), 'utf8')))).toEqual(
      [],
    );
  });
});
