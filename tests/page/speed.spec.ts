import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

interface Result {
  readonly id: string;
  readonly label?: string;
  readonly exponent?: number;
  readonly speedUp?: { readonly median: number };
}
const { results } = JSON.parse(readFileSync('docs/measurements/bench.json', 'utf8')) as { results: Result[] };

test('the page of speed shows what was committed, and measures it here', async ({ page }) => {
  await page.goto('./#/speed');
  await expect(page.getByRole('heading', { level: 1, name: 'Speed' })).toBeVisible();
  const figure = page.locator('figure').first();
  for (const { label, exponent } of results.filter(({ id }) => id === 'scale')) {
    if (label === undefined) continue; // not measured there
    await expect(figure).toContainText(label.replace('Sinkhorn, ', '').replace('GPU kernel', 'GPU'));
    await expect(figure).toContainText(`n^${exponent!.toFixed(2)}`);
  }
  await expect(page.getByRole('row')).toHaveCount(
    results.filter(({ speedUp }) => speedUp !== undefined).length + (await page.getByRole('table').count()),
  );

  await page.getByRole('button', { name: 'Measure in this browser' }).click();
  await expect(page.getByRole('progressbar', { name: 'Sizes measured' })).toBeVisible();
  await expect(figure).toContainText('absorbed kernel here', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Measure in this browser' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('alert')).toHaveCount(0);
  // Going elsewhere and back keeps what was measured.
  await page.goto('./#/credits');
  await page.goto('./#/speed');
  await expect(figure).toContainText('absorbed kernel here');
});

test('the page of speed is reached from every page and holds on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./#/');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Speed' }).click();
  await expect(page).toHaveTitle('Speed · Paperscope');
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  // The names of the lines stay on the screen.
  for (const name of await page.locator('figure').first().locator('[data-layer="words"] text').all()) {
    const { x, width } = (await name.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(390);
  }
});
