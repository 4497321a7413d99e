import { pngText } from '../../charts/png-text.ts';
import { readRoute } from '../../engine/route.ts';
import { carriedLink } from '../../ui/carried.ts';

/** A whole run as a zip is no larger than this. */
const MOST_BYTES = 300_000_000;
/** A configuration or a figure's data. */
const MOST_TEXT = 60_000_000;

const OURS = new Set(['run', 'bench', 'paper']);
const ours = (link: string | null): string | null => (link && OURS.has(readRoute(link).page) ? link : null);

async function fromZip(bytes: Uint8Array): Promise<string | null> {
  const { strFromU8, unzipSync } = await import('fflate');
  try {
    const wanted = (file: { name: string; originalSize: number }) =>
      file.name === 'configuration.json' && file.originalSize < MOST_TEXT;
    const found = unzipSync(bytes, { filter: wanted })['configuration.json'];
    return found ? carriedLink(strFromU8(found)) : null;
  } catch {
    return null;
  }
}

function fromSvg(text: string): string | null {
  const file = new DOMParser().parseFromString(text, 'image/svg+xml');
  return carriedLink(file.querySelector('metadata#paperscope')?.textContent ?? '');
}

/** The address of the run that a saved figure, configuration or zip carries; null for any other file. */
export async function restoreFrom(file: File): Promise<string | null> {
  if (file.size === 0 || file.size > MOST_BYTES) return null;
  const start = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  if (start[0] === 0x89)
    return ours(carriedLink(pngText(new Uint8Array(await file.arrayBuffer()), 'paperscope') ?? ''));
  if (start[0] === 0x50 && start[1] === 0x4b) return ours(await fromZip(new Uint8Array(await file.arrayBuffer())));
  if (file.size > MOST_TEXT) return null;
  const svg = file.name.endsWith('.svg') || file.type === 'image/svg+xml';
  if (svg) return ours(fromSvg(await file.text()));
  if (file.name.endsWith('.json') || file.type === 'application/json') return ours(carriedLink(await file.text()));
  return null;
}
