import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TAKES_DATA } from './take-file.ts';

it('names every bench that takes data, and no other', () => {
  const folders = ['transport', 'vae', 'bnn', 'information'].flatMap((lab) =>
    readdirSync(`src/labs/${lab}`).map((bench) => `${lab}/${bench}`),
  );
  const takes = (bench: string) => {
    const views = `src/labs/${bench}/views.ts`;
    return existsSync(views) && /^ {2}DataPanel\b/m.test(readFileSync(views, 'utf8'));
  };
  expect(folders.filter(takes).sort()).toEqual(TAKES_DATA);
});
