import { expect, it } from 'vitest';

const slugs = (paths: readonly string[]) => paths.map((path) => path.replace(/^.*\/(.+?)(\.test)?\.ts$/, '$1')).sort();

it('Every paper has a test of its claims, and every such test a paper', () => {
  const tested = slugs(Object.keys(import.meta.glob('./claims/*.test.ts')));
  expect(tested).toEqual(slugs(Object.keys(import.meta.glob('../src/papers/*/*.ts'))));
});
