import { expect, test } from '@playwright/test';
import { complaintsOf } from './axe.ts';

const PAGES = {
  home: '#/',
  'the live paper': '#/p/sinkhorn-newton-sparse',
  'its workspace': '#/p/sinkhorn-newton-sparse/start',
  'a bench': '#/transport/couplings/sinkhorn?n=16&eps=0.5',
  'a bad link': '#/transport/couplings/sinkhorn?eps=9e9&nonsense=1',
  'an embedded view': '#/transport/couplings/sinkhorn?n=16&view=plan&embed=1',
  'a race': '#/transport/couplings/sinkhorn?n=16&eps=0.5&with=sinkhornKernel&race=work',
  claims: '#/claims',
  'the reading paths': '#/learn',
  'a stop of a path': '#/transport/couplings/sinkhorn?n=16&eps=0.5&lesson=transport.1',
  speed: '#/speed',
  credits: '#/credits',
  'an unknown address': '#/nowhere/at/all/really',
  'a paper not yet running': '#/p/domain-counterfactuals',
  'the information plane': '#/information/plane/binning?epochs=100&batch=2048',
  'an estimator': '#/information/estimators/ksg?n=100',
  'a learnt bottleneck': '#/information/bottleneck/vib?epochs=5',
  'the bound': '#/information/bound/selfConsistent?instance=symmetricChannel',
  'images and their codes': '#/vae/images/vae?instance=digits&steps=40',
  'a linear autoencoder': '#/vae/linear/linearVae?steps=20',
  'a posterior on the plane': '#/bnn/posterior/sparseSubspaceVi?steps=60',
  'two teachers': '#/bnn/continual/binaryVariational?instance=perceptron&n=60',
  'a bridge': '#/transport/bridges/lightBridge?instance=planted&steps=60',
  'experts and their load': '#/transport/assignments/lossFreeBalancing?instance=router&tokens=64&steps=40',
};

for (const [name, hash] of Object.entries(PAGES)) {
  test(`axe finds nothing on ${name}, light or dark`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(`./${hash}`);
    await expect(page.locator('h1, h3, figure').first()).toBeVisible();
    if (name === 'a bench' || /^#\/(information|vae|bnn|transport\/(bridges|assignments))\//.test(hash)) {
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible({ timeout: 60_000 });
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(500);
      // The dark page is the same page in other colours.
      const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
      expect([colorScheme, ...(await complaintsOf(page, { rules }))]).toEqual([colorScheme]);
    }
  });
}

test('Nothing scrolls sideways from 390 to 1,440 pixels', async ({ page }) => {
  for (const width of [390, 768, 1024, 1280, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const hash of [
      '#/',
      '#/p/sinkhorn-newton-sparse',
      '#/p/sinkhorn-newton-sparse/start',
      '#/claims',
      '#/information/plane/binning',
      '#/vae/images/vae?instance=digits',
    ]) {
      await page.goto(`./${hash}`);
      await expect(page.locator('h1').first()).toBeVisible();
      await page.waitForTimeout(200);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([width, hash, over]).toEqual([width, hash, 0]);
    }
  }
});

test('The whole workspace is reached by Tab alone, and Space runs and pauses', async ({ page }) => {
  await page.goto('./#/transport/couplings/sinkhorn?n=16&eps=0.5');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  const seen = new Set<string>();
  for (let k = 0; k < 120; k++) {
    await page.keyboard.press('Tab');
    seen.add(
      await page.evaluate(
        () =>
          document.activeElement?.getAttribute('aria-label') ??
          document.activeElement?.textContent?.trim().slice(0, 40) ??
          '',
      ),
    );
  }
  for (const name of ['Run', 'Step once', 'Share', 'Problem'])
    expect([...seen].some((one) => one.includes(name))).toBe(true);
});
