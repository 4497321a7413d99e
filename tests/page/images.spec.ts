import { expect, test } from '@playwright/test';

const run = async (page: import('@playwright/test').Page) => {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible();
};

test('Pressing the latent plane decodes the point, and the keyboard moves it', async ({ page }) => {
  await page.goto('./#/vae/images/vae?instance=digits&steps=100');
  await run(page);
  const here = page.locator('[data-view="latent"] figure').nth(2);
  await expect(here.getByText('0, 0')).toBeVisible();
  const plane = page.locator('[data-chart="latent-plane"] svg').first();
  const box = (await plane.boundingBox())!;
  await plane.click({ position: { x: box.width * 0.7, y: box.height * 0.3 } });
  await expect(here.getByText('0, 0')).toHaveCount(0);
  await expect(here.locator('rect.frame')).toHaveCount(1);
  await plane.focus();
  const before = await here.innerText();
  await page.keyboard.press('ArrowLeft');
  await page.mouse.move(0, 0);
  await expect.poll(() => here.innerText()).not.toBe(before);
});

test('An address of another bench opens in place', async ({ page }) => {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto('./#/transport/couplings/sinkhorn?n=16');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const hash of ['#/information/estimators/ksg?n=100', '#/vae/images/vae?instance=digits&steps=20']) {
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  }
  await run(page);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Estimators' }).first()).toBeVisible();
  expect(failures).toEqual([]);
});

test('A bare address names the instance it opened, so that a copied link means the same run', async ({ page }) => {
  await page.goto('./#/vae/images/vae');
  await expect(page.getByRole('heading', { name: 'Images' }).first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/vae/images/vae?instance=digits');
});

test('A hierarchy that has no minimum is refused with a sentence', async ({ page }) => {
  await page.goto('./#/vae/linear/linearHierarchicalVae?learned=1&beta1=2');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(
    page
      .getByRole('alert')
      .filter({ hasText: /no minimum/ })
      .first(),
  ).toBeVisible();
});
