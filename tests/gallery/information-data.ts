import type { InformationPlaneData } from '../../src/charts/information-plane.ts';
import type { PlotData } from '../../src/charts/plot.ts';
import { stream } from './transport-data.ts';

const EPOCHS = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 24, 28, 33, 39, 46, 55, 65, 77, 91, 108, 127, 150, 178,
].concat([210, 249, 294, 348, 411, 486, 575, 680, 804, 951, 1124, 1330, 1500]);

/** Five hidden layers and the output: up with training, then back to the left, the late ones further. */
function paths(seed: number) {
  const random = stream(seed);
  return [12, 12, 11.6, 10.4, 7.4, 3.4].map((start, layer) => {
    const wide = layer < 2;
    const u = (epoch: number) => Math.log1p(epoch) / Math.log1p(1500);
    const jitter = () => (wide ? 0 : 0.12 * (random() - 0.5));
    return {
      name: layer === 5 ? '*Ŷ*' : `*T*${'₁₂₃₄₅'[layer]}`,
      says: layer === 5 ? 'output' : `layer ${layer + 1}`,
      shape: layer + 1,
      x: EPOCHS.map((e) =>
        Math.min(12, start + (wide ? 0 : 1.2 * Math.sin(3 * u(e)) - 0.55 * layer * u(e) ** 2) + jitter()),
      ),
      y: EPOCHS.map((e) => Math.min(0.998, (wide ? 0.998 : 0.9 - 0.14 * layer) + (0.1 + 0.13 * layer) * u(e) ** 0.8)),
    };
  });
}

export const plane = (change: (part: Partial<InformationPlaneData>) => void): InformationPlaneData => ({
  paths: paths(1),
  epochs: EPOCHS,
  at: null,
  ghosts: [...paths(2), ...paths(3)],
  bound: { x: [0, 0.999], y: [0, 0.999] },
  limits: { hX: 12, hY: 0.999 },
  axes: { x: '*I*(*X*;*T*), bits kept about the input', y: '*I*(*T*;*Y*), bits about the label' },
  onEpoch: (at) => change({ at }),
  empty: 'Press Run, or Space.',
});

const SIZES = [50, 80, 120, 180, 270, 400, 600, 900, 1350, 2000];

export const estimates = (): PlotData => {
  const curve = (name: string, bias: number, colour: number) => {
    const y = SIZES.map((n) => 1.44 + bias * n ** -0.5);
    const half = SIZES.map((n) => 2 / Math.sqrt(n));
    return {
      name,
      form: 'lineDots' as const,
      colour,
      x: SIZES,
      y,
      low: y.map((value, k) => value - half[k]!),
      high: y.map((value, k) => value + half[k]!),
    };
  };
  return {
    x: { label: 'samples', scale: 'log' },
    y: { label: 'bits', scale: 'linear' },
    series: [curve('nearest neighbours', -2, 1), curve('fixed bins', 9, 2)],
    lines: [{ axis: 'y', at: 1.44, label: 'closed form' }],
  };
};

export const relevance = (): PlotData => {
  const x = Array.from({ length: 20 }, (_, k) => 0.1 * k);
  return {
    x: { label: 'rate, bits', scale: 'linear' },
    y: { label: 'relevance, bits', scale: 'linear' },
    series: [
      { name: 'information bottleneck', form: 'dots', colour: 1, x, y: x.map((r) => 1 - Math.exp(-2 * r)) },
      { name: 'deterministic', form: 'dots', colour: 4, x, y: x.map((r) => 0.9 - 0.9 * Math.exp(-2 * r)) },
    ],
    lines: [{ axis: 'x', at: 1.1, label: 'transition' }],
  };
};

export const histogram = (): PlotData => ({
  x: { label: 'activation', scale: 'linear', domain: [-1, 1] },
  y: { label: '', scale: 'linear' },
  series: [
    {
      name: 'count',
      form: 'bars',
      x: Array.from({ length: 40 }, (_, k) => -0.975 + 0.05 * k),
      y: Array.from({ length: 40 }, (_, k) => 20 + 0.6 * (k - 20) ** 2),
    },
  ],
});
