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

const spoken = (page: Page, name: string) => figure(page, name).locator('[aria-live="polite"]');
const started = async (page: Page, hash: string) => {
  await page.goto(`./${hash}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible();
};
const own = async (page: Page, name: string) => figure(page, name).locator('svg[tabindex="0"]').focus();

test('Dots and lines say their axes with their numbers, and Home and End go to the first and the last', async ({
  page,
}) => {
  await started(page, '#/vae/linear/linearVae?steps=60&until=none');
  await own(page, 'trajectories');
  await page.keyboard.press('Home');
  await expect(spoken(page, 'trajectories')).toHaveText(/^direction 1: update \d+, singular value −?[\d.e-]+$/);
  await page.keyboard.press('End');
  await expect(spoken(page, 'trajectories')).toHaveText(/^direction [2-9]: update 1,200, singular value \S+$/);
  // A dash of the closed form is one stop, not two.
  await own(page, 'spectrum');
  for (const [key, place] of [
    ['Home', 1],
    ['ArrowRight', 2],
  ] as const) {
    await page.keyboard.press(key);
    await expect(spoken(page, 'spectrum')).toHaveText(
      new RegExp(`^closed form: direction ${place}, singular value [\\d.]+$`),
    );
  }
});

test('A dot that is named after its run says its values, and symbols that lead nowhere are no buttons', async ({
  page,
}) => {
  await started(page, '#/bnn/posterior/magnitudePruning?n=60&width=8&updates=40&steps=40&until=none');
  for (const [name, words] of [
    ['sparsity-accuracy', /^Magnitude pruning: sparsity [\d.]+, accuracy [\d.]+$/],
    ['sparsity-calibrationError', /^Magnitude pruning: sparsity [\d.]+, calibration error [\d.]+$/],
    ['cost-quality', /^Magnitude pruning: work over dense VI [\d.]+, accuracy [\d.]+$/],
  ] as const) {
    await own(page, name);
    await page.keyboard.press('ArrowRight');
    await expect(spoken(page, name)).toHaveText(words);
  }
  await page.goto('./#/bnn/posterior/sparseSubspaceVi?n=60&width=8');
  await expect(page.locator('[data-values]').filter({ hasText: 'KL to the prior' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /KL to the prior/ })).toHaveCount(0);
});

test('A matrix says its cells, first and last by Home and End', async ({ page }) => {
  await run(page);
  await own(page, 'plan');
  await page.keyboard.press('Home');
  await expect(spoken(page, 'plan')).toHaveText(/\d/);
  const first = await spoken(page, 'plan').textContent();
  await page.keyboard.press('End');
  await expect(spoken(page, 'plan')).not.toHaveText(first!);
});

test('A plane of codes says where its point stands; ℒ leads to its picture, and KL is listed once', async ({
  page,
}) => {
  await started(page, '#/vae/images/vae?instance=digits&n=100&steps=30&until=none');
  await own(page, 'latent-plane');
  await page.keyboard.press('ArrowRight');
  await expect(spoken(page, 'latent-plane')).toHaveText(/^z\S+ [\d.]+, z\S+ 0, nearest code: \S+$/);
  await own(page, 'decoded-plane');
  await page.keyboard.press('ArrowUp');
  await expect(spoken(page, 'decoded-plane')).toHaveText(/^z\S+ [\d.]+, z\S+ [\d.]+$/);
  await own(page, 'rate-distortion');
  await page.keyboard.press('Home');
  await expect(spoken(page, 'rate-distortion')).toHaveText(/^VAE: rate [\d.]+, distortion [\d.]+$/);
  await page.getByRole('button', { name: 'ℒ: Loss' }).first().press('Enter');
  await expect(page.getByRole('button', { name: 'More for The loss in two parts' })).toBeFocused();
  await expect(page.locator('[data-values]').getByRole('button', { name: /^KL:/ })).toHaveCount(1);
});

test('A picture whose own keys have nothing to point at is read row by row', async ({ page }) => {
  await started(page, '#/transport/covariances/buresBarycentre?steps=5&until=none');
  const batch = page.locator('figure').filter({ has: page.getByRole('heading', { name: 'The batch', exact: true }) });
  await batch.locator('svg[tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await expect(batch.locator('[aria-live="polite"]')).toHaveText(/^Row 1 of \d+: /);
  await page.keyboard.press('End');
  await expect(batch.locator('[aria-live="polite"]')).toHaveText(/^Row (\d+) of \1: /);
});
