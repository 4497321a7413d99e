import { type ReactNode, useMemo } from 'react';
import type { MountChart } from '../../src/charts/chart.ts';
import { ChartFigure, type Toggle } from '../../src/ui/chart-figure.tsx';
import { FigureContext, type FigureSurroundings } from '../../src/ui/figure-context.ts';
import type { Source } from '../../src/ui/use-chart.ts';

interface Cell<D> {
  data: D;
  listeners: Set<() => void>;
}

interface Props<D> {
  title: string;
  unit?: string;
  mount: MountChart<D>;
  /** Data as a function of how to change a part of it, so that crosshair, zoom and hover live. */
  data(change: (part: Partial<D>) => void): D;
  height: number | string;
  width?: number;
  toggles?: Toggle[];
  caption?: ReactNode;
}

const around: FigureSurroundings = {
  link: () => '#/transport/couplings/sinkhornNewtonSparse',
  configuration: () => 'transport / couplings / density-1d, Newton with k = 60, seed 1, float64',
  register: () => () => undefined,
};

/** A chart of the gallery whose interactions change its own data. */
export function Show<D extends object>({ title, unit, mount, data, height, width, toggles, caption }: Props<D>) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the data of the gallery are fixed.
  const source = useMemo((): Source<D> => {
    const cell: Cell<D> = { data: {} as D, listeners: new Set() };
    cell.data = data((part) => {
      cell.data = { ...cell.data, ...part };
      for (const listener of cell.listeners) listener();
    });
    return {
      get: () => cell.data,
      subscribe: (listener) => {
        cell.listeners.add(listener);
        return () => cell.listeners.delete(listener);
      },
    };
  }, []);
  return (
    <div style={width ? { width, maxWidth: '100%' } : undefined}>
      <FigureContext value={around}>
        <ChartFigure
          title={title}
          {...(unit ? { unit } : {})}
          {...(toggles ? { toggles } : {})}
          {...(caption ? { caption } : {})}
          mount={mount}
          source={source}
          summary={() => `${title} of the gallery, with fixed data.`}
          table={() => ({ head: ['step', 'value'], rows: Array.from({ length: 500 }, (_, i) => [i, '7.4 × 10⁻¹³']) })}
          height={height}
          name={title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}
        />
      </FigureContext>
    </div>
  );
}
