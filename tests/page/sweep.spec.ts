import { expect, type Page, test } from '@playwright/test';
import { complaintsOf } from './axe.ts';

const SMALL = './#/transport/couplings/sinkhorn?n=16&eps=0.1&steps=200';
const sweepOf = async (page: Page, name: string) => {
  await page.getByRole('textbox', { name: new RegExp(`${name}$`) }).hover();
  await page.getByRole('button', { name: `Sweep ${name}` }).click();
};

test('A sweep draws a curve above its slider, with the values in a table; a dot sets its value, by mouse and by keys', async ({
  page,
}) => {
  await page.goto(SMALL);
  await sweepOf(page, 'Regularisation');
  const curve = page.getByRole('img', { name: /^Response to Regularisation/ });
  await expect(curve.locator('circle, path.response-gap')).toHaveCount(10);
  await expect(page.getByRole('progressbar', { name: 'Sweep of Regularisation' })).toHaveCount(0);
  await expect(curve).toHaveAccessibleName(/least \S+ at \S+, most \S+ at /);
  await page.getByText('Values', { exact: true }).click();
  await expect(page.getByRole('table').filter({ hasText: 'ε' }).first().getByRole('row')).toHaveCount(11);
  expect(await complaintsOf(page, { part: 'aside' })).toEqual([]);
  const box = (await curve.boundingBox())!;
  await page.mouse.click(box.x + box.width - 4, box.y + box.height / 2);
  await expect(page.getByRole('textbox', { name: /Regularisation$/ })).not.toHaveValue('0.1');
  const largest = await page.getByRole('textbox', { name: /Regularisation$/ }).inputValue();
  await curve.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('textbox', { name: /Regularisation$/ })).not.toHaveValue(largest);
});

test('The curve shows another number when asked, goes stale with another setting, and is drawn anew', async ({
  page,
}) => {
  await page.goto(SMALL);
  await sweepOf(page, 'Regularisation');
  await expect(page.getByRole('progressbar', { name: 'Sweep of Regularisation' })).toHaveCount(0);
  await page.getByRole('combobox', { name: 'What the curve of Regularisation shows' }).selectOption({ index: 1 });
  await expect(page.getByRole('img', { name: /^Response to Regularisation\. .+at the end/ })).toBeVisible();
  await page.getByRole('textbox', { name: /Source points$/ }).fill('20');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Of other settings.')).toBeVisible();
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByText('Of other settings.')).toHaveCount(0);
});

test('A long sweep shows its progress, does not hold up the page and is cancelled at once', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=300&eps=0.001&until=none');
  await sweepOf(page, 'Regularisation');
  await expect(page.getByRole('progressbar', { name: 'Sweep of Regularisation' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the sweep of Regularisation' }).click();
  await expect(page.getByRole('progressbar', { name: 'Sweep of Regularisation' })).toHaveCount(0);
  await expect(page.getByText('Cancelled.')).toBeVisible();
  await page.getByRole('button', { name: 'Sweep Regularisation' }).click();
  await expect(page.getByText('Cancelled.')).toHaveCount(0);
});

test('Every bench has sweeps, of the problem’s numbers too', async ({ page }) => {
  for (const [hash, name] of [
    ['information/estimators/ksg?n=60', /^Sweep /],
    ['vae/linear/linearVae?steps=5', /^Sweep /],
  ] as const) {
    await page.goto(`./#/${hash}`);
    await page.getByRole('button', { name }).first().click();
    await expect(page.getByRole('img', { name: /^Response to / })).toBeVisible();
    await expect(
      page.locator('[data-chart="response-curve"]').locator('circle, path.response-gap').nth(2),
    ).toBeAttached();
  }
});
