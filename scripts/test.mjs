// The whole of `npm test`: types, lint, node tests, build, size, browser tests, the built page. A Chromium is found or installed first.
import { spawnSync } from 'node:child_process';
import { ensureChromium } from './chromium.mjs';

const started = Date.now();
const chromium = await ensureChromium();
const env = { ...process.env, CHROMIUM_PATH: chromium };

function run(title, command, ...args) {
  const begun = Date.now();
  process.stdout.write(`\n== ${title}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
  process.stdout.write(`== ${title}: ${((Date.now() - begun) / 1000).toFixed(0)} s\n`);
  if (status !== 0) {
    process.stdout.write(`${title} failed.\n`);
    process.exit(status ?? 1);
  }
}

run('Types', 'npm', 'run', '--silent', 'types');
run('Lint and format', 'npm', 'run', '--silent', 'lint');
run('Tests in Node', 'npx', 'vitest', 'run', '--project', 'node*');
run('Build', 'npx', 'vite', 'build', '--logLevel', 'warn');
run('Tests in Chromium', 'npx', 'vitest', 'run', '--project', 'browser');
run('The built page', 'npx', 'playwright', 'test');
process.stdout.write(`\nAll passed in ${((Date.now() - started) / 1000).toFixed(0)} s.\n`);
