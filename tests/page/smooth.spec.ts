import { expect, type Page, test } from '@playwright/test';

// A busy neighbour slows every task down: once more, then it counts.
test.describe.configure({ retries: 1 });
// A first visit as it is, with its files being kept for later.
test.use({ serviceWorkers: 'allow' });

const WATCHED_MS = 4000;
/** Four runs each, with every view that the bench has. */
const RACES = {
  'Sinkhorn, Newton, kernels and unbalanced transport at equal seconds':
    '#/transport/couplings/sinkhorn?instance=clouds&n=256&eps=0.001&with=sinkhornNewtonSparse,sinkhornKernel,sinkhornUnbalanced&race=seconds&steps=1000000&until=none',
  'four observers of one training at equal steps':
    '#/information/plane/binning?with=adaptiveBinning,kdeUpper,cauchySchwarz&race=steps&epochs=8000',
};

/** An event of the browser's trace, times in microseconds; `tdur` is what its thread computed, without waiting for a core. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The tasks of the page's main thread while something goes on. */
async function tasksDuring(page: Page, action: () => Promise<unknown>): Promise<TraceEvent[]> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'] },
  });
  await action();
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.end');
  await complete;
  const thread = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const main = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread),
  );
  return events.filter((one) => one.ph === 'X' && /RunTask$/.test(one.name) && main.has(thread(one)));
}

/** Animation frames a second from now on. */
const frameRate = (page: Page, milliseconds: number): Promise<number> =>
  page.evaluate(
    (milliseconds) =>
      new Promise<number>((resolve) => {
        const frames: number[] = [];
        const frame = (now: number) => {
          frames.push(now);
          if (now - frames[0]! < milliseconds) requestAnimationFrame(frame);
          else resolve((1000 * (frames.length - 1)) / (now - frames[0]!));
        };
        requestAnimationFrame(frame);
      }),
    milliseconds,
  );

for (const [name, hash] of Object.entries(RACES))
  test(`With four runs racing no task is longer than 50 ms: ${name}`, { tag: '@alone' }, async ({ page }) => {
    await page.goto(`./${hash}`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const places = page.getByRole('region', { name: 'Race' }).getByRole('table').getByRole('row');
    await expect(places).toHaveCount(5);
    // The first drawing of everything is not what is watched.
    await page.waitForTimeout(500);
    let rate = 0;
    const tasks = await tasksDuring(page, async () => {
      rate = await frameRate(page, WATCHED_MS);
    });
    const longest = Math.max(...tasks.map(({ dur = 0 }) => dur / 1000));
    const computing = Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
    test.info().annotations.push({
      type: 'four runs',
      description: `${rate.toFixed(0)} frames a second, longest task ${longest.toFixed(0)} ms, of which computing at most ${computing.toFixed(0)}`,
    });
    // Still going: there was something to watch.
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
    expect(tasks.length).toBeGreaterThan(100);
    expect(longest).toBeLessThan(50);
  });
