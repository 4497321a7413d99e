import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { leadsSomewhere, restoreFrom } from './restore-from.ts';

const LINK = '#/transport/couplings/sinkhorn?instance=user';
const configuration = strToU8(JSON.stringify({ paperscope: 1, link: LINK, run: { instanceParams: { cost: 'l1' } } }));
const zip = (files: Record<string, Uint8Array>) => new File([zipSync(files).slice()], 'run.zip');

it('reads the data that a zip holds beside its configuration', async () => {
  const data = { source: { points: [[0, 1]] } };
  const whole = zip({ 'configuration.json': configuration, 'data.json': strToU8(JSON.stringify(data)) });
  expect(await restoreFrom(whole)).toEqual({ link: LINK, data, instanceParams: { cost: 'l1' } });
  expect((await restoreFrom(zip({ 'configuration.json': configuration })))?.data).toBeNull();
});

it('finds nothing in other zips, in broken ones and in other JSON', async () => {
  const broken = new File([zipSync({ 'configuration.json': configuration }).slice(0, 40)], 'run.zip');
  for (const file of [zip({ a: configuration }), broken, new File(['{"a":1}'], 'a.json'), new File([], 'b.json')])
    expect(await restoreFrom(file)).toBeNull();
});

it('knows which addresses lead somewhere', () => {
  expect(leadsSomewhere(LINK)).toBe(true);
  expect(leadsSomewhere('#/transport/nothing/sinkhorn')).toBe(false);
  expect(leadsSomewhere('#/p/no-such-paper/start')).toBe(false);
  expect(leadsSomewhere('#/claims')).toBe(false);
});
