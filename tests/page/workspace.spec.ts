import { expect, type Page, test } from '@playwright/test';

/** Small and quick; the random assignment of the paper's claims. */
const NEWTON = '#/transport/couplings/sinkhornNewtonSparse?instance=randomAssignment&n=60&eps=0.005&keepPerRow=8';

const finished = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: /converged|stopped|diverged/ })).toBeVisible({ timeout: 60_000 });
/** The numbers a reader sees for the edited run: the first row of the table of runs, seconds left out. */
async function numbers(page: Page): Promise<string[]> {
  const cells = await page.locator('section[aria-labelledby="runs"] tbody tr').first().locator('td').allTextContents();
  return cells.filter((_, k) => k !== 2);
}

test('A paper is picked from the catalogue, run, paused, stepped, pinned, and its link opens the same run elsewhere', async ({
  page,
  context,
}) => {
  await page.goto('./');
  await page
    .getByRole('link', { name: /Accelerating Sinkhorn/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /Accelerating Sinkhorn/ })).toBeVisible();
  await page.getByRole('link', { name: 'Open the workspace' }).click();
  await expect(page).toHaveURL(/#\/p\/sinkhorn-newton-sparse\//);
  await expect(page).toHaveTitle(/Accelerating Sinkhorn.*Paperscope/);

  await page.goto(`./${NEWTON}`);
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeEnabled();
  await page.getByRole('button', { name: 'Step once' }).click();
  await expect(page.locator('section[aria-labelledby="runs"] tbody td').first()).toHaveText('1');
  await run.click();
  await finished(page);
  const first = await numbers(page);
  await page.keyboard.press('p');
  await page.getByRole('textbox', { name: /Kept entries a row/ }).fill('3');
  await page.keyboard.press('Enter');
  await expect(page.locator('section[aria-labelledby="runs"] tbody tr')).toHaveCount(2);
  await expect(page.getByText(/k 8/).first()).toBeVisible();
  // A changed parameter waits a moment before it starts a new run.
  await page.waitForTimeout(600);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible({ timeout: 60_000 });
  await page.waitForTimeout(400);
  const mine = await numbers(page);
  expect(mine).not.toEqual(first);

  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('pin=');

  const elsewhere = await context.newPage();
  await elsewhere.goto(link);
  await elsewhere.getByRole('button', { name: 'Run', exact: true }).click();
  await finished(elsewhere);
  await expect.poll(() => numbers(elsewhere)).toEqual(mine);
});

test('A run can be paused and goes on from where it was', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?instance=densities&n=300&eps=5e-4&until=none&steps=100000');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const count = page.locator('section[aria-labelledby="runs"] tbody td').first();
  const steps = async () => Number((await count.textContent())?.replaceAll(',', ''));
  await expect.poll(steps).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.waitForTimeout(600);
  const paused = await steps();
  await page.waitForTimeout(600);
  expect(await steps()).toBe(paused);
  await page.keyboard.press('Space');
  await expect.poll(steps).toBeGreaterThan(paused);
});

test('Back undoes a choice of method, and Forward brings it back', async ({ page }) => {
  await page.goto(`./${NEWTON}`);
  await page.getByRole('button', { name: 'Network simplex (exact)' }).click();
  await expect(page).toHaveURL(/couplings\/exact/);
  await page.goBack();
  await expect(page).toHaveURL(/sinkhornNewtonSparse/);
  await expect(
    page.getByLabel('Controls').getByRole('button', { name: 'Sinkhorn-Newton-Sparse', exact: true }),
  ).toHaveAttribute('aria-pressed', 'true');
  await page.goForward();
  await expect(page).toHaveURL(/couplings\/exact/);
});

test('A bad link names each field that was not used and can be run', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?eps=9e9&kep=5&instance=clowds&v=99&data=%%%');
  const note = page.getByRole('status').filter({ hasText: 'not used as written' });
  for (const word of ['eps = 9e9', 'kep', 'clowds', 'later Paperscope', 'data']) await expect(note).toContainText(word);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await finished(page);
});

test('An unknown bench, paper or address says so', async ({ page }) => {
  await page.goto('./#/transport/nothing/here');
  await expect(page.getByText(/There is no bench transport\/nothing/)).toBeVisible();
  await page.goto('./#/p/no-such-paper');
  await expect(page.getByRole('heading', { name: 'Nothing is at this address' })).toBeVisible();
  await page.goto('./#/what/ever/is/this');
  await expect(page.getByRole('heading', { name: 'Nothing is at this address' })).toBeVisible();
});

test('Three seeds draw a band, two methods race, and the scrubber turns the pictures back', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=48&eps=0.05&seed=1-3&with=sinkhornKernel');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await finished(page);
  await expect(page.locator('section[aria-labelledby="runs"] tbody tr')).toHaveCount(2);
  await expect(page.getByText(/Sinkhorn, 3 seeds/).first()).toBeVisible();
  const scrubber = page.getByRole('slider', { name: 'History of the run' });
  await scrubber.focus();
  if (await scrubber.isEnabled()) {
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('button', { name: /back to now/ })).toBeVisible();
  }
});

test('A CSV with a word in it is refused by row and column, and nothing is lost', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=16&eps=0.1');
  await page.getByText('Your own data').click();
  const input = page.locator('input[type="file"]');
  await input.setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from('0,1\n2,apple\n') });
  await expect(page.getByRole('alert')).toContainText('bad.csv, row 2, column 2: “apple” is not a number');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('textbox', { name: /Source points/ })).toHaveValue('16');
  await input.setInputFiles({ name: 'good.csv', mimeType: 'text/csv', buffer: Buffer.from('x,y\n0,1\n2,3\n1,1\n') });
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(page).toHaveURL(/instance=user.*data=/);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await finished(page);
  // A refusal belongs to the address it was given at.
  await input.setInputFiles({ name: 'word.csv', mimeType: 'text/csv', buffer: Buffer.from('0,1\n2,apple\n') });
  await expect(page.getByRole('alert')).toContainText('word.csv, row 2');
  await page.goto('./#/transport/maps/mongeGap');
  await expect(page.getByRole('heading', { name: 'Maps', exact: true })).toBeVisible();
  await expect(page.getByText('word.csv')).toHaveCount(0);
});

const alone = { tag: '@alone' };
test(
  'No request leaves the page’s origin, and no task on the main thread is longer than 200 ms while a run goes',
  alone,
  async ({ page }) => {
    const foreign: string[] = [];
    page.on('request', (request) => {
      const { origin } = new URL(page.url() === 'about:blank' ? request.url() : page.url());
      if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
    });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto('./#/p/sinkhorn-newton-sparse/start');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.evaluate(() => {
      const seen: number[] = [];
      Object.assign(window, { longTasks: seen });
      new PerformanceObserver((list) => seen.push(...list.getEntries().map((entry) => entry.duration))).observe({
        type: 'longtask',
      });
    });
    await page.waitForTimeout(3000);
    const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    test.info().annotations.push({ type: 'long tasks', description: JSON.stringify(tasks) });
    // The claim is none over 50 ms on an idle machine (npm run bench measures it); CI shares two cores.
    expect(Math.max(0, ...tasks)).toBeLessThan(200);
    for (const hash of ['#/', '#/claims', '#/credits', '#/p/sinkhorn-newton-sparse']) {
      await page.goto(`./${hash}`);
      await page.waitForTimeout(400);
    }
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
  },
);

test('An embedded view shows one picture without the frame and links back', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?instance=densities&n=64&eps=0.01&view=plan&embed=1');
  await expect(page.getByRole('link', { name: 'Open in Paperscope' })).toBeVisible();
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Potentials' })).toHaveCount(0);
  // The view is named: there is none to choose, and it fits a low frame whole.
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('button')).toHaveCount(0);
  await page.setViewportSize({ width: 700, height: 400 });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThan(2);
});

test('What is typed in the controls stays when the page gets narrow and wide again', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=16&eps=0.5');
  await page.getByText('Your own data').click();
  const box = page.getByRole('textbox', { name: /paste|numbers|data/i }).first();
  await box.fill('1,2');
  await page.setViewportSize({ width: 600, height: 800 });
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(box).toHaveValue('1,2');
});

test('Claims that are measured in the background are told of on every page', async ({ page }) => {
  await page.goto('./#/p/sinkhorn-newton-sparse');
  await page.getByRole('button', { name: /^Measure: Newton ends/ }).click();
  await page.goto('./#/credits');
  const link = page.getByRole('link', { name: /Claims 0 of 1/ });
  await expect(link).toBeVisible();
  await expect(link).toHaveCount(0, { timeout: 60_000 });
});

test('A claim is measured in the page', async ({ page }) => {
  await page.goto('./#/p/sinkhorn-newton-sparse');
  await page.getByRole('button', { name: /^Measure: Newton ends/ }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Newton ends in tens' });
  await expect(row.getByText('holds', { exact: true })).toBeVisible({ timeout: 60_000 });
});
