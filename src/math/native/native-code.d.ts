/** A WebAssembly module made of an AssemblyScript file; see scripts/assembly-script.mjs. */
declare module '*.as.ts?native' {
  const code: Uint8Array;
  export default code;
}
