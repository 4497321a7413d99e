import { readRoute } from '../../engine/route.ts';
import { checkRun } from '../../engine/run-spec.ts';
import { acceptData } from '../accept-data.ts';
import { isKnown } from '../open-link.ts';
import { explorer, type Opened, openExplorer } from '../stores/explorer.ts';
import { leadsSomewhere, type Restored } from './restore-from.ts';

const PATIENCE_MS = 20_000;

/** Opens an address; the run it leads to, or null where it did not open. */
async function go(link: string): Promise<Opened | null> {
  const before = explorer.getState().opened;
  const here = readRoute(location.hash).page;
  if ((here === 'run' || here === 'bench') && isKnown(link) && isKnown(location.hash)) return before;
  return new Promise((resolve) => {
    const done = (opened: Opened | null) => {
      clearTimeout(late);
      stop();
      resolve(opened);
    };
    const late = setTimeout(() => done(null), PATIENCE_MS);
    const stop = explorer.subscribe(({ opened }) => {
      if (opened && opened !== before && opened.change === 'opened') done(opened);
    });
    location.hash = link;
  });
}

const lacksData = (opened: Opened): boolean =>
  opened.corrections.some(({ field, given }) => field === 'data' && given === 'nothing');

/** Gives the data to the bench that opened without it, with its settings and receipt, which it could not keep. */
async function giveData({ data, instanceParams }: Restored, before: Opened): Promise<string> {
  let said = '';
  const taken = await acceptData(data, (sentence) => {
    said = sentence;
  });
  const { opened } = explorer.getState();
  if (!taken || !opened) return said || 'the bench did not take it';
  const { spec } = checkRun(
    opened.description,
    { params: Object.fromEntries(Object.entries(instanceParams).map(([id, value]) => [id, String(value)])) },
    opened.explorer.spec,
  );
  openExplorer({
    ...opened,
    explorer: { ...opened.explorer, spec, receipt: before.explorer.receipt },
    corrections: opened.corrections.filter(({ field }) => field !== 'data'),
    change: 'replace',
  });
  return '';
}

/** Opens the run that a file carries, on its data where it brings some; returns what there is to say. */
export async function reopen(name: string, restored: Restored): Promise<string> {
  const { link, data } = restored;
  if (!leadsSomewhere(link)) return `${name} names a run that is not here: ${link.split('?')[0]} leads nowhere.`;
  if (readRoute(link).page === 'paper') {
    location.hash = link;
    return `${name}: its paper is open again.`;
  }
  const opened = await go(link);
  if (!opened) return `${name}: its run could not be opened.`;
  if (!lacksData(opened)) return `${name}: its run is open again.`;
  if (data === null)
    return `${name}: its settings are open again, but its data was too large for the ${what(name)}; give the file again.`;
  const refused = await giveData(restored, opened);
  return refused === ''
    ? `${name}: its run is open again, on its own data.`
    : `${name}: its settings are open again, but not its data: ${refused}`;
}

const what = (name: string): string => (/\.(svg|png)$/i.test(name) ? 'figure' : 'configuration');
