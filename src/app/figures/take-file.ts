import { readRoute } from '../../engine/route.ts';
import { carriedLink } from '../../ui/carried.ts';
import { openDesk } from '../../ui/data-desk.ts';
import { restoreFrom } from './restore-from.ts';

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
function nowhere(name: string): string {
  const { page } = readRoute(location.hash);
  const here = page === 'run' || page === 'bench' ? 'this bench takes no data of your own' : 'no bench is open';
  return `${name} was not saved by this page, and ${here}; these benches take some: ${TAKES_DATA.join(', ')}.`;
}

/** Opens the run that a file carries, or hands it to the bench that is open; returns what there is to say. */
export async function takeFile(file: File): Promise<string> {
  const link = await restoreFrom(file);
  if (link) {
    location.hash = link;
    return `${file.name}: its run is open again.`;
  }
  const desk = openDesk();
  if (!desk) return nowhere(file.name);
  desk.takeFile(file);
  return '';
}

/** The same with text that was pasted; words that are no data are left alone where no bench takes any. */
export function takeText(text: string): string {
  const link = carriedLink(text);
  if (link && readRoute(link).page !== 'unknown') {
    location.hash = link;
    return 'The run of the pasted configuration is open again.';
  }
  const desk = openDesk();
  if (!desk) return nowhere('What was pasted');
  desk.takeText(text);
  return '';
}
