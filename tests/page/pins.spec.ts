import { expect, test } from '@playwright/test';

const rows = 'section[aria-labelledby="runs"] tbody tr';
const done = /converged|stopped|diverged/;

test('Pinning, hiding and changing the view leave ended runs as they are; Run on ended runs starts them again', async ({
  page,
}) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=32&eps=0.1');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: done })).toBeVisible();
  // The table follows the status.
  await page.waitForTimeout(400);
  const before = await page.locator(rows).first().locator('td').allTextContents();
  await page.getByRole('button', { name: 'Potentials', exact: true }).click();
  await page.keyboard.press('p');
  await page.waitForTimeout(500);
  expect(await page.locator(rows).first().locator('td').allTextContents()).toEqual(before);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForTimeout(600);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible({ timeout: 30_000 });
  await page.waitForTimeout(400);
  const again = await page.locator(rows).first().locator('td').allTextContents();
  expect(again.filter((_, k) => k !== 2)).toEqual(before.filter((_, k) => k !== 2));
});

test('Five pinned runs are kept with their letters, and a sixth is not taken', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=16&eps=0.5');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  for (const eps of ['0.5', '0.4', '0.3', '0.2', '0.1', '0.05']) {
    await page.getByRole('textbox', { name: /Regularisation/ }).fill(eps);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(350);
    await page.locator('body').click({ position: { x: 3, y: 3 } });
    await page.keyboard.press('p');
  }
  await expect(page.getByRole('button', { name: 'unpin' })).toHaveCount(5);
  const hash = new URL(page.url()).hash;
  expect(hash.length).toBeLessThanOrEqual(500);
});

test('A preset sets the whole run in one click, and the paper’s value is marked on the slider', async ({ page }) => {
  await page.goto('./#/p/sinkhorn-newton-sparse/start');
  await page.getByRole('button', { name: 'Too sparse' }).click();
  await expect(page.getByRole('textbox', { name: /Kept entries a row/ })).toHaveValue('2');
  await expect(page.getByTitle(/The paper's value: 5/).first()).toBeAttached();
  await page.goBack();
  await expect(page.getByRole('textbox', { name: /Kept entries a row/ })).toHaveValue('5');
});

test('A chart can be read as a table, zoomed by keyboard-free drag, and its crosshair moves by arrow keys', async ({
  page,
}) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=32&eps=0.05');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: done })).toBeVisible();
  const figure = page.locator('figure[data-name="marginalError"]');
  const svg = figure.getByRole('img').first();
  await svg.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Home');
  const box = (await svg.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(figure.getByText('fit', { exact: true })).toBeVisible();
  await svg.dblclick({ position: { x: box.width / 2, y: box.height / 2 } });
  await expect(figure.getByText('fit', { exact: true })).toHaveCount(0);
});
