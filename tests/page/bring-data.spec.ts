import { deflateSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { unpackData } from '../../src/engine/packed-data.ts';
import { writeNpy } from '../../src/ui/write-npy.ts';
import { complaintsOf } from './axe.ts';

const BENCH = '#/transport/couplings/sinkhorn?n=16&eps=0.1';
const dialog = (page: Page) => page.getByRole('dialog');
const give = async (page: Page, name: string, mimeType: string, buffer: Buffer) => {
  const fold = page.locator('details:has(input[type="file"])').last();
  if (!(await fold.evaluate((one) => (one as HTMLDetailsElement).open))) await fold.locator('summary').click();
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer });
};
const npy = (values: Float64Array | Uint8Array, shape: number[]) => Buffer.from(writeNpy(values, shape));

/** A grey PNG, as any program would write it. */
function png(width: number, height: number, level: (x: number, y: number) => number): Buffer {
  const rows = Array.from({ length: height }, (_, y) => [0, ...Array.from({ length: width }, (_, x) => level(x, y))]);
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const part = (type: string, body: Buffer) => {
    const inner = Buffer.concat([Buffer.from(type), body]);
    const sum = ~inner.reduce((c, byte) => table[(c ^ byte) & 255]! ^ (c >>> 8), ~0) >>> 0;
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(body.length, 0);
    ends.writeUInt32BE(sum, 4);
    return Buffer.concat([ends.subarray(0, 4), inner, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    part('IHDR', head),
    part('IDAT', deflateSync(Buffer.from(rows.flat()))),
    part('IEND', Buffer.alloc(0)),
  ]);
}

test('What was understood is shown before it is used, and nothing changes before', async ({ page }) => {
  await page.goto(`./${BENCH}`);
  await give(page, 'three.csv', 'text/csv', Buffer.from('x;y;w\n0;1;1\n2;3;2\n1;-1.5;1\n'));
  await expect(dialog(page)).toContainText('three.csv: 3 points with weights, one line of names left out.');
  await expect(dialog(page)).toContainText('values from −1.5 to 3');
  await expect(dialog(page).getByRole('img', { name: '3 points in the plane' })).toBeVisible();
  await expect(dialog(page).getByRole('row')).toHaveCount(4);
  expect(page.url()).not.toContain('data=');
  expect(await complaintsOf(page, { part: 'dialog[open]' })).toEqual([]);
  await dialog(page).getByRole('button', { name: 'Leave it' }).click();
  expect(page.url()).not.toContain('data=');
  await expect(dialog(page)).toHaveCount(0);
  // NPY, for the other side.
  await give(page, 'points.npy', '', npy(Float64Array.of(0, 0, 1, 1, 2, 0.5), [3, 2]));
  await dialog(page)
    .getByRole('radio', { name: /target/ })
    .check();
  await dialog(page).getByRole('button', { name: 'Use it' }).click();
  await expect(page).toHaveURL(/instance=user.*data=/);
  await expect(page.getByText('1 source and 3 target points')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /converged|stopped/ })).toBeVisible();
});

test('A PNG is a measure here, and its pixels are shown', async ({ page }) => {
  await page.goto(`./${BENCH}`);
  await give(
    page,
    'blob.png',
    'image/png',
    png(12, 8, (x) => 20 * x),
  );
  await expect(dialog(page)).toContainText('blob.png: an image of 12 × 8 pixels.');
  await expect(dialog(page).getByRole('img', { name: 'Image of 12 by 8 pixels' })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Use it' }).click();
  await expect(page).toHaveURL(/instance=user/);
});

test('A file that cannot be used is refused by name, row and column', async ({ page }) => {
  await page.goto(`./${BENCH}`);
  for (const [name, type, content, sentence] of [
    ['ragged.csv', 'text/csv', Buffer.from('0,1\n2,3,4\n'), 'ragged.csv, row 2: 3 columns where 2 are expected.'],
    ['nan.csv', 'text/csv', Buffer.from('0,1\n2,NaN\n'), 'nan.csv, row 2, column 2: “NaN” is not a number.'],
    ['gap.csv', 'text/csv', Buffer.from('0,1\n,3\n'), 'gap.csv, row 2, column 1: “” is not a number.'],
    ['nothing.csv', 'text/csv', Buffer.alloc(0), 'nothing.csv is empty, with no bytes at all'],
    ['words.png', 'image/png', Buffer.from('just words'), 'words.png could not be read as an image'],
    ['line.npy', '', npy(Float64Array.of(1, 2, 3), [3]), 'line.npy has the shape (3); accepted is an array'],
    [
      'weight.npy',
      '',
      npy(Float64Array.of(0, 0, 1, 1, 1, -1), [2, 3]),
      'weight.npy, row 2, column 3: −1 is not a weight',
    ],
    ['far.csv', 'text/csv', Buffer.from('0,1\n1e308,2\n'), 'far.csv, row 2, column 1: 1e+308 is not a coordinate'],
    ['white.png', 'image/png', png(8, 8, () => 255), 'white.png has no mass: it is white all over'],
    [
      'long.npy',
      '',
      Buffer.concat([npy(Float64Array.of(1), [1, 4]), Buffer.alloc(5e6)]),
      'long.npy has 5 MB, and at most',
    ],
    ['list.csv', 'text/csv', Buffer.from('[[1,2],[3'), 'list.csv begins like a list and is no JSON list of rows'],
    ['hole.npy', '', npy(Float64Array.of(0, Number.NaN), [1, 2]), 'hole.npy, row 1, column 2: “NaN” is not a number.'],
    ['big.csv', 'text/csv', Buffer.alloc(4_600_000, '1'), 'big.csv has 5 MB, and at most 4 MB are read'],
  ] as const) {
    await give(page, name, type, content);
    await expect(dialog(page).getByRole('alert')).toContainText(sentence);
    await dialog(page).getByRole('button', { name: 'Close' }).click();
  }
  expect(page.url()).not.toContain('data=');
});

test('Data is dropped or pasted anywhere on the page, on a phone with everything folded too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('./#/information/estimators/ksg?n=100');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  const rows = Array.from({ length: 60 }, (_, k) => `${k},${(k * 7) % 11},${k % 3}`).join('\n');
  const event = async (kind: 'drop' | 'paste') =>
    page.evaluate(
      ([type, text]) => {
        const transfer = new DataTransfer();
        if (type === 'drop') transfer.items.add(new File([text!], 'rows.csv', { type: 'text/csv' }));
        else transfer.setData('text/plain', text!);
        const options = { bubbles: true, cancelable: true };
        document.body.dispatchEvent(
          type === 'drop'
            ? new DragEvent('drop', { ...options, dataTransfer: transfer })
            : new ClipboardEvent('paste', { ...options, clipboardData: transfer }),
        );
      },
      [kind, rows] as const,
    );
  await event('drop');
  await expect(dialog(page)).toContainText('rows.csv: 60 samples, 2 columns of x, y read as classes.');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await event('paste');
  await expect(dialog(page)).toContainText('What was pasted: 60 samples');
  await dialog(page).getByRole('button', { name: 'Use it' }).click();
  await expect(page).toHaveURL(/instance=user/);
});

test('The bench’s own refusal is told before the data is used', async ({ page }) => {
  await page.goto('./#/vae/mixtures/iwae');
  await page.locator('summary', { hasText: 'Your own points' }).click();
  await page.getByLabel('Or paste').fill('0,1\n1,0\n');
  await page.getByRole('button', { name: 'Look at these' }).click();
  await expect(dialog(page).getByRole('alert')).toBeVisible();
  await expect(dialog(page).getByRole('heading')).toHaveText('This cannot be used');
  await expect(dialog(page).getByRole('button', { name: 'Use it' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  // The row that is named stands among those that are shown.
  await page.getByLabel('Or paste').fill(Array.from({ length: 12 }, (_, k) => `${k},${k === 9 ? 1e9 : -k}`).join('\n'));
  await page.getByRole('button', { name: 'Look at these' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('Point 10, column 2, is 1000000000');
  await expect(dialog(page).getByRole('row').last()).toHaveText('10910⁹');
  expect(await complaintsOf(page, { part: 'dialog[open]' })).toEqual([]);
});

test('Columns separated by spaces are read, from a file or pasted', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`./${BENCH}`);
  await give(page, 'saved.txt', 'text/plain', Buffer.from('1.0e+00 2.0e+00\n3.0e+00 4.0e+00\n5 6\n'));
  await expect(dialog(page)).toContainText('saved.txt: 3 points.');
  await dialog(page).getByRole('button', { name: 'Leave it' }).click();
  await page.getByLabel('Or paste').fill('[[1,2],[3,4]]');
  await page.getByRole('button', { name: 'Look at these' }).click();
  await expect(dialog(page)).toContainText('What was pasted: 2 points.');
  await dialog(page).getByRole('button', { name: 'Leave it' }).click();
  // Each is a number, their range is none: no picture is drawn, and nothing goes wrong in the console.
  await give(
    page,
    'far.json',
    '',
    Buffer.from('{"source":{"points":[[-1e308,0],[1e308,1]]},"target":{"points":[[0,0]]}}'),
  );
  await expect(dialog(page).getByRole('alert')).toContainText('row 1, column 1 is -1e+308; a number between -1e100');
  await expect(dialog(page).getByRole('row')).toHaveCount(3);
  expect(complaints).toEqual([]);
});

test('Points are drawn and erased by mouse and by keys alone', async ({ page }) => {
  await page.goto(`./${BENCH}`);
  await page.getByText('Your own data').click();
  const field = page.getByRole('img', { name: /the arrow keys move a ring/ });
  await field.focus();
  for (const key of ['ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
  // The ring says where it stands, and what it stands on.
  const ring = page.locator('[aria-live="polite"]').filter({ hasText: /^x / });
  await expect(ring).toHaveText(/^x 0, y 0\.\d+$/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 source and 1 target points')).toBeVisible();
  await expect(ring).toHaveText(/^x 0, y 0\.\d+, on a source point$/);
  for (const key of ['Shift+ArrowRight', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByText('3 source and 1 target points')).toBeVisible();
  // What is taken away is what is drawn: the picture follows the words within a few frames.
  await page.waitForTimeout(500);
  await page.keyboard.press('Delete');
  await expect(page.getByText('2 source and 1 target points')).toBeVisible();
  await field.click({ position: { x: 60, y: 60 } });
  await expect(page.getByText('3 source and 1 target points')).toBeVisible();
  await page.waitForTimeout(500);
  await field.click({ position: { x: 60, y: 60 } });
  await expect(page.getByText('2 source and 1 target points')).toBeVisible();
});

test('Points stay where they were drawn, and a drawing is one entry of the history', async ({ page }) => {
  await page.goto(`./${BENCH}`);
  await page.getByText('Your own data').click();
  const field = page.getByRole('img', { name: /the arrow keys move a ring/ });
  await field.scrollIntoViewIfNeeded();
  const entries = () => page.evaluate(() => history.length);
  const source = () => {
    const data = new URLSearchParams(page.url().split('?').at(-1)).get('data') ?? '';
    const read = unpackData(data);
    return read.ok ? (read.data as { source: { points: number[][] } }).source.points : null;
  };
  const before = await entries();
  let last: number[][] = [[-1, 0]];
  for (const [k, [x, y]] of [
    [31, 47],
    [203, 151],
    [90, 22],
    [177, 61],
    [55, 113],
  ].entries()) {
    await field.click({ position: { x: x!, y: y! } });
    await expect(page.getByText(`${k + 2} source and 1 target points`)).toBeVisible();
    expect(source()!.slice(0, -1)).toEqual(last);
    last = source()!;
  }
  expect(await entries()).toBe(before + 1);
  await page.goBack();
  await expect(page).toHaveURL(/sinkhorn\?n=16&eps=0.1$/);
});

test('In a sandboxed frame the page says to open it by itself', async ({ page, baseURL }) => {
  await page.route('**/frame.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<iframe sandbox="allow-scripts" src="./"></iframe>' }),
  );
  await page.goto('./frame.html');
  const link = page.frameLocator('iframe').getByRole('link', { name: 'open Paperscope by itself' });
  await expect(link).toBeVisible({ timeout: 8000 });
  expect(await link.evaluate((one) => [(one as HTMLAnchorElement).href, (one as HTMLAnchorElement).target])).toEqual([
    baseURL,
    '_blank',
  ]);
});
