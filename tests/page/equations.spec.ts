import { expect, test } from '@playwright/test';

const RUN = './#/transport/couplings/sinkhorn?n=16&eps=0.5';

test('Pointing at ε in an equation lights its slider and its charts, and the other way', async ({ page }) => {
  await page.goto(RUN);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const symbol = page.locator('[data-symbol="ε"]').first();
  const slider = page.locator('[data-lights="ε"]');
  const named = page.locator('figure[data-name="gapToExact"], figure[data-name="dualObjective"]').first();
  await expect(symbol).toHaveAttribute('title', 'ε, Regularisation: 0.5');
  // What is shown above the formula may still move it away from under the pointer.
  await expect(async () => {
    await page.mouse.move(0, 0);
    await symbol.hover();
    await expect(slider).toHaveAttribute('data-lit', 'true', { timeout: 1000 });
  }).toPass();
  await expect(named).toHaveAttribute('data-lit', 'it');
  await expect(page.locator('figure[data-name="marginalError"]')).toHaveAttribute('data-lit', /it|run/);
  await page.mouse.move(0, 0);
  await expect(slider).not.toHaveAttribute('data-lit', 'true');

  await page.getByRole('slider', { name: /Regularisation/ }).focus();
  await expect(symbol).toHaveAttribute('data-lit', '');
});

test('Moving the slider changes the number beside the formula, which leads back to the slider', async ({ page }) => {
  await page.goto(RUN);
  const value = page.getByRole('button', { name: /^ε, Regularisation/ }).first();
  await expect(value).toHaveText(/ε = 0\.5/);
  const slider = page.getByRole('slider', { name: /Regularisation/ });
  await slider.press('ArrowRight');
  await expect(value).not.toHaveText(/ε = 0\.5$/);
  await value.press('Enter');
  await expect(page.getByRole('textbox', { name: 'ε Regularisation' })).toBeFocused();
});

test('What is measured is tied to its chart, and a sum’s index to nothing', async ({ page }) => {
  await page.goto('./#/vae/images/betaVae?instance=digits&n=300&steps=20');
  const rate = page.locator('figure[data-name="kl"]');
  await rate.getByRole('heading').hover();
  await expect(page.locator('[data-symbol="KL"]').first()).toHaveAttribute('data-lit', '');
  await page.locator('[data-symbol="KL"]').first().hover();
  await expect(rate).toHaveAttribute('data-lit', 'it');
  await expect(page.locator('[data-symbol="β"]').first()).toBeVisible();
});

test('A paper’s equations show the values of its first run', async ({ page }) => {
  await page.goto('./#/p/posterior-collapse');
  await expect(page.getByText('In the first run:').first()).toBeVisible();
  await expect(page.locator('[data-values]').first()).toContainText('β = 1');
  // The symbol stands under a root, whose drawing must not catch the pointer.
  await page.locator('[data-symbol="β"]').first().hover();
  await expect(page.locator('[data-values] [data-lit="true"]').first()).toContainText('β = 1');
});
