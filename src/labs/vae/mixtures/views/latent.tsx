import { formatNumber } from '../../../../charts/format.ts';
import { mountPlot, type PlotData, type PlotSeries } from '../../../../charts/plot.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { LatentSnapshot } from '../snapshots.ts';

const read = (picture: ViewProps['picture']) => picture.get()?.snapshots.latent as LatentSnapshot | undefined;
const TURN = 48;
const BINS = 30;
const REACH = 3.6;
const normal = (z: number) => Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);

function ellipse(x: number, y: number, a: number, b: number, look: Partial<PlotSeries>): PlotSeries {
  const turn = Array.from({ length: TURN + 1 }, (_, k) => (2 * Math.PI * k) / TURN);
  return {
    name: '',
    form: 'line',
    x: turn.map((t) => x + a * Math.cos(t)),
    y: turn.map((t) => y + b * Math.sin(t)),
    ...look,
  };
}

/** Draws of q(z|x) over the prior's rings: the aggregate posterior, and where the prior has mass that no point uses. */
function inPlane(shown: LatentSnapshot): PlotSeries[] {
  const pick = (values: Float32Array, offset: number) => values.filter((_, k) => k % 2 === offset);
  return [
    ...[1, 2, 3].map((radius) => ellipse(0, 0, radius, radius, { faint: true, dashed: true })),
    ...Array.from({ length: shown.ellipses }, (_, i) =>
      ellipse(shown.mean[2 * i]!, shown.mean[2 * i + 1]!, 2 * shown.sd[2 * i]!, 2 * shown.sd[2 * i + 1]!, {
        faint: true,
      }),
    ),
    { name: '', form: 'dots', colour: 1, x: pick(shown.draw, 0), y: pick(shown.draw, 1), values: shown.angle },
  ];
}

/** With one latent number: its aggregate posterior as a mixture of the points' posteriors, against the prior. */
function onLine(shown: LatentSnapshot, colour: number): PlotSeries[] {
  const z = Array.from({ length: 40 * BINS + 1 }, (_, k) => -REACH + (2 * REACH * k) / (40 * BINS));
  const aggregate = z.map((at) =>
    shown.mean.reduce((sum, mean, i) => sum + normal((at - mean) / shown.sd[i]!) / shown.sd[i]! / shown.mean.length, 0),
  );
  return [
    { name: 'prior', form: 'line', dashed: true, colour: 0, x: z, y: z.map(normal) },
    { name: 'posteriors', form: 'line', colour, x: z, y: aggregate },
  ];
}

export function Latent({ picture, colour }: ViewProps) {
  const source = useDerived(picture, (): PlotData => {
    const shown = read(picture);
    const two = shown?.latents !== 1;
    const domain = [-REACH, REACH] as const;
    return {
      x: { label: 'z₁', scale: 'linear', domain },
      y: two ? { label: 'z₂', scale: 'linear', domain } : { label: 'density', scale: 'linear' },
      series: shown ? (two ? inPlane(shown) : onLine(shown, colour)) : [],
    };
  });
  return (
    <ChartFigure
      title="Latent space"
      unit="posteriors of held-out points; dashed: the prior"
      name="latent"
      mount={mountPlot}
      source={source}
      height="calc(100cqi + 6px)"
      summary={() => {
        const shown = read(picture);
        if (!shown) return 'Posteriors against the prior, once something has run.';
        const mean = shown.sd.reduce((sum, value) => sum + value, 0) / shown.sd.length;
        return `Posteriors of ${shown.draw.length / shown.latents} points have standard deviation ${formatNumber(mean, 2)} on average, the prior 1; gaps between them are places the decoder never learnt.`;
      }}
      table={() => {
        const shown = read(picture);
        const L = shown?.latents ?? 1;
        const heads = Array.from({ length: L }, (_, l) => [`Mean ${l + 1}`, `Sd ${l + 1}`]).flat();
        return {
          head: ['Point', ...heads],
          rows: Array.from({ length: (shown?.mean.length ?? 0) / L }, (_, i) => [
            String(i + 1),
            ...Array.from({ length: L }, (_, l) => [
              formatNumber(shown!.mean[i * L + l]!, 3),
              formatNumber(shown!.sd[i * L + l]!, 3),
            ]).flat(),
          ]),
        };
      }}
    />
  );
}
