import type { Plugin } from 'vite';

/**
 * `import code from './name.as.ts?native'` gives the bytes of the WebAssembly module that AssemblyScript makes of that
 * file, inlined into the bundle; compiled once and kept by content in node_modules/.cache. For every build and test runner.
 */
export function assemblyScript(): Plugin;
