import { expect, test } from '@playwright/test';

const GPU = '#/transport/couplings/sinkhornGpu?n=48&eps=0.05&backend=webgpu&until=none&steps=400';
const rows = 'section[aria-labelledby="runs"] tbody';

test('A float32 run uses WebGPU when asked, survives a lost device and ends where an undisturbed run ends', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto(`./${GPU}`);
  const count = page.locator(`${rows} td`).first();
  const steps = async () => Number((await count.textContent())?.replaceAll(',', ''));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('WebGPU, float32')).toBeVisible({ timeout: 60_000 });
  await expect.poll(steps, { timeout: 60_000 }).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'Pause' }).click();
  const lose = async () => {
    for (const worker of page.workers())
      await worker.evaluate(() =>
        (globalThis as unknown as { paperscopeDevice?: { destroy(): void } }).paperscopeDevice?.destroy(),
      );
  };
  await lose();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText(/The GPU was lost at step/).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('WebGPU, float32')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /stopped at the limit/ })).toBeVisible({ timeout: 120_000 });
  // The table is written a few times a second.
  await page.waitForTimeout(700);
  const cells = await page.locator(`${rows} tr`).first().locator('td').allTextContents();

  await page.reload();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /stopped at the limit/ })).toBeVisible({ timeout: 120_000 });
  await page.waitForTimeout(700);
  const again = await page.locator(`${rows} tr`).first().locator('td').allTextContents();
  expect(again.filter((_, k) => k !== 2)).toEqual(cells.filter((_, k) => k !== 2));

  // Two losses in one visit: the next backend takes over.
  for (let loss = 0; loss < 2; loss++) {
    await page.getByRole('button', { name: 'Restart with the same seed' }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect.poll(steps, { timeout: 60_000 }).toBeGreaterThan(2);
    await page.getByRole('button', { name: 'Pause' }).click();
    await lose();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText(/The GPU was lost at step/).first()).toBeVisible({ timeout: 60_000 });
    await page
      .getByRole('button', { name: 'Pause' })
      .click({ timeout: 5000 })
      .catch(() => undefined);
  }
  await expect(page.getByText('WASM, float32')).toBeVisible({ timeout: 60_000 });
});

test('Without a real GPU the badge says which backend runs and why', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhornGpu?n=32&eps=0.1');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText(/^(WASM|CPU), float32$/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible({ timeout: 60_000 });
});

test('A float64 method says that it runs on the CPU', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=16');
  await expect(page.getByText('CPU, float64')).toBeVisible();
});
