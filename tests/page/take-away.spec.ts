import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { strFromU8, unzipSync, zipSync } from 'fflate';

const RUN = '#/transport/couplings/sinkhorn?n=16&eps=0.03&steps=40&until=none&seed=7';

const run = async (page: Page) => {
  await page.goto(`./${RUN}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible();
};
/** Presses an entry of the menu beside a figure's title and gives the file. */
async function saved(page: Page, figure: string, entry: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: `More for ${figure}`, exact: true }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
  return fileOf(await waiting);
}
const fileOf = async (download: import('@playwright/test').Download) => ({
  name: download.suggestedFilename(),
  bytes: readFileSync(await download.path()),
});
/** Lets a file fall on the page, as from the desktop. */
async function drop(page: Page, name: string, type: string, bytes: Buffer): Promise<void> {
  const data = await page.evaluateHandle(
    ([file, mime, base64]) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], file!, { type: mime! }));
      return transfer;
    },
    [name, type, bytes.toString('base64')],
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}
const chunk = (png: Buffer): string => {
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'iTXt')
      return png.toString('utf8', at + 8, at + 8 + png.readUInt32BE(at));
  return '';
};

test('A figure is saved as SVG with real text and as PNG at four sizes, and each restores its run', async ({
  page,
}) => {
  await run(page);
  const title = 'Marginal error';
  const svg = await saved(page, title, 'Save SVG');
  const text = svg.bytes.toString();
  expect(svg.name).toBe('marginalError.svg');
  expect(text).toMatch(/<text[^>]*>Marginal error<\/text>/);
  const words = [...text.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, line]) => line).join(' ');
  expect(words).toMatch(/Couplings: Two clouds, Sinkhorn, n 16, ε 0\.03, seed 7\. Paperscope\./);

  const carried = /<metadata id="paperscope">([^<]+)<\/metadata>/.exec(text)![1]!.replaceAll('&amp;', '&');
  const address = decodeURI(new URL(page.url()).hash);
  expect(decodeURI(JSON.parse(carried).link)).toBe(address);

  const sides: number[] = [];
  let png = svg;
  for (const scale of [1, 2, 3, 4]) {
    png = await saved(page, title, `Save PNG at ${scale}×`);
    sides.push(png.bytes.readUInt32BE(16));
  }
  expect(sides.map((side) => side / sides[0]!)).toEqual([1, 2, 3, 4]);
  expect(chunk(png.bytes)).toContain('"link":"#/transport/couplings/sinkhorn?');

  for (const [name, type, file] of [
    ['figure.svg', 'image/svg+xml', svg],
    ['figure.png', 'image/png', png],
  ] as const) {
    await page.goto('./#/credits');
    await expect(page.getByRole('heading', { level: 1, name: 'Credits' })).toBeVisible();
    await drop(page, name, type, file.bytes);
    await expect(page.getByText(`${name}: its run is open again.`)).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Seed' })).toHaveValue('7');
    expect(decodeURI(new URL(page.url()).hash)).toBe(address);
  }
});

test('CSV and JSON are exactly what is drawn', async ({ page }) => {
  await run(page);
  const csv = (await saved(page, 'Marginal error', 'Save CSV')).bytes.toString().trim().split('\n');
  expect(csv[0]).toMatch(/^series,steps,/);
  const json = JSON.parse((await saved(page, 'Marginal error', 'Save JSON')).bytes.toString());
  const [line] = json.drawn.series;
  expect(csv.slice(1)).toEqual(line.xs.map((x: number, i: number) => `Sinkhorn,${x},${line.ys[i]}`));
  expect(line.xs.at(-1)).toBe(40);
  // The table on the page is the same numbers, rounded.
  await page.getByRole('button', { name: 'More for Marginal error' }).click();
  await page.getByRole('menuitem', { name: 'Show data table' }).click();
  const last = page.getByRole('region', { name: 'Data of Marginal error' }).getByRole('row').last();
  await expect(last).toContainText('40');
  // A picture without curves gives its table and its drawn arrays.
  const plan = JSON.parse((await saved(page, 'Plan', 'Save JSON')).bytes.toString());
  expect(plan.drawn.values).toHaveLength(256);
  expect((await saved(page, 'Plan', 'Save CSV')).bytes.toString().split('\n').length).toBeGreaterThan(2);
});

test('A whole run is taken away as a zip that restores it, with arrays that NumPy reads', async ({ page }) => {
  await run(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Take it away as files' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take this run away' });
  const press = async (name: string) => {
    const waiting = page.waitForEvent('download');
    await dialog.getByRole('button', { name, exact: true }).click();
    return fileOf(await waiting);
  };
  const zip = await press('Save everything as ZIP');
  const files = unzipSync(zip.bytes);
  const names = Object.keys(files);
  expect(names).toEqual(
    expect.arrayContaining([
      'README.txt',
      'configuration.json',
      'metrics.csv',
      'metrics.json',
      'figures/marginalError.svg',
    ]),
  );
  const array = names.find((name) => name.startsWith('arrays/Sinkhorn/') && name.endsWith('.npy'))!;
  expect([...files[array]!.subarray(0, 6)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]);
  const [head, ...rows] = strFromU8(files['metrics.csv']!).trim().split('\n');
  expect(head).toMatch(/^run,method,role,seed,step,seconds,work,.*marginalError/);
  const metrics = JSON.parse(strFromU8(files['metrics.json']!)).runs[0];
  const at = head!.split(',').indexOf('marginalError');
  expect(rows.map((row) => Number(row.split(',')[at]))).toEqual(metrics.columns.marginalError);
  expect(strFromU8(files['README.txt']!)).toContain(
    "npm run --silent solve -- --link '#/transport/couplings/sinkhorn?",
  );
  const configuration = await press('Save configuration as JSON');
  const arrays = await press('Save arrays as NPY');
  expect(arrays.bytes.subarray(0, 2).toString('latin1')).toMatch(/PK|\x93N/);

  for (const [name, type, bytes] of [
    ['run.zip', 'application/zip', zip.bytes],
    ['run.json', 'application/json', configuration.bytes],
  ] as const) {
    await page.goto('./#/');
    await expect(page).toHaveTitle('Paperscope: machine-learning papers that run');
    await drop(page, name, type, bytes);
    await expect(page).toHaveURL(/couplings\/sinkhorn\?.*seed=7/);
    await expect(page.getByRole('textbox', { name: 'Seed' })).toHaveValue('7');
  }
});

test('Before anything has run there is the configuration to take, and it is said so', async ({ page }) => {
  await page.goto(`./${RUN}`);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Take it away as files' }).click();
  await expect(page.getByText('Nothing has run yet: there is only the configuration to take.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save arrays as NPY' })).toBeDisabled();
});

test('A file that nothing can be done with is told so, on every page', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await drop(page, 'points.csv', 'text/csv', Buffer.from('1,2\n'));
  await expect(page.getByText(/points.csv was not saved by this page, and no bench is open/)).toBeVisible();
  await page.goto('./#/transport/gaussians');
  await page.getByRole('button', { name: 'Dismiss' }).click();
});

test('A zip gives its data back where it was too large for the link; a configuration alone asks for it', async ({
  page,
}) => {
  const points = Array.from({ length: 9000 }, (_, k) => [Math.sin(k), Math.cos(2 * k)]);
  const data = { source: { points: points.slice(0, 4500) }, target: { points: points.slice(4500) } };
  const link = '#/transport/couplings/sinkhorn?instance=user&seed=7';
  const configuration = Buffer.from(JSON.stringify({ paperscope: 1, link, run: { instanceParams: {} } }));
  const zip = zipSync({ 'configuration.json': configuration, 'data.json': Buffer.from(JSON.stringify(data)) });
  await page.goto('./#/credits');
  await expect(page.getByRole('heading', { level: 1, name: 'Credits' })).toBeVisible();
  await drop(page, 'run.json', 'application/json', configuration);
  await expect(
    page.getByText(/run.json: .* its data was too large for the configuration; give the file/),
  ).toBeVisible();
  await page.goto('./#/credits');
  await expect(page.getByRole('heading', { level: 1, name: 'Credits' })).toBeVisible();
  await drop(page, 'run.zip', 'application/zip', Buffer.from(zip));
  await expect(page.getByText('run.zip: its run is open again, on its own data.')).toBeVisible();
  await expect(page).toHaveURL(/instance=user/);
});
