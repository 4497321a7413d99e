import { expect, test } from '@playwright/test';

const RUN = '#/transport/couplings/sinkhorn?n=16&eps=0.5';

test('With storage blocked the page works, and choices last as long as the page', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await page.goto(`./${RUN}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /converged/ })).toBeVisible();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.goto('./#/claims');
  await expect(page.getByRole('heading', { level: 1, name: /papers say/ })).toBeVisible();
  expect(errors).toEqual([]);
});

test('In a frame of another page a view runs, fits and links back; a sandboxed one says one sentence', async ({
  page,
}) => {
  await page.goto('./#/credits');
  const home = page.url().replace(/#.*/, '');
  const frames = ['', 'sandbox="allow-scripts"'].map(
    (rights) =>
      `<iframe ${rights} width="420" height="360" src="${home}?${rights.length}${RUN}&view=plan&embed=1"></iframe>`,
  );
  await page.route('**/slides.html', (route) => route.fulfill({ contentType: 'text/html', body: frames.join('') }));
  await page.goto('./slides.html');
  const plain = page.frameLocator('iframe').first();
  await plain.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(plain.getByRole('status').filter({ hasText: /converged/ })).toBeVisible();
  await expect(plain.getByRole('link', { name: 'Open in Paperscope' })).toHaveAttribute('href', /view=plan$/);
  const over = await plain.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
  // A frame that may not even keep its own origin loads nothing of ours: what it says stands in the page itself.
  await expect(page.frameLocator('iframe').last().locator('.early')).toContainText('blocked');
});

test('Two tabs at one address run by themselves, and closing one in the middle loses nothing', async ({
  page,
  context,
}) => {
  const hash = '#/transport/couplings/sinkhorn?instance=densities&n=200&eps=1e-3&until=none&steps=100000';
  const other = await context.newPage();
  for (const one of [page, other]) {
    await one.goto(`./${hash}`);
    await one.getByRole('button', { name: 'Run', exact: true }).click();
  }
  const count = page.locator('section[aria-labelledby="runs"] tbody td').first();
  const steps = async () => Number((await count.textContent())?.replaceAll(',', ''));
  await expect.poll(steps).toBeGreaterThan(3);
  await other.close({ runBeforeUnload: true });
  const then = await steps();
  await expect.poll(steps).toBeGreaterThan(then);
  const again = await context.newPage();
  await again.goto(page.url());
  await expect(again.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  expect(new URL(again.url()).hash).toBe(hash);
});

test('A hidden tab goes on with its run', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?instance=densities&n=200&eps=1e-3&until=none&steps=100000');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const count = page.locator('section[aria-labelledby="runs"] tbody td').first();
  const steps = async () => Number((await count.textContent())?.replaceAll(',', ''));
  await expect.poll(steps).toBeGreaterThan(3);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
    // No frame is drawn in a hidden tab.
    window.requestAnimationFrame = () => 0;
  });
  const then = await steps();
  await expect.poll(steps).toBeGreaterThan(then);
});

test('At 200 % zoom, on a phone and with less motion everything is there and nothing scrolls sideways', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const width of [390, 640]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`./${RUN}`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: /converged/ })).toBeVisible();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBe(0);
    const moving = await page.evaluate(
      () => document.getAnimations().filter((one) => one.playState === 'running').length,
    );
    expect(moving).toBe(0);
    // What is touched is large enough to be touched.
    const small = await page
      .getByRole('toolbar', { name: 'Run' })
      .getByRole('button')
      .evaluateAll((all) =>
        all.filter((one) => one.clientHeight > 0 && one.clientHeight < 40).map((one) => one.textContent),
      );
    expect(small).toEqual([]);
  }
});
