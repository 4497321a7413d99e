import { type LineData, lastAt } from './line-data.ts';
import type { Plot } from './line-path.ts';
import type { Stage } from './stage.ts';

interface Drawn {
  data: LineData;
  plot: Plot;
}

const clickSlack = 6;

function placesOf({ data, plot }: Drawn): number[] {
  const [from, to] = plot.x.domain() as [number, number];
  const leading = data.series.filter((s) => !s.hidden && s.weight !== 'ghost');
  const candidates = leading.length > 0 ? leading : data.series.filter((s) => !s.hidden);
  const places = new Set<number>();
  for (const { xs } of candidates) {
    for (let i = Math.max(0, lastAt(xs, from) - 1); i < xs.length && xs[i]! <= to; i++) {
      if (xs[i]! >= from && (plot.xKind === 'linear' || xs[i]! > 0)) places.add(xs[i]!);
    }
  }
  return [...places].sort((a, b) => a - b);
}

function nearest(drawn: Drawn, pixel: number): number | null {
  const { data, plot } = drawn;
  const wanted = plot.x.invert(pixel);
  let best: number | null = null;
  for (const { xs, hidden, weight } of data.series) {
    if (hidden || weight === 'ghost' || xs.length === 0) continue;
    const i = lastAt(xs, wanted);
    for (const x of [xs[i], xs[i + 1]]) {
      if (x === undefined || (plot.xKind === 'log' && x <= 0)) continue;
      const at = plot.x(x);
      if (at < plot.left - 0.5 || at > plot.right + 0.5) continue;
      if (best === null || Math.abs(at - pixel) < Math.abs(plot.x(best) - pixel)) best = x;
    }
  }
  return best;
}

/** The next measured place that is at least a pixel away, so that a key press always shows. */
function stepped(drawn: Drawn, key: string): number | null | undefined {
  const places = placesOf(drawn);
  if (places.length === 0) return undefined;
  const { data, plot } = drawn;
  if (key === 'Home') return places[0]!;
  if (key === 'End') return places.at(-1)!;
  const forward = key === 'ArrowRight' || key === 'PageDown';
  const distance = key.startsWith('Page') ? (plot.right - plot.left) / 10 : 1;
  if (data.crosshair === null) return forward ? places[0]! : places.at(-1)!;
  const here = plot.x(data.crosshair);
  const found = forward
    ? places.find((x) => plot.x(x) >= here + distance)
    : places.findLast((x) => plot.x(x) <= here - distance);
  return found ?? (forward ? places.at(-1)! : places[0]!);
}

const keys = new Set(['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End']);

/** Crosshair and brush. `drawn` gives what is on screen; `brush` shows the range being dragged. */
export function listen(stage: Stage, drawn: () => Drawn | null, brush: (range: [number, number] | null) => void): void {
  let from: number | null = null;
  let dragged = false;
  const node = stage.svg.node()!;
  const inPlot = (event: PointerEvent, { plot }: Drawn): number => {
    const box = node.getBoundingClientRect();
    return Math.min(plot.right, Math.max(plot.left, event.clientX - box.left));
  };
  stage.svg
    .on('pointerdown', (event: PointerEvent) => {
      const now = drawn();
      if (!now || event.button !== 0 || !(event.target as Element).classList.contains('plot-area')) return;
      from = inPlot(event, now);
      dragged = false;
      if (event.pointerType === 'mouse') node.setPointerCapture(event.pointerId);
    })
    .on('pointermove', (event: PointerEvent) => {
      const now = drawn();
      if (!now) return;
      const at = inPlot(event, now);
      if (from !== null && event.pointerType === 'mouse') {
        dragged ||= Math.abs(at - from) >= clickSlack;
        if (dragged) return brush([Math.min(from, at), Math.max(from, at)]);
      }
      if (from === null && !(event.target as Element).classList.contains('plot-area')) return;
      const x = nearest(now, at);
      if (x !== now.data.crosshair) now.data.onCrosshair(x);
    })
    .on('pointerup', (event: PointerEvent) => {
      const now = drawn();
      if (now && from !== null && dragged) {
        const at = inPlot(event, now);
        now.data.onZoom([now.plot.x.invert(Math.min(from, at)), now.plot.x.invert(Math.max(from, at))]);
      }
      from = null;
      brush(null);
    })
    .on('pointercancel', () => {
      from = null;
      brush(null);
    })
    .on('pointerleave', () => {
      const now = drawn();
      if (now && from === null && now.data.crosshair !== null) now.data.onCrosshair(null);
    })
    .on('dblclick', () => drawn()?.data.onZoom(null))
    .on('keydown', (event: KeyboardEvent) => {
      const now = drawn();
      if (!now || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') {
        if (now.data.zoom) now.data.onZoom(null);
        else if (now.data.crosshair !== null) now.data.onCrosshair(null);
        return;
      }
      if (!keys.has(event.key)) return;
      event.preventDefault();
      const x = stepped(now, event.key);
      if (x !== undefined) now.data.onCrosshair(x);
    });
}
