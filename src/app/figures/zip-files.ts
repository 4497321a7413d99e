import { Zip, ZipDeflate } from 'fflate';
import type { RunFile } from './run-files.ts';

const PIECE = 1 << 16;

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A zip, made in pieces so that the page goes on drawing. */
export async function zipFiles(files: readonly RunFile[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failed = error;
    else parts.push(chunk as Uint8Array<ArrayBuffer>);
  });
  for (const [path, content] of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const entry = new ZipDeflate(path, { level: 6 });
    zip.add(entry);
    for (let at = 0; at === 0 || at < bytes.length; at += PIECE) {
      entry.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
      await breath();
    }
  }
  zip.end();
  if (failed) throw failed;
  return new Blob(parts, { type: 'application/zip' });
}
