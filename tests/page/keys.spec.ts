import { expect, test } from '@playwright/test';

const RUN = '#/transport/couplings/sinkhorn?n=16&eps=0.5';

test('The help lists every key that is bound, and each of them acts', async ({ page }) => {
  await page.goto(`./${RUN}`);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  for (const words of [
    'Run or pause',
    'Find a command or a paper',
    'Pin the run',
    'Hear the chart',
    'Go back or on by one step',
  ])
    await expect(help.getByText(words)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);

  await page.keyboard.press('.');
  await expect(page.locator('section[aria-labelledby="runs"] tbody td').first()).toHaveText('1');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/pin=/);
  await page.keyboard.press('d');
  await expect(page).toHaveURL(/seed=/);
  await page.keyboard.press('t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.keyboard.press('s');
  await expect(page.getByRole('dialog', { name: 'Share this run' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Space');
  await expect(page.getByRole('status').filter({ hasText: /converged/ })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  // Where letters are typed, they are letters.
  await page.keyboard.press('d');
  await expect(page.getByRole('searchbox')).toHaveValue('d');
});

test('Single keys can be switched off, and stay off', async ({ page }) => {
  await page.goto(`./${RUN}`);
  await page.getByRole('button', { name: 'Keys and commands' }).click();
  await page.getByRole('checkbox', { name: /Single keys act/ }).uncheck();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await page.keyboard.press('p');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).not.toHaveURL(/pin=/);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command or paper' })).toBeFocused();
});

test('The palette finds papers, methods and commands by a few letters, and by what resembles them', async ({
  page,
}) => {
  await page.goto('./');
  const box = page.getByRole('combobox', { name: 'Command or paper' });
  // The page may be there a moment before it listens.
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(box).toBeVisible({ timeout: 1000 });
  }).toPass();
  await box.fill('sinkorn newton');
  await expect(page.getByRole('option').first()).toContainText(/Sinkhorn/i);
  await box.fill('Run: Accelerating Sinkhorn');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/p\/sinkhorn-newton-sparse\/start/);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await page.keyboard.press('Control+k');
  await box.fill('network simplex');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/method=exact/);
  await page.keyboard.press('Control+k');
  await box.fill('zzzzqq');
  await expect(page.getByText('Nothing matches “zzzzqq”.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
