import { readdirSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { assemblyScript } from './scripts/assembly-script.mjs';
import { bundledTests } from './scripts/bundled-tests.ts';
import { chromiumArgs, ensureChromium } from './scripts/chromium.mjs';
import { packMnist } from './scripts/pack-mnist.mjs';

// Bundled before use: in Node a plain import of tfjs takes its CommonJS build, which has no gradients.
const TF = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgpu',
];

/** Names of projects asked for; none for all of them. */
const chosen = process.argv.flatMap((argument, k, all) =>
  argument === '--project' ? [all[k + 1] ?? ''] : argument.startsWith('--project=') ? [argument.slice(10)] : [],
);

/** A machine without a browser can still run the node projects: looking for Chromium may install one. */
function browserWanted(): boolean {
  if (process.env.PAPERSCOPE_NO_BROWSER) return false;
  return chosen.length === 0 || chosen.some((name) => !name.startsWith('node'));
}

/** The longest files first, so that no core waits for the other at the end: a fresh clone knows nothing of times. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const long = ({ moduleId }: TestSpecification) => /tests\/(contract|claims)\//.test(moduleId);
    return [...sorted.filter(long), ...sorted.filter((file) => !long(file))];
  }
}

/** Test files that compute for long; a watched one is read as it is, to see each change. */
const LONG = process.argv.includes('run')
  ? ['tests/claims', 'tests/contract', 'src/labs'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.test.ts'))
        .map((file) => `${folder}/${file}`),
    )
  : [];

/** Tests of pure functions: what one file leaves behind, no other can see. */
const PURE = ['src/{claims,data,engine,math,params}/*.test.ts'];

const inNode = {
  environment: 'node',
  // Vitest would leave one core idle: on two, that doubles the time.
  maxWorkers: '100%',
  // Places in bundled sources are told as places in the sources.
  execArgv: ['--enable-source-maps'],
  setupFiles: ['tests/node/setup.ts'],
};

const node: TestProjectInlineConfiguration = {
  extends: true,
  plugins: [assemblyScript(), bundledTests(LONG)],
  test: {
    ...inNode,
    name: 'node',
    include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/{claims,contract}/*.test.ts', 'tests/node/**/*.test.ts'],
    // Asked for by itself, this project has every file.
    exclude: chosen.includes('node') ? configDefaults.exclude : [...configDefaults.exclude, ...PURE],
    deps: { optimizer: { ssr: { enabled: true, include: TF } } },
  },
};

/** One process for many files: starting one for each takes half a second, most of their time. */
const pure: TestProjectInlineConfiguration = {
  extends: true,
  plugins: [assemblyScript()],
  test: { ...inNode, name: 'node-pure', include: PURE, isolate: false },
};

const browser = async (): Promise<TestProjectInlineConfiguration> => ({
  extends: true,
  plugins: [assemblyScript(), react()],
  optimizeDeps: { include: [...TF, 'react', 'react-dom/client', 'react/jsx-dev-runtime'] },
  test: {
    name: 'browser',
    include: ['tests/browser/**/*.test.{ts,tsx}'],
    fileParallelism: false,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      instances: [{ browser: 'chromium' }],
      provider: playwright({ launchOptions: { executablePath: await ensureChromium(), args: chromiumArgs } }),
    },
  },
});

packMnist();

export default defineConfig(async () => ({
  test: {
    sequence: { sequencer: LongestFirst },
    testTimeout: 180_000,
    hookTimeout: 60_000,
    projects: browserWanted() ? [node, pure, await browser()] : [node, pure],
  },
}));
