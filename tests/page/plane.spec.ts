import { expect, test } from '@playwright/test';

const run = { name: 'Run', exact: true } as const;

test('Layers move through the plane, and the colour key turns every view back', async ({ page }) => {
  await page.goto('./#/information/plane/binning?epochs=100&batch=2048');
  await page.getByRole('button', run).click();
  await expect(page.getByRole('status').filter({ hasText: 'converged' })).toBeVisible({ timeout: 60_000 });
  const plane = page.locator('[data-name="information-plane"]');
  await expect(plane.locator('.layer-end')).toHaveCount(6);
  await expect(plane.getByText('bound: no layer can lie above')).toBeVisible();
  await expect(plane.getByText(/gave up .* bits about the input/)).toBeVisible();

  // The first layer is one-to-one: it stands at twelve bits, on the dashed line.
  const placeOf = async (selector: string, nth = 0) => {
    const box = (await plane.locator(selector).nth(nth).boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  expect(Math.abs((await placeOf('.layer-end')).x - (await placeOf('path.floor')).x)).toBeLessThan(3);

  await plane.locator('.handle').scrollIntoViewIfNeeded();
  const before = await placeOf('.layer-end', 5);
  const handle = await placeOf('.handle');
  const left = (await placeOf('rect.key')).x;
  await page.mouse.move(handle.x, handle.y);
  await page.mouse.down();
  await page.mouse.move(left + 4, handle.y, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByRole('button', { name: /back to now/ })).toBeVisible();
  // Straight pieces; those of one epoch share a path.
  const later = () =>
    plane
      .locator('.segment[data-later]')
      .evaluateAll((paths) => paths.reduce((sum, path) => sum + path.getAttribute('d')!.split('M').length - 1, 0));
  await expect.poll(later).toBeGreaterThan(100);
  expect(Math.abs((await placeOf('.layer-end', 5)).x - before.x)).toBeGreaterThan(3);
  await page.getByRole('button', { name: /back to now/ }).click();
  await expect.poll(async () => (await placeOf('.layer-end', 5)).x).toBeCloseTo(before.x, 0);
});

test('Two estimators watch one training, side by side', async ({ page }) => {
  await page.goto('./#/information/plane/binning?epochs=100&batch=2048&with=adaptiveBinning');
  await page.getByRole('button', run).click();
  // A chart out of sight draws when it comes into view.
  await page.locator('[data-chart="information-plane"]').nth(1).scrollIntoViewIfNeeded();
  await expect(page.locator('[data-chart="information-plane"] .layer-end')).toHaveCount(12, { timeout: 60_000 });
  await expect(page.getByRole('status').filter({ hasText: 'converged' })).toBeVisible({ timeout: 60_000 });
  const rows = page.getByRole('row').filter({ hasText: /bins/i });
  const cells = () =>
    rows.evaluateAll((all) =>
      all.map((row) =>
        [...row.querySelectorAll('td')]
          .slice(-3)
          .map((td) => td.textContent)
          .join(' '),
      ),
    );
  await expect.poll(async () => new Set(await cells()).size, { timeout: 60_000 }).toBe(1);
  expect((await cells()).length).toBe(2);
});

test('A slow observer stops at once', { tag: '@alone' }, async ({ page }) => {
  await page.goto('./#/information/plane/kdeUpper?rows=1024');
  await page.getByRole('button', run).click();
  await expect(page.locator('[data-name="information-plane"] .layer-end').first()).toBeVisible({ timeout: 60_000 });
  const started = Date.now();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', run)).toBeVisible();
  expect(Date.now() - started).toBeLessThan(2000);
});
