/**
 * Finds a Chromium for the browser tests, the end-to-end tests and the benchmark, or installs one.
 * In order: CHROMIUM_PATH, browsers on PATH, the usual places, Playwright's own, an installation; never skips silently.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const root = process.getuid?.() === 0;

/** Flags under which WebGPU runs headless without a GPU; PAPERSCOPE_REAL_GPU=1 leaves the choice of adapter to the machine. */
export const chromiumArgs = [
  '--enable-unsafe-webgpu',
  ...(process.env.PAPERSCOPE_REAL_GPU ? [] : ['--use-webgpu-adapter=swiftshader']),
  ...(root || process.env.CI ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function usualPlaces() {
  const { LOCALAPPDATA, PROGRAMFILES, 'PROGRAMFILES(X86)': PROGRAMFILES_X86 } = process.env;
  if (process.platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ];
  }
  if (process.platform === 'win32') {
    return [PROGRAMFILES, PROGRAMFILES_X86, LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]);
  }
  return ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) => NAMES.map((name) => join(folder, name)));
}

function installed() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...usualPlaces()].find(runnable) ?? null;
}

async function playwrightOwn() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Runs a command with its output on stderr (stdout may be a table or JSON); true when it succeeded. */
function succeeded(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

/** Ubuntu's apt package only points at a snap, so apt is used on Debian proper. */
function install() {
  process.stderr.write('No Chromium found; installing one.\n');
  if (isDebian() && root) {
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    if (succeeded('apt-get', ['update'], quiet)) {
      succeeded('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet);
    }
    if (installed()) return;
  }
  succeeded('npx', ['playwright', 'install', 'chromium']);
}

/** Path of an executable Chromium. Throws one sentence that says what was tried. */
export async function ensureChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (runnable(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, which is not an executable file.`);
  }
  const found = installed() ?? (await playwrightOwn());
  if (found) return found;
  install();
  const after = installed() ?? (await playwrightOwn());
  if (after) return after;
  throw new Error(
    `No Chromium: CHROMIUM_PATH is not set, none of ${NAMES.join(', ')} is on PATH or in the usual places, Playwright has ` +
      'none, and installing one (apt-get as root on Debian, npx playwright install chromium elsewhere) did not succeed.',
  );
}
