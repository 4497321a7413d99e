import { type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react';
import type { MountChart } from '../charts/chart.ts';
import styles from './chart-figure.module.css';
import { ChartMenu, type MenuEntry } from './chart-menu.tsx';
import { ChartTable, type TableData } from './chart-table.tsx';
import { FigureContext } from './figure-context.ts';
import { csvFile, type FigureFiles, jsonFile, pngFile, svgFile } from './figure-files.ts';
import { useLeadsHere } from './leads.ts';
import { saveFile } from './save-file.ts';
import { type Source, useChart } from './use-chart.ts';
import { useChartKeys } from './use-chart-keys.ts';
import { useLights } from './use-lights.ts';
import { useSummary } from './use-summary.ts';

export interface Toggle {
  label: string;
  on: boolean;
  onToggle(): void;
}

interface Props<D> {
  title: string;
  unit?: ReactNode;
  mount: MountChart<D>;
  /** Keep it the same object between renders: a new one mounts the chart anew. */
  source: Source<D>;
  /** One sentence for those who do not see the picture. */
  summary(): string;
  table(): TableData;
  /** Pixels, or any CSS length; `cqi` is a hundredth of the figure's width. */
  height: number | string;
  toggles?: Toggle[];
  caption?: ReactNode;
  /** Name of saved files. */
  name: string;
  /** What equations call the number that is drawn. */
  symbol?: string | undefined;
  /** A symbol is pointed at that means the picture itself, or the run that is edited. */
  lit?: 'it' | 'run' | null;
}

const SCALES = [1, 2, 3, 4];

/** A chart with its heading, toggles, menu, table and name: everything about a picture but the picture. */
export function ChartFigure<D>(props: Props<D>) {
  const { title, unit, mount, source, summary, table, height, toggles = [], caption, name, symbol, lit } = props;
  const id = useId();
  const figure = useRef<HTMLElement>(null);
  const host = useChart(mount, source);
  const { name: sentence, spoken } = useSummary(figure, source, summary);
  const [tableShown, setTableShown] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [full, setFull] = useState(false);
  const keys = useChartKeys({ host, source, table, onTrouble: setTrouble });
  const around = useContext(FigureContext);
  const lights = useLights(symbol);
  useLeadsHere(symbol);

  useEffect(() => {
    const follow = (): void =>
      setFull(document.fullscreenElement !== null && document.fullscreenElement === figure.current);
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, []);

  const files = (): FigureFiles<D> => {
    const { clientWidth, clientHeight } = host.current!;
    // A picture that has no room just now, in a folded place, is still taken away at a size that can be read.
    const size = { width: clientWidth || 560, height: clientHeight || 320 };
    return { title, mount, data: source.get(), size, summary: summary(), table, around };
  };
  const svg = useRef<() => string>(() => '');
  svg.current = () => svgFile(files());
  useEffect(() => around?.register({ name, svg: () => svg.current() }), [around, name]);

  const act = async (action: () => unknown): Promise<void> => {
    try {
      setTrouble('');
      await action();
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      setTrouble(`This could not be done: ${words}${/[.!?]$/.test(words) ? '' : '.'}`);
    }
  };
  const entries: MenuEntry[] = [
    { label: 'Save SVG', act: () => saveFile(svgFile(files()), `${name}.svg`, 'image/svg+xml') },
    {
      label: 'Save PNG',
      choices: SCALES.map((scale) => ({
        label: `${scale}×`,
        act: async () => saveFile(await pngFile(files(), scale), `${name}-${scale}x.png`),
      })),
    },
    { label: 'Save CSV', act: () => saveFile(csvFile(files()), `${name}.csv`, 'text/csv') },
    { label: 'Save JSON', act: () => saveFile(jsonFile(files()), `${name}.json`, 'application/json') },
    { label: tableShown ? 'Hide data table' : 'Show data table', act: () => setTableShown(!tableShown) },
    { label: 'Hear it', key: 'H', act: keys.hear },
    {
      label: full ? 'Leave full screen' : 'Full screen',
      act: () => (full ? document.exitFullscreen() : enlarge(figure.current)),
    },
  ];
  const walk = { tabIndex: 0, role: 'application', 'aria-roledescription': 'picture', 'aria-labelledby': `${id}keys` };

  return (
    <figure className={styles.figure} ref={figure} data-name={name} data-lit={lit} aria-labelledby={`${id}title`}>
      <header className={styles.head} data-lights={symbol} {...lights}>
        <h3 id={`${id}title`}>{title}</h3>
        {unit ? <span className={styles.unit}>{unit}</span> : null}
        <span className={styles.tools}>
          {toggles.map((toggle) => (
            <button
              key={toggle.label}
              type="button"
              className={styles.toggle}
              aria-pressed={toggle.on}
              onClick={toggle.onToggle}
            >
              <ToggleWords words={toggle.label} />
            </button>
          ))}
          <ChartMenu title={title} id={`${id}menu`} entries={entries} onAct={act} />
        </span>
      </header>
      <p className={styles.hidden} id={`${id}summary`}>{`${title}. ${sentence}`}</p>
      {keys.own ? null : (
        <p className={styles.hidden} id={`${id}keys`}>{`${title}: arrow keys read its numbers, H sounds them.`}</p>
      )}
      <p className={styles.hidden} aria-live="polite">
        {keys.spoken || spoken}
      </p>
      <div
        className={styles.host}
        ref={host}
        data-labelledby={`${id}summary`}
        data-title={title}
        style={full ? undefined : { height: typeof height === 'number' ? `${height}px` : height }}
        {...(keys.own ? {} : walk)}
      />
      {keys.row ? (
        <p className={styles.row} aria-hidden="true">
          {keys.row}
        </p>
      ) : null}
      {trouble ? (
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
      ) : null}
      {tableShown ? <ChartTable title={title} table={table()} /> : null}
      {caption ? <figcaption className={styles.caption}>{caption}</figcaption> : null}
    </figure>
  );
}

function enlarge(figure: HTMLElement | null): Promise<void> | undefined {
  if (!document.fullscreenEnabled) throw new Error('this browser, or the page around this one, allows no full screen.');
  return figure?.requestFullscreen();
}

/** "x log": the axis is named quietly, what is on or off is the word after it. */
function ToggleWords({ words }: { words: string }) {
  const at = words.lastIndexOf(' ');
  return (
    <>
      {words.slice(0, at + 1)}
      <b>{words.slice(at + 1)}</b>
    </>
  );
}
