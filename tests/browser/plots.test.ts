import { afterEach, describe, expect, it } from 'vitest';
import '../../src/ui/tokens.css';
import { mountInformationPlane } from '../../src/charts/information-plane.ts';
import { epochPlace, extentOf, gathered, type InformationPlaneData } from '../../src/charts/information-plane-data.ts';
import { mountPlot, type PlotData } from '../../src/charts/plot.ts';
import { domainOf, pointsOf } from '../../src/charts/plot-data.ts';

const size = { width: 640, height: 470 };
const hosts: HTMLElement[] = [];

function host(): HTMLElement {
  const box = document.createElement('div');
  box.style.cssText = `width:${size.width}px;height:${size.height}px`;
  box.setAttribute('aria-label', 'A picture');
  document.body.append(box);
  hosts.push(box);
  return box;
}

afterEach(() => {
  for (const box of hosts.splice(0)) box.remove();
});

const plane: InformationPlaneData = {
  paths: [
    { name: '*T*₁', says: 'layer 1', shape: 1, x: [12, 12, 12], y: [1, 1, 1] },
    { name: '*T*₂', says: 'layer 2', shape: 2, x: [3, 6, 3], y: [0, 0.5, 1] },
  ],
  epochs: [0, 10, 100],
  at: null,
  ghosts: [{ x: [3, 5], y: [0, 0.4] }],
  bound: { x: [0, 1], y: [0, 1] },
  limits: { hX: 12, hY: 1 },
  axes: { x: 'x', y: 'y' },
  onEpoch: null,
  empty: 'Nothing yet.',
};
const places = (box: HTMLElement, selector: string) =>
  [...box.querySelectorAll<SVGGraphicsElement>(selector)].map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    return { x: x + width / 2 - frame.x, y: y + height / 2 - frame.y };
  });

/** Straight pieces that are drawn; those of one epoch share a path. */
const segments = (box: Element, kind: string): number =>
  [...box.querySelectorAll(kind)].reduce((sum, path) => sum + path.getAttribute('d')!.split('M').length - 1, 0);

describe('The information plane', () => {
  it('puts a layer where its two informations say', () => {
    const box = host();
    mountInformationPlane(box).draw(plane, size);
    const [first, second] = places(box, '.layer-end');
    // Three of twelve bits: a quarter of the way from the axis to layer 1.
    const axis = box.querySelector('.axis')!.getBoundingClientRect();
    const left = axis.x - box.getBoundingClientRect().x;
    expect((second!.x - left) / (first!.x - left)).toBeCloseTo(0.25, 1);
    expect(second!.y).toBeCloseTo(first!.y, 0);
    expect(segments(box, '.segment')).toBe(4);
    expect(box.querySelectorAll('.seed').length).toBe(1);
    expect(box.querySelector('.sunk')).not.toBeNull();
  });

  it('fades what lies after the epoch looked at, and moves the layers back', () => {
    const box = host();
    const chart = mountInformationPlane(box);
    chart.draw(plane, size);
    const now = places(box, '.layer-end')[1]!;
    chart.draw({ ...plane, at: 10 }, size);
    const then = places(box, '.layer-end')[1]!;
    expect(then.x).toBeGreaterThan(now.x + 50);
    expect(segments(box, '.segment[data-later]')).toBe(2);
  });

  it('tells epoch, layer and both numbers under the pointer and from the keyboard', () => {
    const box = host();
    mountInformationPlane(box).draw(plane, size);
    const svg = box.querySelector('svg')!;
    svg.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
    svg.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
    const said = () => box.querySelector('[data-layer="hover"]')!.textContent;
    expect(said()).toContain('layer 1, epoch 100');
    const at = places(box, '.layer-end')[1]!;
    const frame = box.getBoundingClientRect();
    svg.dispatchEvent(new PointerEvent('pointermove', { clientX: frame.x + at.x, clientY: frame.y + at.y }));
    expect(said()).toContain('layer 2, epoch 100');
    expect(said()).toContain('3');
    svg.dispatchEvent(new PointerEvent('pointerleave'));
    expect(said()).toBe('');
  });

  it('says what is missing before the first snapshot and leaves nothing behind', () => {
    const box = host();
    const chart = mountInformationPlane(box);
    chart.draw({ ...plane, paths: [], epochs: [], ghosts: [] }, size);
    expect(box.textContent).toContain('Nothing yet.');
    chart.destroy();
    expect(box.childElementCount).toBe(0);
  });

  it('gathers the names of layers that end together and gives epoch 0 a place', () => {
    const ends = [1, 2, 3].map((k) => ({ name: `*T*${'₀₁₂₃'[k]}`, x: 100 + k, y: 50 }));
    expect(gathered(ends).map(({ text }) => text)).toEqual(['*T*₁–₃']);
    expect(gathered([...ends.slice(0, 2), { name: '*Ŷ*', x: 10, y: 50 }]).map(({ text }) => text)).toEqual([
      '*T*₁, *T*₂',
      '*Ŷ*',
    ]);
    expect([epochPlace(0, 100), epochPlace(100, 100)]).toEqual([0, 1]);
    expect(extentOf(plane)).toEqual({ x: 12, y: 1.09, lowX: 0, lowY: 0 });
    const below = { ...plane.paths[1]!, y: [-0.2, 0.5, 1] };
    expect(extentOf({ ...plane, paths: [below] }).lowY).toBe(-0.2);
  });
});

const plot: PlotData = {
  x: { label: 'n', scale: 'log' },
  y: { label: 'bits', scale: 'linear', domain: [0, 10] },
  series: [{ name: 'one', form: 'lineDots', x: [1, 10, 100, -1], y: [0, 5, 10, 3], colour: 1 }],
  lines: [{ axis: 'y', at: 5, label: 'half' }],
};

describe('A plot', () => {
  it('puts points where the scales say and leaves out what an axis cannot show', () => {
    const box = host();
    mountPlot(box).draw(plot, size);
    const dots = places(box, '.marker');
    expect(dots).toHaveLength(3);
    expect(dots[1]!.x).toBeCloseTo((dots[0]!.x + dots[2]!.x) / 2, 0);
    expect(dots[1]!.y).toBeCloseTo((dots[0]!.y + dots[2]!.y) / 2, 0);
    expect(places(box, '.floor')[0]!.y).toBeCloseTo(dots[1]!.y, 0);
    expect(box.textContent).toContain('half');
    expect(pointsOf(plot.series[0]!, 'log', 'linear')).toHaveLength(3);
  });

  it('draws bars from zero, bands where both sides are known, and redraws without leftovers', () => {
    const box = host();
    const chart = mountPlot(box);
    const bars = { name: '', form: 'bars' as const, x: [0, 1, 2], y: [1, 2, 3] };
    chart.draw(
      { ...plot, x: { label: '', scale: 'linear' }, y: { label: '', scale: 'linear' }, series: [bars], lines: [] },
      size,
    );
    const heights = [...box.querySelectorAll('.bar')].map((bar) => Number(bar.getAttribute('height')));
    expect(heights[2]! / heights[0]!).toBeCloseTo(3, 1);
    chart.draw({ ...plot, series: [{ ...plot.series[0]!, low: [0, 4, 9], high: [1, 6, 10] }] }, size);
    expect(box.querySelectorAll('.bar')).toHaveLength(0);
    expect(box.querySelectorAll('.band')).toHaveLength(1);
    chart.destroy();
    expect(box.childElementCount).toBe(0);
  });

  it('widens its axes a little beyond the points and never to nothing', () => {
    expect(domainOf({ ...plot, series: [] }, 'x')).toEqual([0.1, 10]);
    const flat = domainOf(
      { ...plot, y: { label: '', scale: 'linear' }, series: [{ name: '', form: 'dots', x: [1], y: [3] }], lines: [] },
      'y',
    );
    expect(flat[0]).toBeLessThan(3);
    expect(flat[1]).toBeGreaterThan(3);
  });
});
