import { expect, type Page, test } from '@playwright/test';

const run = async (page: Page) => {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible();
};

/** Thirty rows: two numbers and a class. */
const table = (label: (row: number) => string | number, number = (row: number): string | number => row / 10) =>
  ['a,b,label', ...Array.from({ length: 30 }, (_, k) => `${number(k)},${(k * 7) % 11},${label(k)}`)].join('\n');

test('The map of a finished run is drawn with 64 networks', async ({ page }) => {
  await page.goto('./#/bnn/posterior/sparseSubspaceVi?steps=100');
  await run(page);
  await expect(page.getByText(/Mean over 64 drawn networks on 64 × 64 places/)).toBeAttached();
});

test('A table that cannot be learned from is refused with a sentence, and one that can runs', async ({ page }) => {
  await page.goto('./#/bnn/posterior/sparseSubspaceVi?steps=60');
  await page.getByText('Your own table').click();
  const paste = async (text: string) => {
    await page.getByLabel('Or paste').fill(text);
    await page.getByRole('button', { name: 'Look at these' }).click();
  };
  const dialog = page.getByRole('dialog');
  const use = () => dialog.getByRole('button', { name: 'Use it' }).click();
  for (const [text, sentence] of [
    [table(() => 'one'), /All rows are of the class one; at least two classes are needed/],
    [
      table(
        (k) => k % 2,
        (k) => (k === 4 ? 'NaN' : k),
      ),
      /Row 5, a: .NaN. is not a finite number/,
    ],
  ] as const) {
    await paste(text);
    await expect(dialog.getByRole('alert')).toHaveText(sentence);
    await expect(dialog.getByRole('button', { name: 'Use it' })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Close' }).click();
  }
  await expect(page.getByLabel('Or paste')).not.toBeEmpty();
  // Values could be meant: which is told when the problem is made.
  await paste(table((k) => (k === 3 ? 1.5 : k % 2)));
  await use();
  await expect(page.getByText(/What was pasted: /)).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText(/1\.5 is not a class/).first()).toBeVisible();
  await paste(table((k) => (k % 2 === 0 ? 'even' : 'odd')));
  await use();
  await expect(page.getByText(/What was pasted: /)).toBeVisible();
  await run(page);
  await expect(page.getByText(/Mean over 64 drawn networks/)).toBeAttached();
});
