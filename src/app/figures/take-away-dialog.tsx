import { useEffect, useRef, useState } from 'react';
import type { FigureOnPage } from '../../ui/figure-context.ts';
import { saveFile } from '../../ui/save-file.ts';
import { type Opened, useExplorer } from '../stores/explorer.ts';
import { runs } from '../stores/runs.ts';
import { endTakeAway } from '../stores/taking.ts';
import { configurationFile } from './configuration.ts';
import { arrayFiles, metricsCsv, metricsJson, type RunFile, wholeRun } from './run-files.ts';
import styles from './take-away-dialog.module.css';
import { zipFiles } from './zip-files.ts';

const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

/** Figures of the page as files; a name that comes twice is counted. */
async function figureFiles(figures: readonly FigureOnPage[]): Promise<RunFile[]> {
  const files: RunFile[] = [];
  for (const { name, svg } of figures) {
    await pause();
    const same = files.filter(([path]) => path.replace(/(-\d+)?\.svg$/, '') === name).length;
    files.push([`${name}${same > 0 ? `-${same + 1}` : ''}.svg`, svg()]);
  }
  return files;
}

/** Bench and method, as the name of a file. */
const fileName = ({ explorer: { spec } }: Opened): string => `${spec.bench.replace('/', '-')}-${spec.method}`;

/** Numbers, arrays and figures of what is on the page, as files. */
export function TakeAwayDialog({ figures }: { figures: () => readonly FigureOnPage[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const opened = useExplorer((state) => state.opened);
  const [said, setSaid] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  if (!opened) return null;
  const { description } = opened;
  const { list, cursor } = runs.getState();
  const rows = list.reduce((sum, run) => sum + run.recorder.length, 0);
  const name = fileName(opened);
  const now = () => runs.getState().list;
  const arrays = () => arrayFiles(description, now(), cursor, false);
  const found = arrays().length;
  const step = list.find((run) => run.role === 'edited')?.history.at(cursor)?.step;

  const saveArrays = async () => {
    const files = arrays();
    const [first] = files;
    if (files.length === 1 && first) saveFile(first[1] as Uint8Array<ArrayBuffer>, `${name}-${first[0]}`);
    else saveFile(await zipFiles(files), `${name}-arrays.zip`);
  };
  const saveAll = async () =>
    saveFile(await zipFiles(wholeRun(opened, now(), cursor, await figureFiles(figures()))), `${name}.zip`);
  const ways: [label: string, says: string, file: string, save: () => unknown, none?: boolean][] = [
    ['Everything', 'one zip with all below, the figures as SVG, and a page that says what is what', 'ZIP', saveAll],
    [
      'Configuration',
      'what was run; dropped on this page it opens the run again',
      'JSON',
      () => saveFile(configurationFile(opened), `${name}.json`, 'application/json'),
    ],
    [
      'Metrics',
      'every measured number, a line a step',
      'CSV',
      () => saveFile(metricsCsv(description, now()), `${name}-metrics.csv`, 'text/csv'),
      rows === 0,
    ],
    [
      'Metrics',
      'the same, run by run, with settings and outcome',
      'JSON',
      () => saveFile(metricsJson(opened, now()), `${name}-metrics.json`, 'application/json'),
      rows === 0,
    ],
    [
      'Arrays',
      `what the pictures show${step === undefined ? '' : ` at step ${step.toLocaleString('en-GB')}`}, ${found} ${found === 1 ? 'array' : 'arrays'} for numpy.load`,
      'NPY',
      saveArrays,
      found === 0,
    ],
  ];
  const act = async (label: string, save: () => unknown) => {
    try {
      setSaid('');
      await save();
      setSaid(`${label}: handed to the browser as a download.`);
    } catch (error) {
      setSaid(`${label} could not be saved: ${(error as Error).message}`);
    }
  };
  return (
    <dialog ref={dialog} className={styles.dialog} onClose={endTakeAway} aria-labelledby="take-away-title">
      <h2 id="take-away-title">Take this run away</h2>
      <p>
        {rows === 0
          ? 'Nothing has run yet: there is only the configuration to take.'
          : `${list.length} ${list.length === 1 ? 'run' : 'runs'}, ${rows.toLocaleString('en-GB')} measured ${rows === 1 ? 'step' : 'steps'}, at full precision.`}
      </p>
      <ul>
        {ways.map(([label, says, file, save, none]) => (
          <li key={`${label} ${file}`}>
            <div>
              <b>{label}</b>
              <span>{says}</span>
            </div>
            <button
              type="button"
              className="button"
              disabled={none ?? false}
              aria-label={`Save ${label.toLowerCase()} as ${file}`}
              onClick={() => act(`${label} (${file})`, save)}
            >
              {file}
            </button>
          </li>
        ))}
      </ul>
      <p>Every picture has its own files, SVG, PNG, CSV and JSON, in the menu beside its title.</p>
      <p role="status">{said}</p>
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
