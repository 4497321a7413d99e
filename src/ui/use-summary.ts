import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Source } from './use-chart.ts';

const pause = 700;

/** The sentence about a picture: kept current for its name, and spoken only once the reader's own change has settled. */
export function useSummary<D>(figure: RefObject<HTMLElement | null>, source: Source<D>, summary: () => string) {
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
      // Inside the picture its keys speak; the sentence would talk over them.
      const active = document.activeElement;
      if (figure.current?.contains(active) && !active?.closest('[data-labelledby]')) setSpoken(sentence);
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
  }, [figure, source]);
  return { name, spoken };
}
