import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';

interface CodesSnapshot {
  readonly axes: Int32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly spreadX: Float32Array | null;
  readonly spreadY: Float32Array | null;
  readonly target: Float32Array;
  readonly classes: number;
}

/** Colours there are; further classes begin again. */
const COLOURS = 8;
/** Codes whose ellipse is drawn. */
const ELLIPSES = 24;
const CORNERS = 32;

/** The outline μ ± s of one code. */
function ellipse(codes: CodesSnapshot, r: number): PlotSeries {
  const turns = Array.from({ length: CORNERS + 1 }, (_, k) => (2 * Math.PI * k) / CORNERS);
  return {
    name: '',
    x: turns.map((turn) => codes.x[r]! + codes.spreadX![r]! * Math.cos(turn)),
    y: turns.map((turn) => codes.y[r]! + codes.spreadY![r]! * Math.sin(turn)),
    form: 'line',
    faint: true,
    ...(codes.classes > 0 ? { colour: 1 + (codes.target[r]! % COLOURS) } : {}),
  };
}

function seriesOf(codes: CodesSnapshot): PlotSeries[] {
  const rows = Array.from(codes.x, (_, r) => r);
  const some = (name: string, picked: readonly number[], look: Partial<PlotSeries>): PlotSeries => ({
    name,
    x: picked.map((r) => codes.x[r]!),
    y: picked.map((r) => codes.y[r]!),
    form: 'dots',
    ...look,
  });
  const outlines = codes.spreadX ? rows.slice(0, ELLIPSES).map((r) => ellipse(codes, r)) : [];
  if (codes.classes > 0) {
    const classes = Array.from({ length: codes.classes }, (_, c) => c);
    return [
      ...outlines,
      ...classes.map((c) =>
        some(
          `class ${c + 1}`,
          rows.filter((r) => codes.target[r] === c),
          { colour: 1 + (c % COLOURS) },
        ),
      ),
    ];
  }
  // By rank, so that outliers do not take the whole scale.
  const order = rows.slice().sort((a, b) => codes.target[a]! - codes.target[b]!);
  const ranks = new Float32Array(rows.length);
  for (const [rank, r] of order.entries()) ranks[r] = rank / Math.max(1, rows.length - 1);
  return [
    ...outlines,
    some('test rows, by their target', rows, {
      values: ranks,
      labels: rows.map((r) => `y = ${formatNumber(codes.target[r]!, 3)}`),
    }),
  ];
}

/** Where the test rows lie in the code, and how far a stochastic code spreads them. */
export function LatentPlane({ picture, name }: ViewProps) {
  const now = () => picture.get()?.snapshots.codes as CodesSnapshot | undefined;
  const source = useDerived(picture, (): PlotData => {
    const codes = now();
    const axis = (k: number) => ({ label: `z${(codes?.axes[k] ?? k) + 1}`, scale: 'linear' as const });
    return { x: axis(0), y: axis(1), series: codes ? seriesOf(codes) : [], empty: 'Press Run, or Space.' };
  });
  return (
    <ChartFigure
      title="The code"
      unit="test rows in its two widest coordinates; outlines are μ ± s of some"
      name="latent-plane"
      mount={mountPlot}
      source={source}
      height="calc(70cqi + 14px)"
      summary={() => {
        const codes = now();
        if (!codes) return 'The codes of the test rows, once something has run.';
        const spread = codes.spreadX
          ? `each spread by ${formatNumber(codes.spreadX.reduce((sum, s) => sum + s, 0) / codes.spreadX.length, 2)} on average`
          : 'without noise';
        return `${name}: codes of ${codes.x.length} test rows between ${formatNumber(Math.min(...codes.x), 2)} and ${formatNumber(Math.max(...codes.x), 2)}, ${spread}.`;
      }}
      table={() => {
        const codes = now();
        return {
          head: ['Row', 'First', 'Second', 'Target'],
          rows: Array.from(codes?.x ?? [], (x, r) => [
            r + 1,
            formatNumber(x, 3),
            formatNumber(codes!.y[r]!, 3),
            formatNumber(codes!.target[r]!, 3),
          ]),
        };
      }}
    />
  );
}
