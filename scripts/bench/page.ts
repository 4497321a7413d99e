import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { chromiumArgs, ensureChromium } from '../chromium.mjs';
import type { NotMeasured } from './paired.ts';

/** What a reader's screen does while a run is going. */
export interface PageMeasurement {
  readonly id: 'page';
  readonly address: string;
  readonly seconds: number;
  readonly framesPerSecond: number;
  /** Longest time between two animation frames. */
  readonly longestFrameMs: number;
  /** Longest task of the main thread by the browser's own account (it reports those over 50 ms); 0: none. */
  readonly longestTaskMs: number;
  readonly longTasks: number;
}

const RUNS = [
  'transport/couplings/sinkhorn?instance=clouds&n=256&eps=0.001&steps=1000000&until=none',
  // No matrix of costs: 16,384 points a side would need 2 GB.
  'transport/couplings/sinkhorn?instance=clouds&n=16384&eps=0.01&steps=1000&until=none',
  'p/sinkhorn-newton-sparse/densities',
  // Four runs racing, at equal seconds and at equal steps.
  'transport/couplings/sinkhorn?instance=clouds&n=256&eps=0.001&with=sinkhornNewtonSparse,sinkhornKernel,sinkhornUnbalanced&race=seconds&steps=1000000&until=none',
  'information/plane/binning?with=adaptiveBinning,kdeUpper,cauchySchwarz&race=steps&epochs=8000',
];

interface Watch {
  frames: number[];
  tasks: number[];
}

declare global {
  interface Window {
    watch?: Watch;
  }
}

/** (d) Frames a second and the longest main-thread task of the built page during a run; needs `npm run build` first. */
export async function measurePage(seconds: number): Promise<(PageMeasurement | NotMeasured)[]> {
  if (!existsSync('dist/index.html'))
    return [{ id: 'page', notMeasured: 'the page is not built: npm run build first' }];
  const server = await preview({ preview: { port: 4178 }, logLevel: 'warn' });
  const home = server.resolvedUrls?.local[0] ?? 'http://localhost:4178/';
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs });
  try {
    const results: (PageMeasurement | NotMeasured)[] = [];
    for (const run of RUNS) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      results.push(
        await watchRun(page, `${home}#/${run}`, seconds).catch(
          (error: Error): NotMeasured => ({ id: 'page', notMeasured: `${run}: ${error.message.split('\n')[0]}` }),
        ),
      );
      await page.close();
    }
    return results;
  } finally {
    await browser.close();
    await server.close();
  }
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof chromium.launch>>['newPage']>>;

async function watchRun(page: Page, address: string, seconds: number): Promise<PageMeasurement> {
  await page.goto(address);
  const start = page.getByRole('button', { name: /^Run\b/ }).first();
  await start.waitFor({ timeout: 20_000 });
  await page.waitForTimeout(1000); // first paint and fonts are not what is measured
  await page.evaluate(() => {
    const watch: Watch = { frames: [], tasks: [] };
    window.watch = watch;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watch.tasks.push(duration);
    }).observe({ type: 'longtask' });
    const frame = (now: number) => {
      watch.frames.push(now);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await start.click();
  // The button that starts a run pauses it while it is going: proof that there is something to watch.
  await page
    .getByRole('button', { name: /^Pause\b/ })
    .first()
    .waitFor({ timeout: 20_000 });
  await page.waitForTimeout(1000 * seconds);
  await page
    .getByRole('button', { name: /^Pause\b/ })
    .first()
    .waitFor({ timeout: 1000 });
  const { frames, tasks } = await page.evaluate(() => window.watch!);
  const gaps = frames.slice(1).map((now, k) => now - frames[k]!);
  const watched = (frames.at(-1)! - frames[0]!) / 1000;
  return {
    id: 'page',
    address: address.slice(address.indexOf('#')),
    seconds: watched,
    framesPerSecond: gaps.length / watched,
    longestFrameMs: Math.max(...gaps),
    longestTaskMs: Math.max(0, ...tasks),
    longTasks: tasks.length,
  };
}
