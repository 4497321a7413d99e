import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const OUT = join('node_modules', '.cache', 'paperscope-size');

describe('The first load', () => {
  let manifest: Record<string, Chunk>;
  beforeAll(() => {
    // A process of its own: here React would be built for tests.
    execFileSync('npx', ['vite', 'build', '--logLevel', 'silent', '--outDir', OUT, '--emptyOutDir'], {
      env: { ...process.env, NODE_ENV: 'production' },
    });
    manifest = JSON.parse(readFileSync(join(OUT, '.vite', 'manifest.json'), 'utf8'));
  }, 120_000);

  /** Files of a chunk and of all it imports before it runs. */
  const filesOf = (key: string, seen = new Set<string>()): Set<string> => {
    const chunk = manifest[key];
    if (!chunk || seen.has(chunk.file)) return seen;
    seen.add(chunk.file);
    for (const css of chunk.css ?? []) seen.add(css);
    for (const next of chunk.imports ?? []) filesOf(next, seen);
    return seen;
  };
  const gzip = (files: Iterable<string>) =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(OUT, file))).length, 0);

  it('fetches at most 130 kB of scripts and styles, gzipped, before a lab opens', () => {
    const files = filesOf('index.html');
    // The home page's figure comes at once, without being asked for.
    filesOf('src/app/home/hero-figure.tsx', files);
    for (const file of files) expect(existsSync(join(OUT, file))).toBe(true);
    const bytes = gzip(files);
    console.info(`First load: ${(bytes / 1000).toFixed(1)} kB gzip in ${files.size} files`);
    expect(bytes).toBeLessThanOrEqual(130_000);
  });

  it('holds no tfjs on any chunk of the page', () => {
    for (const chunk of Object.values(manifest)) {
      if (chunk.file.endsWith('.js')) expect(readFileSync(join(OUT, chunk.file), 'utf8')).not.toContain('tfjs-core');
    }
  });
});
