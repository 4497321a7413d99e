import { type RefObject, useEffect, useRef, useState } from 'react';
import { stepKey } from '../charts/step-key.ts';
import type { TableData } from './chart-table.tsx';
import { drawnChart } from './drawn-data.ts';
import { followKeys } from './follow-keys.ts';
import { heardOf, hush, isSounding, sound } from './hear.ts';
import { crosshairSays, hoverSays, rowSays } from './speak-chart.ts';
import type { Source } from './use-chart.ts';

interface Given<D> {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly source: Source<D>;
  readonly table: () => TableData;
  readonly onTrouble: (sentence: string) => void;
}

interface ChartKeys {
  /** The picture has keys of its own; else the arrows walk the rows of its table. */
  readonly own: boolean;
  /** The row that was reached, shown while the picture has the focus. */
  readonly row: string;
  /** What is read aloud: the row, or what the crosshair stands on. */
  readonly spoken: string;
  /** Sounds the picture, or ends its sound. */
  readonly hear: () => void;
}

/** Every picture by keyboard and ear: arrows speak its values, H sounds it. */
export function useChartKeys<D>(given: Given<D>): ChartKeys {
  const { host, source } = given;
  const latest = useRef(given);
  latest.current = given;
  const [own, setOwn] = useState(false);
  const [row, setRow] = useState('');
  const [spoken, setSpoken] = useState('');
  const mine = useRef(false);

  const hear = (): void => {
    if (isSounding() && mine.current) {
      hush();
      return;
    }
    const { table, onTrouble } = latest.current;
    const data = source.get();
    const setCrosshair = drawnChart(data)?.setCrosshair;
    try {
      onTrouble('');
      sound(heardOf(data, table), (x) => {
        mine.current = x !== null;
        setCrosshair?.(x);
      });
      mine.current = true;
    } catch (error) {
      onTrouble((error as Error).message);
    }
  };
  const hearing = useRef(hear);
  hearing.current = hear;

  useEffect(() => {
    const box = host.current;
    if (!box) return;
    const look = (): void => setOwn(box.querySelector('svg[tabindex="0"]') !== null);
    look();
    const watch = new MutationObserver(look);
    watch.observe(box, { attributes: true, attributeFilter: ['tabindex'], subtree: true });
    let at = -1;
    const voice = followKeys(box, setSpoken);
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.toLowerCase() === 'h') {
        event.preventDefault();
        hearing.current();
        return;
      }
      const inside = event.target !== box;
      if (inside && event.defaultPrevented) {
        // A picture with keys of its own has moved its crosshair or its mark by now, or will have in the next frame.
        voice.pressed(() => crosshairSays(source.get()) || hoverSays(box));
        return;
      }
      if (event.key === 'Escape') {
        at = -1;
        setRow('');
        if (!inside) box.blur();
        return;
      }
      // One that has nothing its keys could point at is read row by row as well; the page scrolls until that has begun.
      if (inside && at < 0 && !/^(Arrow|Home|End)/.test(event.key)) return;
      const table = latest.current.table();
      const next = stepKey(event.key, at, table.rows.length);
      if (next === undefined) return;
      event.preventDefault();
      at = next;
      const words = rowSays(table, at);
      setRow(words);
      voice.pressed(() => words);
    };
    const leave = (): void => {
      at = -1;
      setRow('');
      setSpoken('');
    };
    box.addEventListener('keydown', onKey);
    box.addEventListener('focusout', leave);
    return () => {
      watch.disconnect();
      voice.stop();
      if (mine.current) hush();
      box.removeEventListener('keydown', onKey);
      box.removeEventListener('focusout', leave);
    };
  }, [host, source]);
  return { own, row, spoken, hear };
}
