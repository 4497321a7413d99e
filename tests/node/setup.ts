import { createRequire } from 'node:module';

// tfjs-backend-wasm's glue assumes CommonJS when it sees Node.
const scope = globalThis as { __dirname?: string; require?: NodeJS.Require };
scope.__dirname ??= '/';
scope.require ??= createRequire(import.meta.url);

// tfjs advises its Node bindings in a banner of several lines; every other warning is let through.
const warn = console.warn;
console.warn = (...words: unknown[]) => {
  if (!String(words[0]).includes('running TensorFlow.js in Node.js')) warn(...words);
};
