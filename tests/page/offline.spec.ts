import { expect, test } from '@playwright/test';

test('After one visit the page opens and runs without a network', async ({ page, context }) => {
  await page.goto('./');
  await page.evaluate(async () => {
    const { active, installing, waiting } = await navigator.serviceWorker.ready;
    const worker = active ?? waiting ?? installing;
    if (worker && worker.state !== 'activated')
      await new Promise((resolve) =>
        worker.addEventListener('statechange', () => worker.state === 'activated' && resolve(null)),
      );
  });
  await context.setOffline(true);
  await page.goto('./?offline#/transport/couplings/sinkhorn?instance=digits&upsample=1&eps=0.1');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /converged/ })).toBeVisible();
});
