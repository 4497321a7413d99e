import { defineConfig } from '@playwright/test';
import { chromiumArgs, ensureChromium } from './scripts/chromium.mjs';

/** Another port and another built page than dist, for several runs of these tests at once. */
const PORT = Number(process.env.PAGE_PORT ?? 4179);
const FOLDER = process.env.PAGE_FOLDER ?? '';

/** Tests of the built page in a real Chromium; the page is served under a sub-path, as a static host would. */
export default defineConfig({
  testDir: 'tests/page',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 2,
  projects: [
    { name: 'screens', testMatch: /accessibility/, fullyParallel: true },
    { name: 'page', testIgnore: /accessibility/, grepInvert: /@alone/ },
    // Tests that measure time have the machine to themselves.
    { name: 'alone', grep: /@alone/, workers: 1, dependencies: ['screens', 'page'] },
  ],
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${PORT}/some/where/`,
    launchOptions: { executablePath: await ensureChromium(), args: chromiumArgs },
    permissions: ['clipboard-read', 'clipboard-write'],
    // Each test is a first visit; only the tests of being offline and of speed keep the page for later.
    serviceWorkers: 'block',
  },
  webServer: {
    command: `node scripts/serve.mjs ${PORT} /some/where/ ${FOLDER}`,
    port: PORT,
    reuseExistingServer: false,
  },
});
