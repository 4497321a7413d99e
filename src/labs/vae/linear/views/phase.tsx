import { useRef } from 'react';
import { formatNumber } from '../../../../charts/format.ts';
import { mountMatrix } from '../../../../charts/matrix.ts';
import type { MatrixData } from '../../../../charts/matrix-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PhaseSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.phase as PhaseSnapshot | undefined;

/** Place of the number nearest on a log scale. */
const nearest = (values: Float64Array, wanted: number): number =>
  values.reduce(
    (best, value, k) => (Math.abs(Math.log(value / wanted)) < Math.abs(Math.log(values[best]! / wanted)) ? k : best),
    0,
  );

const ticksOf = (values: Float64Array, wanted: readonly number[]) => wanted.map((value) => nearest(values, value));
const BETA_TICKS = [0.1, 1, 10];
const NOISE_TICKS = [0.3, 1, 2];

/** How many directions collapse by the formula over β and η; the run's own setting is marked with what was counted. */
export function Phase({ picture, method }: ViewProps) {
  const hover = useRef<{ row: number; col: number } | null>(null);
  const weight = method === 'linearHierarchicalVae' ? 'β₂' : 'β';
  const source = useDerived(picture, (): MatrixData => {
    const shown = read(picture);
    const rows = shown?.betas.length ?? 1;
    const cols = shown?.noises.length ?? 1;
    const own = shown ? { row: nearest(shown.betas, shown.beta), col: nearest(shown.noises, shown.noise) } : null;
    const at = hover.current ?? own;
    const isOwn = at !== null && own !== null && at.row === own.row && at.col === own.col;
    const count = at && shown ? shown.counts[at.row * cols + at.col]! : Number.NaN;
    const says = Number.isNaN(count) ? 'no one minimum' : `${count} collapsed by the formula`;
    const [beta, noise] = isOwn
      ? [shown!.beta, shown!.noise]
      : [shown?.betas[at?.row ?? 0], shown?.noises[at?.col ?? 0]];
    return {
      rows,
      cols,
      values: shown ? shown.counts.map((value) => (Number.isNaN(value) ? 0 : value)) : [0],
      scale: 'linear',
      palette: 'mass',
      square: false,
      hover: at,
      hoverText: at
        ? `${weight} ${formatNumber(beta!, 2)}, η ${formatNumber(noise!, 2)}: ${says}\n${isOwn ? `this run: ${shown!.collapsed} counted` : ''}`
        : '',
      onHover: (next) => {
        hover.current = next;
        source.redraw();
      },
      rowLabel: `${weight} ↓`,
      colLabel: 'noise of the decoder *η*',
      ticks: {
        row: shown ? ticksOf(shown.betas, BETA_TICKS) : [],
        col: shown ? ticksOf(shown.noises, NOISE_TICKS) : [],
        rowText: shown ? BETA_TICKS.map(String) : [],
        colText: shown ? NOISE_TICKS.map(String) : [],
      },
    };
  });
  return (
    <ChartFigure
      title="Phases of collapse"
      unit="collapsed directions by the formula; the cross marks this run"
      name="phase"
      mount={mountMatrix}
      source={source}
      height={280}
      summary={() => {
        const shown = read(picture);
        return shown
          ? `At ${weight} ${formatNumber(shown.beta, 2)} and η ${formatNumber(shown.noise, 2)} ${shown.collapsed} directions of the trained model have collapsed; more do towards large weights and large noise.`
          : 'Collapsed directions over weight and noise, once something has run.';
      }}
      table={() => {
        const shown = read(picture);
        const cols = shown ? Array.from(shown.noises.keys()).filter((k) => k % 4 === 0) : [];
        return {
          head: [weight, ...cols.map((k) => `η ${formatNumber(shown!.noises[k]!, 2)}`)],
          rows: Array.from(shown?.betas ?? [], (beta, row) => [
            formatNumber(beta, 2),
            ...cols.map((k) => formatNumber(shown!.counts[row * shown!.noises.length + k]!)),
          ]),
        };
      }}
    />
  );
}
