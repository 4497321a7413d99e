import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from 'playwright';
import { openBackend } from '../../src/tensor/backend.ts';
import { chromiumArgs, ensureChromium } from '../chromium.mjs';
import type { kernelInPage } from './browser.ts';
import { measureGpuLimits } from './gpu-limits.ts';
import { KERNEL_BOUND, KERNELS, type KernelName, openKernelBench } from './kernel.ts';
import type { Measurement, NotMeasured } from './paired.ts';
import { cpuMs, paired, shareOfLimit } from './paired.ts';

interface Options {
  readonly quick: boolean;
  readonly pairs: number;
  readonly sampleMs: number;
  readonly wasmPaths: string;
  /** Folder of the bundle for the browser. */
  readonly pageFolder: string;
}

const DIMENSION = 2;
const NAMES = Object.keys(KERNELS) as KernelName[];
/** Numbers in the draw of a step of a Bayesian network, whatever the size of the others. */
const NORMALS = 200_000;
const CHROMIUM_DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** (a) Our kernels against composed tfjs operations: on a device in Node where there is one, else in Chromium. */
export async function measureKernel(options: Options): Promise<(Measurement | NotMeasured)[]> {
  const inNode = await openInNode(options);
  if (typeof inNode !== 'string') return measureInNode(options, inNode);
  try {
    return await measureInChromium(options, inNode);
  } catch (error) {
    return [{ id: 'kernel', notMeasured: `in Node ${inNode}; in Chromium: ${(error as Error).message}` }];
  }
}

/** Opens a device in Node: its adapter and whether that is software, or why there is none. */
export async function openInNode({
  wasmPaths,
}: Pick<Options, 'wasmPaths'>): Promise<{ adapter: string; software: boolean } | string> {
  const name = 'webgpu'; // optional: npm install --no-save webgpu
  // Without a driver of its own the machine may still have the software one that Debian's Chromium brings.
  if (!existsSync('/usr/share/vulkan/icd.d') && existsSync(CHROMIUM_DRIVER)) {
    process.env.VK_ICD_FILENAMES ??= CHROMIUM_DRIVER;
  }
  const dawn = await import(name).catch(() => null);
  if (dawn === null) return 'the optional npm package webgpu is not installed';
  Object.assign(globalThis, dawn.globals);
  const navigator = { gpu: dawn.create([]), userAgent: 'node', hardwareConcurrency: 2 };
  Object.defineProperty(globalThis, 'navigator', { configurable: true, writable: true, value: navigator });
  try {
    const request = { gpu: navigator.gpu, wasmPaths, onLost: () => {}, timeoutMs: 30_000 };
    const { adapter } = await openBackend({ ...request, asked: 'webgpu', strict: true });
    return { adapter, software: /swiftshader|llvmpipe|lavapipe/i.test(adapter) };
  } catch (error) {
    return (error as Error).message;
  }
}

async function measureInNode(options: Options, { adapter, software }: { adapter: string; software: boolean }) {
  const sizes = options.quick ? [64] : software ? [256, 512, 1024] : [512, 1024, 2048, 4096];
  const clock = software ? cpuMs : () => performance.now();
  const limits = await measureGpuLimits(clock);
  const results: (Measurement | NotMeasured)[] = [];
  for (const kernel of NAMES) {
    for (const n of sizesOf(kernel, sizes)) {
      const bench = await openKernelBench(kernel, n, DIMENSION);
      const errors = await bench.errors();
      const refused = tooWrong(kernel, n, errors);
      if (refused) results.push(refused);
      else {
        const timed = await paired({
          ...options,
          clock,
          ours: (count) => bench.run('fused', count),
          anchor: (count) => bench.run('composed', count),
        });
        results.push({
          ...lineOf(kernel, n, adapter, software ? 'CPU' : 'wall', errors),
          ...timed,
          oursWork: bench.work,
          anchorWork: {},
          limit: shareOfLimit(bench.work, timed.oursMs.median, limits),
        });
      }
      bench.dispose();
    }
  }
  return results;
}

async function measureInChromium(options: Options, whyNotNode: string) {
  const server = createServer(async ({ url }, response) => {
    const name = (url ?? '/').slice(1);
    const isPage = name === '';
    response.setHeader('content-type', isPage ? 'text/html' : 'text/javascript');
    response.end(isPage ? PAGE : await readFile(`${options.pageFolder}/${name}`).catch(() => ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs });
  try {
    const { port } = server.address() as { port: number };
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port}/`);
    await page.waitForFunction('globalThis.kernelInPage !== undefined');
    const adapter = await page.evaluate(() => window.kernelInPage.start());
    const session = await browser.newBrowserCDPSession();
    const clock = async () => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      return processInfo.reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0);
    };
    const run = (side: 'fused' | 'composed') => (count: number) =>
      page.evaluate(([side, count]) => window.kernelInPage.run(side, count), [side, count] as const);
    const results: (Measurement | NotMeasured)[] = [];
    const cases = NAMES.flatMap((kernel) =>
      sizesOf(kernel, options.quick ? [32] : [32, 64]).map((n) => [kernel, n, DIMENSION] as const),
    );
    for (const [kernel, n, d] of cases) {
      const { work, errors } = await page.evaluate((given) => window.kernelInPage.open(...given), [
        kernel,
        n,
        d,
      ] as const);
      const refused = tooWrong(kernel, n, errors);
      const timed = refused ? null : await paired({ ...options, clock, ours: run('fused'), anchor: run('composed') });
      const line = lineOf(kernel, n, `${adapter}, in Chromium`, 'CPU', errors);
      const note = `in Chromium because in Node ${whyNotNode}`;
      results.push(timed ? { ...line, ...timed, oursWork: work, anchorWork: {}, note } : refused!);
      await page.evaluate(() => window.kernelInPage.close());
    }
    return results;
  } finally {
    await browser.close();
    server.close();
  }
}

const PAGE = '<!doctype html><title>benchmark</title><script type="module" src="/browser.js"></script>';

declare global {
  interface Window {
    kernelInPage: typeof kernelInPage;
  }
}

type Errors = { fused: number; composed: number };

const sizesOf = (kernel: KernelName, sizes: readonly number[]) => (kernel === 'noise' ? [NORMALS] : sizes);

/** In words. */
const sizeOf: Partial<Record<KernelName, (n: number) => string>> = {
  adam: (n) => `${n} × ${n} weights and ${n} biases`,
  noise: (n) => `${n} normals`,
};

const lineOf = (kernel: KernelName, n: number, adapter: string, clock: string, errors: Errors) => ({
  id: 'kernel',
  ...KERNELS[kernel],
  size: sizeOf[kernel]?.(n) ?? `${n} × ${n} points, d = ${DIMENSION}`,
  backend: `webgpu: ${adapter}`,
  clock,
  check: `error ${errors.fused.toExponential(1)} (composed ${errors.composed.toExponential(1)}) ≤ ${KERNEL_BOUND}`,
});

function tooWrong(kernel: KernelName, n: number, { fused, composed }: Errors): NotMeasured | null {
  if (Math.max(fused, composed) <= KERNEL_BOUND) return null;
  return {
    id: 'kernel',
    notMeasured: `${KERNELS[kernel].ours}, n = ${n}: error ${fused} (composed ${composed}) is over ${KERNEL_BOUND}`,
  };
}
