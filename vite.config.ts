import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { assemblyScript } from './scripts/assembly-script.mjs';
import { packMnist } from './scripts/pack-mnist.mjs';

/** Tells the browser to load and run nothing but this page's own files; added to the built page only. */
const policy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: () => [
      {
        tag: 'meta',
        injectTo: 'head-prepend',
        attrs: {
          'http-equiv': 'Content-Security-Policy',
          content:
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'none'",
        },
      },
    ],
  },
};

/** Names and licences of what the page is built from, for the credits page. */
const licences: Plugin = {
  name: 'licences',
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      if (request.url?.endsWith('/licences.json')) response.end(readLicences());
      else next();
    });
  },
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'licences.json', source: readLicences() });
  },
};

/** A service worker that keeps the page's own files, so that it opens again without a network. */
const offline: Plugin = {
  name: 'offline',
  apply: 'build',
  enforce: 'post',
  generateBundle(_, bundle) {
    // Font formats and a WASM build that no current browser asks for stay on the server.
    const files = Object.keys(bundle).filter((file) => !/\.(ttf|woff|map)$|threaded|^\.vite/.test(file));
    const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12);
    const source = readFileSync('scripts/service-worker.js', 'utf8');
    const list = [
      './',
      ...files,
      'data/digits8.bin',
      'data/digits8.json',
      'data/face-oracle.bin',
      'icon.svg',
      'icon-192.png',
      'manifest.webmanifest',
    ];
    const script = source.replace('@version@', version).replace('@files@', JSON.stringify(list));
    this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: script });
  },
};

/** The committed measurements as the page shows them: what it has from the papers themselves is left out. */
const committedClaims: Plugin = {
  name: 'committed-claims',
  enforce: 'pre',
  transform(code, id) {
    if (!/docs[/\\]measurements[/\\]claims\.json$/.test(id)) return null;
    const { claims } = JSON.parse(code) as { claims: Record<string, unknown>[] };
    const short = (value: number | null) => (value === null ? null : Number(value.toPrecision(6)));
    return JSON.stringify({
      claims: claims.map(({ paper, claim, measured, stopped, verdict, backend, date, form = 'full' }) => ({
        paper,
        claim,
        measured: (measured as (number | null)[]).map(short),
        stopped,
        verdict,
        backend,
        date,
        form,
      })),
    });
  },
};

/** Packs the digits that come as a development dependency into public/data, before that folder is copied or served. */
const mnist: Plugin = { name: 'mnist', config: packMnist };

function readLicences(): string {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string; license?: string; dev?: boolean }>;
  };
  const shipped = Object.entries(lock.packages).filter(([path, one]) => path.startsWith('node_modules/') && !one.dev);
  return JSON.stringify(
    shipped.map(([path, one]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      version: one.version ?? '',
      licence: one.license ?? 'see the package',
    })),
  );
}

const tensors = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgpu',
];

export default defineConfig({
  // Relative, so that the built page works under any path.
  base: './',
  plugins: [assemblyScript(), committedClaims, react(), policy, licences, mnist, offline],
  worker: { format: 'es', plugins: () => [assemblyScript()] },
  optimizeDeps: { include: tensors },
  build: {
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
  },
});
