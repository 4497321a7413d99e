import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** How the metric charts are looked at: one crosshair, one zoom, one x axis for all of them. */
export interface ChartLook {
  /** In units of the x axis. */
  readonly crosshair: number | null;
  readonly zoom: readonly [number, number] | null;
  readonly xLog: boolean;
  /** Metrics whose y axis the reader switched away from the metric's own scale. */
  readonly flipped: ReadonlySet<string>;
  /** Runs the reader hid in the legend, by key. */
  readonly hidden: ReadonlySet<string>;
}

export const charts = createStore<ChartLook>(() => ({
  crosshair: null,
  zoom: null,
  xLog: true,
  flipped: new Set(),
  hidden: new Set(),
}));
export const useCharts = <T>(pick: (state: ChartLook) => T): T => useStore(charts, pick);

const toggled = (set: ReadonlySet<string>, one: string) => {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
};
export const setCrosshair = (crosshair: number | null): void => charts.setState({ crosshair });
export const setZoom = (zoom: readonly [number, number] | null): void => charts.setState({ zoom });
export const toggleXLog = (): void => charts.setState(({ xLog }) => ({ xLog: !xLog, zoom: null }));
export const toggleYLog = (metric: string): void =>
  charts.setState(({ flipped }) => ({ flipped: toggled(flipped, metric) }));
export const toggleHidden = (key: string): void => charts.setState(({ hidden }) => ({ hidden: toggled(hidden, key) }));
