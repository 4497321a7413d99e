import { asShared, packData } from '../engine/packed-data.ts';
import { explorer, setInstance } from './stores/explorer.ts';
import { ask } from './worker-client.ts';

/**
 * Takes a reader's own data once the bench has checked it; refused data leaves everything as it is, and an empty
 * sentence takes back what was said of data refused before. Strokes of one drawing are one entry of the history. */
export async function acceptData(
  data: unknown,
  onProblem: (sentence: string) => void,
  drawing = false,
): Promise<boolean> {
  const bench = explorer.getState().opened?.explorer.spec.bench;
  if (bench === undefined) return false;
  // What travels in a link is what runs, so that the link repeats the run.
  const shared = asShared(data);
  try {
    await ask({ type: 'readData', bench, data: shared });
    setInstance('user', shared, drawing);
    onProblem(
      packData(shared) === null
        ? 'This data is too large for the address: it lasts as long as this page is open. Keep the file, and hand it over with the link.'
        : '',
    );
    return true;
  } catch (error) {
    onProblem((error as Error).message);
    return false;
  }
}

/** Why the open bench does not take data, in one sentence, or an empty one; nothing is changed. */
export async function checkData(data: unknown): Promise<string> {
  const bench = explorer.getState().opened?.explorer.spec.bench;
  if (bench === undefined) return '';
  return ask({ type: 'readData', bench, data: asShared(data) }).then(
    () => '',
    (error: Error) => error.message,
  );
}
