import { expect, type Page, test } from '@playwright/test';
import { complaintsOf } from './axe.ts';

/** A paper whose claims take moments. */
const PAPER = './#/p/sinkhorn-newton-sparse';
const row = (page: Page, says: RegExp) => page.getByRole('listitem').filter({ has: page.getByText(says) });

test('One claim is measured in the background, shown beside the committed one, and kept over a reload', async ({
  page,
}) => {
  await page.goto(PAPER);
  const claim = row(page, /^Newton ends in tens of iterations/);
  await expect(
    claim.getByText(/^Committed: .+, (holds|does not hold here), \d seeds?, .+\d{4}-\d\d-\d\d, /),
  ).toBeVisible();
  await claim.getByRole('button', { name: /^Measure: Newton ends/ }).click();
  await expect(claim).toHaveAttribute('data-verdict', 'holds');
  await expect(claim.getByText(/^3 seeds, cpu-float64, [\d.]+ s$/)).toBeVisible();
  await expect(claim.getByText(/Here: .+ to .+, at most 45, \d{4}-\d\d-\d\d, version \d/)).toBeVisible();
  const value = await claim.locator('b.number').textContent();
  await page.reload();
  await expect(row(page, /^Newton ends in tens of iterations/)).toHaveAttribute('data-verdict', 'holds');
  await expect(row(page, /^Newton ends in tens of iterations/).locator('b.number')).toHaveText(value!);
  await page.getByRole('button', { name: 'Forget my measurements' }).click();
  await expect(row(page, /^Newton ends in tens of iterations/)).toHaveAttribute('data-verdict', 'not measured');
  await page.reload();
  await expect(row(page, /^Newton ends in tens of iterations/)).toHaveAttribute('data-verdict', 'not measured');
});

test('More seeds say on how many it holds', async ({ page }) => {
  await page.goto(PAPER);
  await page.getByRole('group', { name: 'Seeds' }).getByRole('button', { name: '5', exact: true }).click();
  const claim = row(page, /^Newton ends in tens of iterations/);
  await claim.getByRole('button', { name: /^Measure: Newton ends/ }).click();
  await expect(claim.getByText(/holds on \d of 5 seeds/)).toBeVisible();
  await expect(claim.getByText(/median .+, quartiles .+ to /)).toBeVisible();
  await expect(claim.getByRole('img', { name: /measured (\d+, ){4}\d+/ }).first()).toBeAttached();
});

test('All of a paper’s claims are queued with their progress, go on under another page, and stop at once', async ({
  page,
}) => {
  await page.goto(PAPER);
  await page.getByRole('button', { name: 'Measure all' }).click();
  await expect(page.getByRole('progressbar', { name: 'Claims measured' })).toBeVisible();
  await expect(page.getByText('waiting', { exact: true }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Claims' }).first().click();
  await expect(page.getByText(/^\d of 6: /)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel all' }).click();
  await expect(page.getByRole('progressbar', { name: 'Claims measured' })).toHaveCount(0);
  await expect(page.getByText('measuring', { exact: true })).toHaveCount(0);
});

test('The page of claims tallies all of them and filters by verdict and by words', async ({ page }) => {
  await page.goto('./#/claims');
  await expect(page.getByRole('button', { name: /^Measure all [1-9]/ })).toBeVisible();
  await expect(page.getByText(/^Fetching the claims/)).toHaveCount(0);
  const shown = page.getByRole('group', { name: 'Claims shown' });
  const count = async (name: RegExp) =>
    Number((await shown.getByRole('button', { name }).textContent())!.match(/\d+/)![0]);
  const all = await count(/claims$/);
  expect(all).toBeGreaterThan(150);
  expect(await count(/not measured$/)).toBe(all);
  await shown.getByRole('button', { name: /hold$/ }).first().click();
  await expect(page.getByText('No claim matches.')).toBeVisible();
  await page.getByRole('button', { name: 'as committed' }).click();
  const held = await count(/^\d+ hold$/);
  expect(held).toBeGreaterThan(20);
  expect(held + (await count(/do not hold here$/)) + (await count(/not measured$/))).toBe(all);
  await shown.getByRole('button', { name: /claims$/ }).click();
  await page.getByRole('searchbox', { name: 'Find a claim' }).fill('Newton ends in tens');
  await expect(page.getByRole('button', { name: 'Measure these 1', exact: true })).toBeVisible();
  const claim = row(page, /^Newton ends in tens of iterations/);
  await claim.getByRole('button', { name: /^Measure: Newton ends/ }).click();
  await expect(claim).toHaveAttribute('data-verdict', 'holds');
  await page.getByRole('button', { name: 'in this browser' }).click();
  expect(await count(/^\d+ hold$/)).toBe(1);
});

test('Where storage is refused a measurement is made and one sentence says that it is not kept', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.goto(PAPER);
  const claim = row(page, /^Newton ends in tens of iterations/);
  await claim.getByRole('button', { name: /^Measure: Newton ends/ }).click();
  await expect(claim).toHaveAttribute('data-verdict', 'holds');
  await expect(page.getByRole('alert').filter({ hasText: 'This browser keeps nothing' })).toBeVisible();
});

test('A map of nine cells says where a claim holds, in a picture, a sentence and a table', async ({ page }) => {
  await page.goto(PAPER);
  const claim = row(page, /^Newton ends in tens of iterations/);
  await claim.getByRole('button', { name: /^Where does it hold/ }).click();
  await claim.getByRole('combobox', { name: 'Across' }).selectOption({ label: 'Regularisation, ε' });
  for (const [field, value] of Object.entries({
    'Across, from': '0.0012',
    'Across, to': '0.004',
    'Upwards, from': '40',
    'Upwards, to': '110',
  }))
    await claim.getByRole('textbox', { name: field }).fill(value);
  await claim.getByRole('combobox', { name: 'Cells' }).selectOption('3');
  await claim.getByRole('button', { name: 'Draw the map' }).click();
  await expect(claim.getByText(/Holds in \d of \d cells/).last()).toBeVisible();
  await expect(claim.locator('rect[data-state="waiting"]')).toHaveCount(0);
  await expect(claim.locator('rect[data-state]')).toHaveCount(9);
  await expect(claim.locator('rect.ring')).toHaveCount(1);
  await claim.getByRole('button', { name: 'More for Where it holds' }).click();
  await page.getByRole('menuitem', { name: 'Show data table' }).click();
  await expect(claim.getByRole('table').getByRole('row')).toHaveCount(10);
  expect(await complaintsOf(page, { part: 'section[aria-label^="Claims of"]' })).toEqual([]);
});
