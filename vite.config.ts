import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

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
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'self'; form-action 'none'",
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
  plugins: [react(), policy, licences],
  worker: { format: 'es' },
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
