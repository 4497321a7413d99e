import { expect, type Page, test } from '@playwright/test';
import { complaintsOf } from './axe.ts';

const run = async (page: Page) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=16&eps=0.05&steps=40&until=none&with=none');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible();
};
const figure = (page: Page, name: string) => page.locator(`figure[data-name="${name}"]`);

test('The arrow keys move a line chart’s crosshair, and what it stands on is spoken', async ({ page }) => {
  await run(page);
  const chart = figure(page, 'marginalError');
  await chart.locator('svg[tabindex="0"]').focus();
  await page.keyboard.press('End');
  await expect(chart.locator('[aria-live="polite"]')).toHaveText(/^step 40: Sinkhorn \S+$/);
  await page.keyboard.press('Home');
  await expect(chart.locator('[aria-live="polite"]')).toHaveText(/^step 1: Sinkhorn \S+$/);
});

test('Every other picture takes the focus, and the arrow keys walk the rows of its table', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?instance=densities&n=24&eps=0.05&steps=20&until=none');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect.poll(() => page.locator('[role="application"]').count()).toBeGreaterThan(0);
  const host = page.locator('figure:has([role="application"])').first();
  const rows = host.locator('[role="application"]');
  await rows.focus();
  await expect(rows).toHaveAccessibleName(/arrow keys read its numbers/);
  await page.keyboard.press('ArrowDown');
  await expect(host.getByText(/^Row 1 of \d+: /).first()).toBeVisible();
  await expect(host.locator('[aria-live="polite"]')).toHaveText(/^Row 1 of/);
  await page.keyboard.press('End');
  await expect(host.locator('[aria-live="polite"]')).toHaveText(/^Row (\d+) of \1: /);
  expect(await complaintsOf(page, { part: 'figure' })).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(host.getByText(/^Row /)).toHaveCount(0);
});

test('H sounds a chart once, low to high, and a second press ends it', async ({ page }) => {
  await page.addInitScript(() => {
    const heard: { started: number; closed: number; pitches: number[] } = { started: 0, closed: 0, pitches: [] };
    const param = { setValueAtTime: () => param, setTargetAtTime: (v: number) => heard.pitches.push(v) && param };
    class Silent {
      currentTime = 0;
      destination = {};
      createOscillator() {
        return { frequency: param, connect: () => 0, start: () => heard.started++, stop: () => 0, onended: null };
      }
      createGain() {
        return { gain: { setValueAtTime: () => 0, setTargetAtTime: () => 0 }, connect: () => 0 };
      }
      async close() {
        heard.closed++;
      }
    }
    Object.assign(globalThis, { AudioContext: Silent, heard });
  });
  await run(page);
  const heard = () =>
    page.evaluate(
      () => (globalThis as unknown as { heard: { started: number; closed: number; pitches: number[] } }).heard,
    );
  await figure(page, 'marginalError').locator('svg[tabindex="0"]').focus();
  await page.keyboard.press('h');
  await expect.poll(async () => (await heard()).started).toBe(1);
  const { pitches } = await heard();
  expect([Math.min(...pitches), Math.max(...pitches)]).toEqual([165, 1320]);
  await page.keyboard.press('h');
  await expect.poll(async () => (await heard()).closed).toBe(1);
  // The menu does the same, and Escape ends it.
  await page.getByRole('button', { name: 'More for Marginal error' }).click();
  await page.getByRole('menuitem', { name: /Hear it/ }).click();
  await expect.poll(async () => (await heard()).started).toBe(2);
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await heard()).closed).toBe(2);
});

test('Where there is no sound it is said so, and nothing is lost', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'AudioContext'));
  await run(page);
  await figure(page, 'marginalError').locator('svg[tabindex="0"]').focus();
  await page.keyboard.press('h');
  await expect(page.getByRole('alert')).toContainText('This browser plays no sound');
});
