import { expect, type Page, test } from '@playwright/test';

const SINKHORN = '#/transport/couplings/sinkhorn?n=24&eps=0.02&view=plan&until=none&steps=2000';
/** A method that reads its learning rate at every step. */
const CODES = '#/vae/images/vae?instance=digits&steps=60';

const ended = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: /converged|stopped|diverged/ })).toBeVisible({ timeout: 60_000 });
const run = async (page: Page, hash: string) => {
  await page.goto(`./${hash}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await ended(page);
};
const cell = (page: Page, row: number, column: number) =>
  page.locator('section[aria-labelledby="runs"] tbody tr').nth(row).locator('td').nth(column);

test('The scrubber turns the pictures back to any single step, by keyboard, and a replay makes what was not kept', async ({
  page,
}) => {
  await run(page, SINKHORN);
  const scrubber = page.getByRole('slider', { name: 'History of the run' });
  const plan = page
    .locator('figure')
    .filter({ has: page.getByRole('heading', { name: /plan/i }) })
    .first();
  const words = () => plan.locator('p').first().textContent();
  await scrubber.focus();
  // The last picture comes after the last step.
  await expect.poll(words).toContain('at step 2000:');
  const last = await words();
  await page.keyboard.press('Home');
  await expect(page.getByRole('button', { name: 'at step 1, back to now' })).toBeVisible();
  for (let k = 0; k < 2; k++) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'at step 3, back to now' })).toBeVisible();
  await page.keyboard.press('PageUp');
  await expect(page.getByRole('button', { name: 'at step 103, back to now' })).toBeVisible();
  await expect(scrubber).toHaveAttribute('aria-valuetext', 'step 103 of 2000');
  // None of the pictures kept along the run is of this very step.
  await expect.poll(words).toContain('at step 103:');
  await page.getByRole('button', { name: /back to now/ }).click();
  await expect(page.getByRole('button', { name: /back to now/ })).toHaveCount(0);
  await expect.poll(words).toBe(last);
});

test('A parameter changed in the past branches the run there; the run as it was stays pinned; the link holds both', async ({
  page,
  context,
}) => {
  await run(page, CODES);
  const scrubber = page.getByRole('slider', { name: 'History of the run' });
  await scrubber.focus();
  await page.keyboard.press('Home');
  for (let k = 0; k < 9; k++) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /at step 10/ })).toBeVisible();
  const rate = page.getByRole('textbox', { name: /Learning rate/ });
  await rate.fill('0.01');
  await rate.press('Enter');
  await expect(page).toHaveURL(/fork=10,\w+,0.01/);
  await expect(page).toHaveURL(/pin=vae/);
  await expect(page.locator('section[aria-labelledby="runs"] tbody tr')).toHaveCount(2);
  await expect(page.getByText(/0\.01 from step 10/).first()).toBeVisible();
  await ended(page);
  await expect(cell(page, 0, 0)).toHaveText(/60/);
  const elsewhere = await context.newPage();
  await elsewhere.goto(page.url());
  await elsewhere.getByRole('button', { name: 'Run', exact: true }).click();
  await ended(elsewhere);
  await expect.poll(() => cell(elsewhere, 0, 3).textContent()).toBe(await cell(page, 0, 3).textContent());
});

test('A parameter that a method reads at its start begins a new run, and the page says so', async ({ page }) => {
  await run(page, SINKHORN);
  await page.getByRole('slider', { name: 'History of the run' }).focus();
  await page.keyboard.press('Home');
  const points = page.getByRole('textbox', { name: /Source points/ });
  await points.fill('20');
  await points.press('Enter');
  await expect(page.getByRole('alert')).toContainText('begins at step 1 again');
  await expect(page).not.toHaveURL(/fork=/);
});

test('A shared receipt says that the same came out here; another run has none; a cut one says so', async ({
  page,
  context,
}) => {
  await run(page, '#/transport/couplings/sinkhorn?n=24&eps=0.05');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('checkbox', { name: /a receipt/ }).check();
  await expect(page.getByText(/It holds .*the receipt of the run/)).toBeVisible();
  await page.getByRole('button', { name: 'Copy link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/receipt=1~cpu-float64~\d/);

  const elsewhere = await context.newPage();
  await elsewhere.goto(link);
  await expect(elsewhere.getByText(/Identical\./)).toBeVisible();
  await expect(elsewhere.getByText(/the same to the last bit/)).toBeVisible();
  await elsewhere.getByRole('textbox', { name: /Regularisation/ }).fill('0.1');
  await elsewhere.keyboard.press('Enter');
  await expect(elsewhere).not.toHaveURL(/receipt=/);

  // Another problem under the same receipt.
  await elsewhere.goto(link.replace('n=24', 'n=25'));
  await expect(elsewhere.getByText(/Different\./)).toBeVisible();
  // One digit of the digest: the samples still agree.
  await elsewhere.goto(
    link.replace(/~([0-9a-f]{15})[0-9a-f]~/, (_, rest: string) => `~${rest}${link.includes(`${rest}0`) ? 1 : 0}~`),
  );
  await expect(elsewhere.getByText(/Within tolerance\./)).toBeVisible();
  await elsewhere.goto(link.slice(0, link.indexOf('receipt=') + 30));
  await expect(elsewhere.getByText(/receipt in this link is cut off or damaged/)).toBeVisible();
});

test('The share dialog leaves out what is not wanted, tells its length, and says so when the clipboard is refused', async ({
  page,
}) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=16&eps=0.5&view=plan&pin=sinkhorn~eps:0.2');
  await page.getByRole('button', { name: 'Share' }).click();
  const link = page.getByRole('textbox', { name: 'Link', exact: true });
  await expect(link).toHaveValue(/pin=.*view=plan/);
  await page.getByRole('checkbox', { name: /the pinned run/ }).uncheck();
  await page.getByRole('checkbox', { name: /the view plan/ }).uncheck();
  await expect(link).not.toHaveValue(/pin=|view=/);
  const length = (await link.inputValue()).length;
  await expect(page.getByText(`${length} characters.`)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Embed' })).toHaveValue(/view=plan&amp;embed=1/);
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
  });
  await page.getByRole('button', { name: 'Copy markdown' }).click();
  await expect(page.getByRole('alert')).toContainText('refused the clipboard');
});
