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

/** Milliseconds of one animation frame that charts may draw in; what does not fit waits for the next. */
const FRAME_BUDGET = 4;
/** A chart that took t to draw rests for so many t, so that none eats the screen's time. */
const REST = 14;
/** Milliseconds for which no chart draws after a frame in which one did, at most. */
const MOST_QUIET = 60;

interface Job {
  draw(): void;
  notBefore: number;
  /** Milliseconds that its last drawing took. */
  cost: number;
}

const waiting = new Set<Job>();
let frame = 0;
/** Layout and paint come after the callback and cost more than it: after a frame that drew, the screen has as long to itself. */
let quietUntil = 0;
let begun = 0;
const painted = new MessageChannel();
painted.port1.onmessage = () => {
  const now = performance.now();
  quietUntil = now + Math.min(MOST_QUIET, now - begun);
};

/** Draws what is due, oldest request first, until the frame's budget is spent. */
function drawDue(now: number): void {
  frame = 0;
  if (now < quietUntil) {
    frame = requestAnimationFrame(drawDue);
    return;
  }
  begun = performance.now();
  let drew = false;
  for (const job of waiting) {
    if (job.notBefore > now) continue;
    const start = performance.now();
    // One that takes longer than the budget has a frame to itself.
    if (drew && start - begun + job.cost > FRAME_BUDGET) continue;
    waiting.delete(job);
    drew = true;
    job.draw();
    job.cost = performance.now() - start;
    job.notBefore = now + REST * job.cost;
  }
  if (drew) painted.port2.postMessage(null);
  if (waiting.size > 0) frame = requestAnimationFrame(drawDue);
}

function request(job: Job): void {
  waiting.add(job);
  if (frame === 0) frame = requestAnimationFrame(drawDue);
}

/** Binds a chart to a box: it redraws when data, size or look change, within the time all charts share in a frame. */
export function useChart<D>(mount: MountChart<D>, source: Source<D>): RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = host.current;
    if (!box) return;
    const chart = mount(box);
    // Measured here and when it changes, never between drawings: reading it there would lay the page out each time.
    let size = { width: box.clientWidth, height: box.clientHeight };
    let drawn = false;
    const job: Job = {
      draw: () => {
        if (size.width === 0 || size.height === 0) return;
        chart.draw(source.get(), size);
        drawn = true;
      },
      notBefore: 0,
      cost: 0,
    };
    // After its first drawing, which gives it its name, a chart out of sight draws when it comes into view.
    let seen = true;
    const redraw = (): void => {
      if (seen || !drawn) request(job);
      else waiting.delete(job);
    };
    const sight = new IntersectionObserver(
      (entries) => {
        seen = entries.at(-1)!.isIntersecting;
        if (seen) redraw();
      },
      { rootMargin: '80px' },
    );
    sight.observe(box);
    const unsubscribe = source.subscribe(redraw);
    const unlook = onLook(redraw);
    const resize = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      size = { width: Math.floor(width), height: Math.floor(height) };
      redraw();
    });
    resize.observe(box);
    // Keys act on what is drawn: a picture that was out of sight or waits for its turn draws before the first of them.
    const drawNow = (): void => {
      waiting.delete(job);
      job.draw();
    };
    box.addEventListener('focusin', drawNow);
    redraw();
    return () => {
      unsubscribe();
      unlook();
      resize.disconnect();
      sight.disconnect();
      box.removeEventListener('focusin', drawNow);
      waiting.delete(job);
      chart.destroy();
    };
  }, [mount, source]);
  return host;
}
