import { expect, type Page, test } from '@playwright/test';

/** Tab until the focus is on what is looked for. */
async function tabTo(page: Page, matches: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const words = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement;
      return at.ariaLabel || at.closest('label')?.textContent || at.textContent || '';
    });
    if (matches.test(words)) return;
  }
  throw new Error(`Tab does not come to ${matches}`);
}

test('A path is walked by keyboard alone: predict, run, verdict, next', async ({ page }) => {
  await page.goto('./#/learn');
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(4);
  await page.locator('main').focus();
  await tabTo(page, /^Begin: Moving mass/);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'A plan is a table' });
  await expect(panel.getByText('stop 1 of 6')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Run and see' })).toBeDisabled();
  await tabTo(page, /32, one in each row/);
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('radio', { name: /About half/ })).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(panel.getByRole('radio', { name: /32, one in each row/ })).toBeChecked();
  await tabTo(page, /^Run and see/);
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('status')).toContainText('As you predicted. Thirty-two.');
  await tabTo(page, /^Next stop/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/eps=0\.5&lesson=transport\.2$/);
  const next = page.getByRole('heading', { name: 'Entropy blurs it' });
  await expect(next).toBeFocused();

  // A wrong prediction is answered kindly, and both are remembered.
  const second = page.getByRole('region', { name: 'Entropy blurs it' });
  await second.getByRole('radio', { name: 'Less' }).check();
  await second.getByRole('button', { name: 'Run and see' }).click();
  await expect(second.getByRole('status')).toContainText('Not this time');
  await page.goto('./#/learn');
  await expect(page.getByText('seen', { exact: true })).toHaveCount(2);
  await expect(page.getByRole('link', { name: 'Go on at stop 3: Moving mass' })).toBeVisible();
});

test('A stop that was changed is restored, and the path can be left', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=32&eps=0.5&lesson=transport.2');
  const panel = page.getByRole('region', { name: 'Entropy blurs it' });
  await panel.getByRole('radio', { name: 'More' }).check();
  await page.getByRole('textbox', { name: 'ε Regularisation' }).fill('1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/eps=1&lesson=transport\.2/);
  await expect(panel.getByRole('button', { name: 'Run and see' })).toBeDisabled();
  await panel.getByRole('link', { name: 'Restore this stop' }).click();
  await expect(page).toHaveURL(/eps=0\.5&lesson=transport\.2$/);
  await expect(panel.getByRole('button', { name: 'Run and see' })).toBeEnabled();
  await panel.getByRole('button', { name: 'Leave the path' }).click();
  await expect(page).toHaveURL(/eps=0\.5$/);
  await expect(panel).toHaveCount(0);
});

test('A stop that does not exist, and storage that is refused, are no obstacle', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await page.goto('./#/transport/couplings/sinkhorn?n=16&lesson=cooking.1');
  await expect(page.getByText('There is no stop cooking.1')).toBeVisible();
  await page.goto('./#/vae/linear/linearVae?lesson=vae.4');
  const panel = page.getByRole('region', { name: 'Collapse you can compute' });
  await panel.getByRole('radio', { name: 'not coded at all' }).check();
  await panel.getByRole('button', { name: 'Run and see' }).click();
  await expect(panel.getByRole('status')).toContainText('As you predicted.');
});
