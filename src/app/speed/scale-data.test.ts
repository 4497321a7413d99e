import { describe, expect, it } from 'vitest';
import { exponentWords, lineName, scaleLines, scalePlot } from './scale-data.ts';

const spread = (median: number) => ({ q1: 0.9 * median, median, q3: 1.1 * median });
const sizes = [256, 512, 1024, 2048, 4096];
/** Quadratic from 1,024 on; cheaper than that below. */
const committed = {
  id: 'scale',
  label: 'Sinkhorn, log domain',
  bench: 'transport/couplings',
  instance: 'clouds',
  method: 'sinkhorn',
  params: {},
  backend: 'cpu-float64',
  sizes,
  ms: sizes.map((n) => spread(n < 1024 ? 0.1 : (3 * n * n) / 1e6)),
  exponent: 0,
  from: 1024,
  date: '',
  machine: { cpu: '', cores: 2 },
} as const;

describe('The figure of cost against n', () => {
  it('fits the power from the size on that was committed, not the number that was', () => {
    const [line] = scaleLines([committed], []);
    expect(line!.exponent).toBeCloseTo(2, 12);
    expect(lineName(line!)).toBe('log domain n^2.00');
    const adapter = 'webgpu: mesa software llvmpipe';
    expect(lineName({ ...line!, label: 'Sinkhorn, GPU kernel', backend: adapter })).toBe('GPU in software n^2.00');
    const { series } = scalePlot([line!]);
    const [fit, dots] = series;
    expect([...(fit!.x as number[])]).toEqual([1024, 2048, 4096]);
    expect((fit!.y as number[])[1]).toBeCloseTo((3 * 2048 ** 2) / 1e6, 9);
    expect(fit!.faint && fit!.dashed).toBe(true);
    expect([...(dots!.y as number[])]).toEqual(committed.ms.map(({ median }) => median));
  });

  it('has what was measured here beside it, without a power until there are three sizes', () => {
    const own = { label: committed.label, backend: 'cpu-float64', sizes: [256, 1024, 2048], ms: [1, 2, 8] };
    const [line, mine] = scaleLines([committed], [own]);
    expect(mine!.where).toBe('here');
    expect(exponentWords(mine!)).toBe('');
    expect(lineName(mine!)).toBe('log domain here');
    const { series } = scalePlot([line!, mine!]);
    expect(series.filter(({ faint }) => !faint).map(({ name }) => name)).toEqual([
      'log domain n^2.00',
      'log domain here',
    ]);
    expect(series[0]!.name).toBe('fit of log domain n^2.00');
    expect([...(series[2]!.x as number[])]).toEqual([]);
    expect(series[3]!.colour).not.toBe(series[1]!.colour);
  });
});
