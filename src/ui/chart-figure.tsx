import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { MountChart } from '../charts/chart.ts';
import { toPng } from '../charts/export-png.ts';
import { exportSvg } from '../charts/export-svg.ts';
import styles from './chart-figure.module.css';
import { ChartMenu } from './chart-menu.tsx';
import { ChartTable, type TableData } from './chart-table.tsx';
import { type Source, useChart } from './use-chart.ts';

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
  /** The configuration, in one line, below an exported figure. */
  configuration?(): string;
}

const pause = 700;

/** The sentence about a picture: kept current for its name, and spoken only once the reader's own change has settled. */
function useSummary<D>(source: Source<D>, summary: () => string) {
  const figure = useRef<HTMLElement>(null);
  const latest = useRef(summary);
  latest.current = summary;
  const [name, setName] = useState('');
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    let timer = 0;
    const settle = (): void => {
      timer = 0;
      const sentence = latest.current();
      setName(sentence);
      if (figure.current?.contains(document.activeElement)) setSpoken(sentence);
    };
    const later = (): void => {
      timer ||= window.setTimeout(settle, pause);
    };
    setName(latest.current());
    const stop = source.subscribe(later);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [source]);
  return { figure, name, spoken };
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A chart with its heading, toggles, menu, table and name: everything about a picture but the picture. */
export function ChartFigure<D>(props: Props<D>) {
  const { title, unit, mount, source, summary, table, height, toggles = [], caption, name } = props;
  const id = useId();
  const host = useChart(mount, source);
  const { figure, name: sentence, spoken } = useSummary(source, summary);
  const [tableShown, setTableShown] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [full, setFull] = useState(false);

  useEffect(() => {
    const follow = (): void =>
      setFull(document.fullscreenElement !== null && document.fullscreenElement === figure.current);
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, [figure]);

  const picture = (): string => {
    const box = host.current!;
    const words = { title, caption: props.configuration?.() ?? summary() };
    return exportSvg(mount, source.get(), { width: box.clientWidth, height: box.clientHeight }, words);
  };
  const actions: [string, () => unknown][] = [
    [tableShown ? 'Hide data table' : 'Show data table', () => setTableShown(!tableShown)],
    ['Save SVG', () => save(new Blob([picture()], { type: 'image/svg+xml' }), `${name}.svg`)],
    ['Save PNG', async () => save(await toPng(picture(), 3), `${name}.png`)],
    [
      full ? 'Leave full screen' : 'Full screen',
      () => (full ? document.exitFullscreen() : figure.current?.requestFullscreen()),
    ],
  ];
  const act = async (action: () => unknown): Promise<void> => {
    try {
      setTrouble('');
      await action();
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <figure className={styles.figure} ref={figure} data-name={name} aria-labelledby={`${id}title`}>
      <header className={styles.head}>
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
          <ChartMenu title={title} id={`${id}menu`} actions={actions} onAct={act} />
        </span>
      </header>
      <p className={styles.hidden} id={`${id}summary`}>{`${title}. ${sentence}`}</p>
      <p className={styles.hidden} aria-live="polite">
        {spoken}
      </p>
      <div
        className={styles.host}
        ref={host}
        data-labelledby={`${id}summary`}
        style={full ? undefined : { height: typeof height === 'number' ? `${height}px` : height }}
      />
      {trouble ? (
        <p className={styles.trouble} role="alert">
          The picture was not saved: {trouble}
        </p>
      ) : null}
      {tableShown ? <ChartTable title={title} table={table()} /> : null}
      {caption ? <figcaption className={styles.caption}>{caption}</figcaption> : null}
    </figure>
  );
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
