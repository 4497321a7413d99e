/** Flags under which WebGPU runs headless without a GPU. */
export const chromiumArgs: string[];
/** Path of an executable Chromium; finds or installs one, throws a sentence otherwise. */
export function ensureChromium(): Promise<string>;
