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
  plugins: [react(), policy],
  worker: { format: 'es' },
  optimizeDeps: { include: tensors },
  build: { target: 'es2022', sourcemap: false, manifest: true, chunkSizeWarningLimit: 1500, modulePreload: { polyfill: false } },
});
