import { type RefObject, useEffect, useRef } from 'react';
import type { MountChart } from '../charts/chart.ts';

/** Data that changes without React: a recorder, or a few stores together. */
export interface Source<D> {
  get(): D;
  subscribe(listener: () => void): () => void;
}

/** Calls back when what the colours mean may have changed: theme, system setting, contrast, screen density. */
function onLook(listener: () => void): () => void {
  const theme = new MutationObserver(listener);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(min-resolution: 1.5dppx)'].map((q) =>
    matchMedia(q),
  );
  for (const query of queries) query.addEventListener('change', listener);
  // Labels are measured; once the page's own faces have come they are measured again.
  document.fonts.addEventListener('loadingdone', listener);
  return () => {
    theme.disconnect();
    document.fonts.removeEventListener('loadingdone', listener);
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

/** Binds a chart to a box: it redraws when data, size or look change, at most once in a frame of the screen. */
export function useChart<D>(mount: MountChart<D>, source: Source<D>): RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = host.current;
    if (!box) return;
    const chart = mount(box);
    let frame = 0;
    const redraw = (): void => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        const size = { width: box.clientWidth, height: box.clientHeight };
        if (size.width > 0 && size.height > 0) chart.draw(source.get(), size);
      });
    };
    const unsubscribe = source.subscribe(redraw);
    const unlook = onLook(redraw);
    const resize = new ResizeObserver(redraw);
    resize.observe(box);
    redraw();
    return () => {
      unsubscribe();
      unlook();
      resize.disconnect();
      cancelAnimationFrame(frame);
      chart.destroy();
    };
  }, [mount, source]);
  return host;
}
