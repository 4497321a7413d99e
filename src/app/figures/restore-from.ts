import { pngText } from '../../charts/png-text.ts';
import { readRoute } from '../../engine/route.ts';
import { views } from '../../labs/views.ts';
import { carriedLink } from '../../ui/carried.ts';
import { findPaper } from '../catalogue.ts';

/** A whole run as a zip is no larger than this. */
const MOST_BYTES = 300_000_000;
/** A configuration or a figure's data. */
const MOST_TEXT = 60_000_000;

/** What a file that was saved here carries. */
export interface Restored {
  readonly link: string;
  /** The reader's own data, which a zip holds beside its configuration. */
  readonly data: unknown;
  /** Settings of the reader's own problem, which a link without its data cannot hold. */
  readonly instanceParams: Readonly<Record<string, unknown>>;
}

const OURS = new Set(['run', 'bench', 'paper']);

/** Whether there is a bench or paper here where an address leads. */
export function leadsSomewhere(link: string): boolean {
  const route = readRoute(link);
  if (route.page === 'bench') return Object.hasOwn(views, route.bench);
  return route.page === 'run' || route.page === 'paper' ? findPaper(route.slug) !== undefined : false;
}

/** The run that a text carries; null for any other text. */
export function carried(text: string, data?: unknown): Restored | null {
  const link = carriedLink(text);
  if (link === null || !OURS.has(readRoute(link).page)) return null;
  const { run } = JSON.parse(text) as { run?: { instanceParams?: unknown } | null };
  const given = run?.instanceParams;
  const instanceParams = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  return { link, data: data ?? null, instanceParams };
}

async function fromZip(bytes: Uint8Array): Promise<Restored | null> {
  const { strFromU8, unzipSync } = await import('fflate');
  try {
    const wanted = (file: { name: string; originalSize: number }) =>
      (file.name === 'configuration.json' || file.name === 'data.json') && file.originalSize < MOST_TEXT;
    const { 'configuration.json': found, 'data.json': data } = unzipSync(bytes, { filter: wanted });
    return found ? carried(strFromU8(found), data ? JSON.parse(strFromU8(data)) : null) : null;
  } catch {
    return null;
  }
}

function fromSvg(text: string): Restored | null {
  const file = new DOMParser().parseFromString(text, 'image/svg+xml');
  return carried(file.querySelector('metadata#paperscope')?.textContent ?? '');
}

/** The run that a saved figure, configuration or zip carries; null for any other file. */
export async function restoreFrom(file: File): Promise<Restored | null> {
  if (file.size === 0 || file.size > MOST_BYTES) return null;
  const start = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  if (start[0] === 0x89) return carried(pngText(new Uint8Array(await file.arrayBuffer()), 'paperscope') ?? '');
  if (start[0] === 0x50 && start[1] === 0x4b) return fromZip(new Uint8Array(await file.arrayBuffer()));
  if (file.size > MOST_TEXT) return null;
  const svg = file.name.endsWith('.svg') || file.type === 'image/svg+xml';
  if (svg) return fromSvg(await file.text());
  if (file.name.endsWith('.json') || file.type === 'application/json') return carried(await file.text());
  return null;
}
