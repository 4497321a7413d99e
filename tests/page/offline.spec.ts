import { expect, type Page, test } from '@playwright/test';

test.use({ serviceWorkers: 'allow' });

/** The page as it is after a first visit: its files are kept, and the service worker answers for it. */
async function visit(page: Page, hash = ''): Promise<void> {
  await page.goto(`./${hash}`);
  await page.evaluate(async () => {
    const { active, installing, waiting } = await navigator.serviceWorker.ready;
    const worker = active ?? waiting ?? installing;
    if (worker && worker.state !== 'activated')
      await new Promise((resolve) =>
        worker.addEventListener('statechange', () => worker.state === 'activated' && resolve(null)),
      );
  });
}

test('After one visit the page opens and runs without a network', async ({ page, context }) => {
  await visit(page);
  await context.setOffline(true);
  await page.goto('./?offline#/transport/couplings/sinkhorn?instance=digits&upsample=1&eps=0.1');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /converged/ })).toBeVisible();
  // Every lab, the keys and the claims too.
  await page.goto('./?offline#/bnn/posterior/meanFieldVi?updates=20');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});

test('The page can be installed', async ({ page }) => {
  await page.goto('./');
  const manifest = (await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')!;
    const found = await (await fetch(link.href)).json();
    const icons = await Promise.all(
      found.icons.map(async ({ src }: { src: string }) => (await fetch(new URL(src, link.href))).ok),
    );
    return { ...found, start: new URL(found.start_url, link.href).href, icons };
  })) as { name: string; display: string; start: string; icons: boolean[] };
  expect(manifest).toMatchObject({ name: 'Paperscope', display: 'standalone', icons: [true, true, true] });
  expect(manifest.start).toBe(page.url().replace(/#.*/, ''));
});

test('A newer version waits until the reader takes it; the run goes on meanwhile, and its address stays', async ({
  page,
}) => {
  const hash = '#/transport/couplings/sinkhorn?instance=densities&n=300&eps=5e-4&until=none&steps=100000';
  await visit(page, hash);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const count = page.locator('section[aria-labelledby="runs"] tbody td').first();
  const steps = async () => Number((await count.textContent())?.replaceAll(',', ''));
  await expect.poll(steps).toBeGreaterThan(5);
  // The same worker under another name is to the browser what a newer one is.
  await page.evaluate(() => navigator.serviceWorker.register('service-worker.js?newer').then(() => null));
  // Its files are not fetched while the run goes on.
  const then = await steps();
  await expect.poll(steps).toBeGreaterThan(then);
  await expect(page.getByText('A newer Paperscope is ready.')).toHaveCount(0);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByText('A newer Paperscope is ready.')).toBeVisible();
  const paused = await steps();
  expect(paused).toBeGreaterThan(then);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect.poll(steps).toBeGreaterThan(paused);
  await page.getByRole('button', { name: 'Load it' }).click();
  await expect(page.getByText('A newer Paperscope is ready.')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  expect(new URL(page.url()).hash).toBe(hash);
});
