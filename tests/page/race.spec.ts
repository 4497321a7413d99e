import { expect, type Page, test } from '@playwright/test';

const TWO = '#/transport/couplings/sinkhorn?n=24&eps=0.02&with=sinkhornNewtonSparse';

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });
const race = (page: Page) => page.getByRole('region', { name: 'Race' });
const places = (page: Page) => race(page).getByRole('table').getByRole('row');
/** The sentence that says who is ahead. */
const lead = (page: Page) =>
  race(page)
    .getByText(/leads: /)
    .first();
/** Cells of a racer's row: value, distance to the leader, steps, operations, seconds. */
const cells = async (page: Page, name: RegExp) =>
  race(page).getByRole('row', { name }).getByRole('cell').allTextContents();
const amount = (text: string | undefined) => {
  const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const [mantissa = '', power = '0'] = (text ?? '').replaceAll(',', '').split(/\s×\s10/);
  return (
    Number(mantissa) *
    10 ** Number([...power].map((digit) => (raised.includes(digit) ? raised.indexOf(digit) : digit)).join(''))
  );
};

test('A link opens a race at equal operations, and it says who leads, by how much, and what each had spent', async ({
  page,
}) => {
  await page.goto(`./${TWO}&race=work:4e5`);
  await run(page).click();
  await expect(page.getByRole('status').filter({ hasText: 'at the budget' })).toBeVisible();
  await expect(lead(page)).toHaveText(
    /^At 400,000 operations (\S+) leads: marginal error .*, .* (times|%) lower than \S+\. Paused at the budget/,
  );
  for (const name of [/Sinkhorn(?!-)/, /Sinkhorn-Newton-Sparse/]) {
    const spent = amount((await cells(page, name))[3]);
    expect(spent).toBeGreaterThan(200_000);
    expect(spent).toBeLessThanOrEqual(400_000);
  }
  await expect(places(page).nth(1)).toContainText('leads');
  await expect(places(page).nth(2)).toContainText('worse');
  expect(new URL(page.url()).hash).toContain('race=work:');
});

test('A budget in steps halts both runs exactly there, and raising it lets them go on', async ({ page }) => {
  await page.goto(`./${TWO}&race=steps:30`);
  await run(page).click();
  await expect(lead(page)).toHaveText(/^At 30 steps .*Paused at the budget/);
  const table = page.getByRole('region', { name: 'Runs', exact: true });
  for (const name of [/^Sinkhorn(?!-)/, /^Sinkhorn-Newton-Sparse/])
    await expect(table.getByRole('row', { name }).getByRole('cell').first()).toHaveText('30');
  const before = await cells(page, /Sinkhorn(?!-)/);
  const budget = race(page).getByRole('textbox', { name: 'Budget in steps' });
  await budget.fill('nine');
  await budget.press('Enter');
  await expect(race(page).getByRole('alert')).toContainText('A budget is a number above 0');
  await budget.fill('45');
  await budget.press('Enter');
  await expect(lead(page)).toHaveText(/^At 45 steps .*Paused at the budget/);
  await expect(page).toHaveURL(/race=steps:45/);
  await expect(
    table
      .getByRole('row', { name: /^Sinkhorn(?!-)/ })
      .getByRole('cell')
      .first(),
  ).toHaveText('45');
  expect(await cells(page, /Sinkhorn(?!-)/)).not.toEqual(before);
  // The budget is the reader's, not the run's end: without it the runs go to theirs.
  await budget.fill('');
  await budget.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible();
});

test('The unit is switched by one click, and the charts follow', async ({ page }) => {
  await page.goto(`./${TWO}&race=steps`);
  await run(page).click();
  await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible();
  await expect(lead(page)).toHaveText(/^At [\d,]+ steps /);
  for (const unit of ['seconds', 'operations']) {
    await race(page).getByRole('button', { name: unit, exact: true }).click();
    await expect(race(page).getByRole('button', { name: unit, exact: true })).toHaveAttribute('aria-pressed', 'true');
    await expect(lead(page)).toHaveText(new RegExp(`^At .* ${unit} `));
    await expect(page.getByRole('combobox', { name: 'against' }).locator('option:checked')).toHaveText(unit);
  }
  await expect(page).toHaveURL(/race=work/);
  await race(page).getByRole('combobox', { name: 'Metric of the race' }).selectOption('dualityGap');
  await expect(lead(page)).toHaveText(/duality gap/);
  await race(page).getByRole('button', { name: 'End the race' }).click();
  await expect(race(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/race=/);
});

test('The cursor, moved by keyboard, turns standings and pictures of all runs back to one budget', async ({ page }) => {
  await page.goto(`./${TWO}&race=work`);
  await run(page).click();
  await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible();
  // The standings come a few times a second.
  let end: string | null = null;
  await expect(async () => {
    end = await lead(page).textContent();
    await page.waitForTimeout(700);
    expect(await lead(page).textContent()).toBe(end);
  }).toPass();
  const svg = page.locator('figure[data-name="marginalError"]').getByRole('img').first();
  await svg.focus();
  await page.keyboard.press('Home');
  // Level or ahead, as the first sweeps are the same.
  const said = race(page).getByText(/^At /).first();
  await expect(said).not.toHaveText(end!);
  // Each key starts from where the chart was drawn last. Far enough both have spent something, and neither too much.
  await expect(async () => {
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(200);
    const there = amount((await said.textContent({ timeout: 500 }))!.split(' operations')[0]!.replace('At ', ''));
    for (const name of [/Sinkhorn(?!-)/, /Sinkhorn-Newton-Sparse/]) {
      const spent = amount((await cells(page, name))[3]);
      expect(spent).toBeGreaterThan(0);
      expect(spent).toBeLessThanOrEqual(1.01 * there);
    }
  }).toPass();
  await expect(said).not.toHaveText(end!);
  await page.keyboard.press('Escape');
  await expect(lead(page)).toHaveText(end!);
});

test('Two racers stand beside each other at 1,280 px and one below the other at 390 px, in one view', async ({
  page,
}) => {
  for (const [width, beside] of [
    [1280, true],
    [390, false],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`./${TWO}&race=steps:30&view=plan`);
    await run(page).click();
    await expect(lead(page)).toBeVisible();
    const columns = race(page).getByRole('article');
    await expect(columns).toHaveCount(2);
    await expect(columns.locator('figure')).toHaveCount(2);
    const [first, second] = [await columns.nth(0).boundingBox(), await columns.nth(1).boundingBox()];
    expect(Math.abs(first!.width - second!.width)).toBeLessThan(2);
    expect(second!.x > first!.x + first!.width).toBe(beside);
    expect(second!.y >= first!.y + first!.height).toBe(!beside);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});

test('With one run a second is offered, and a pinned run with another setting may race', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=16&eps=0.1');
  await page.getByRole('button', { name: /^Race against Sinkhorn/ }).click();
  await expect(page).toHaveURL(/with=.*race=steps|race=steps.*with=/);
  await expect(race(page).getByRole('article')).toHaveCount(2);
  await page.goto('./#/transport/couplings/sinkhorn?n=16&eps=0.1&pin=sinkhorn~eps:0.02&pin=sinkhorn~eps:0.2~seed:4');
  await page.getByRole('button', { name: 'Race these 2 runs' }).click();
  await run(page).click();
  await expect(race(page).getByRole('article')).toHaveCount(2);
  await expect(race(page).getByText('Same problem, same seed; differs in ε.')).toBeVisible();
  await expect(lead(page)).toBeVisible();
});

test('One click makes five seeds of a run: a band in the chart, median and quartiles in the table', async ({
  page,
}) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=16&eps=0.1');
  await page.getByRole('button', { name: '5 seeds' }).click();
  await expect(page.getByRole('button', { name: '5 seeds' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/seed=1-5/);
  await run(page).click();
  await expect(page.getByText('5 of 5 seeds ended; median and quartiles')).toBeVisible();
  await expect(page.getByText(/Sinkhorn, 5 seeds/).first()).toBeVisible();
  const row = page.getByRole('region', { name: 'Runs', exact: true }).getByRole('row', { name: /Sinkhorn/ });
  await expect(row.getByRole('cell').first()).toHaveText(/^[\d.,]+[\d.,]+ to [\d.,]+$/);
  await expect(page.locator('figure[data-name="marginalError"] path.band').first()).toHaveAttribute('d', /M.+/);
});
