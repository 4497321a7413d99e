import { readRoute } from '../../engine/route.ts';
import { openDesk } from '../../ui/data-desk.ts';
import { isNpy, otherKind } from '../../ui/file-text.ts';
import { looksLikeNumbers } from '../../ui/parse-rows.ts';
import { carried, restoreFrom } from './restore-from.ts';

/** Benches that take data of the reader's own; a test holds it to the labs' views. */
export const TAKES_DATA = [
  'bnn/posterior',
  'information/coupling',
  'information/estimators',
  'transport/assignments',
  'transport/bridges',
  'transport/couplings',
  'transport/covariances',
  'transport/maps',
  'transport/sliced',
  'vae/images',
  'vae/mixtures',
];

/** Why there is nowhere to put data, and where there would be. */
function nowhere(name: string, kind: string | null): string {
  const { page } = readRoute(location.hash);
  const here = page === 'run' || page === 'bench' ? 'this bench takes no data of your own' : 'no bench is open';
  if (kind !== null && kind !== 'is an image')
    return `${name} ${kind}; accepted are files saved by this page and, on these benches, data of your own: ${TAKES_DATA.join(', ')}.`;
  return `${name} was not saved by this page, and ${here}; these benches take some: ${TAKES_DATA.join(', ')}.`;
}

/** Opens the run that a file carries, or hands it to the bench that is open; returns what there is to say. */
export async function takeFile(file: File): Promise<string> {
  const restored = await restoreFrom(file);
  if (restored) return (await import('./reopen.ts')).reopen(file.name, restored);
  const desk = openDesk();
  if (!desk) {
    const start = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
    return nowhere(file.name, isNpy(start) ? null : otherKind(start, file.name, file.type));
  }
  desk.takeFile(file);
  return '';
}

/** The same with text that was pasted; what does not begin as numbers do is left alone. */
export async function takeText(text: string): Promise<string> {
  const restored = carried(text);
  if (restored) return (await import('./reopen.ts')).reopen('What was pasted', restored);
  if (!looksLikeNumbers(text)) return '';
  const desk = openDesk();
  if (!desk) return nowhere('What was pasted', null);
  desk.takeText(text);
  return '';
}
