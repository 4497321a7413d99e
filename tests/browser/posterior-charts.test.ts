import { afterEach, describe, expect, it } from 'vitest';
import '../../src/ui/tokens.css';
import type { MountChart } from '../../src/charts/chart.ts';
import { knownOf, mapPlaces, mountPlaneMaps } from '../../src/charts/plane-maps.ts';
import { mountReliability, reliabilityBins } from '../../src/charts/reliability-diagram.ts';
import { mountShareBars, piecesOf } from '../../src/charts/share-bars.ts';
import { mountWeightMatrices, packMatrices, type WeightMatrix } from '../../src/charts/weight-matrices.ts';

const hosts: HTMLElement[] = [];

function drawn<D>(mount: MountChart<D>, data: D, size = { width: 600, height: 400 }) {
  const box = document.createElement('div');
  box.style.cssText = `width:${size.width}px;height:${size.height}px`;
  box.setAttribute('aria-label', 'A picture');
  document.body.append(box);
  hosts.push(box);
  const chart = mount(box);
  chart.draw(data, size);
  return { box, again: (next: D) => chart.draw(next, size) };
}

afterEach(() => {
  for (const box of hosts.splice(0)) box.remove();
});

describe('Maps of a plane', () => {
  const map = { name: 'all', side: 2, values: [0, 1, 0.5, 0] };
  const data = {
    from: -1,
    to: 1,
    lead: { ...map, classes: [0, 1, 1, 0] },
    parts: [map, map, map],
    curves: [{ x: [-1, 1], y: [-1, 1], dashed: false }],
    points: [0, 0, 5, 5],
    labels: [0, 1],
    classNames: ['a', 'b'],
    top: '0.69 nats',
    empty: 'Nothing yet.',
  };

  it('has its parts beside it where there is room, below it where there is not, and never outside', () => {
    for (const size of [
      { width: 616, height: 530 },
      { width: 358, height: 530 },
      { width: 1000, height: 530 },
    ]) {
      const [lead, ...parts] = mapPlaces(3, size);
      expect(parts.every(({ left }) => left > lead!.left + lead!.side)).toBe(size.width > 400);
      expect(parts.every(({ top }) => top > lead!.top + lead!.side)).toBe(size.width < 400);
      for (const { left, top, side } of [lead!, ...parts]) {
        expect(left + side).toBeLessThanOrEqual(size.width);
        expect(top + side + 20).toBeLessThanOrEqual(size.height);
      }
    }
  });

  it('draws lines and points in the coordinates of the plane, those inside it', () => {
    const size = { width: 616, height: 530 };
    const { box } = drawn(mountPlaneMaps, data, size);
    const { left, top, side } = mapPlaces(3, size)[0]!;
    expect(box.querySelector('path.edge')!.getAttribute('d')).toBe(`M${left},${top + side}L${left + side},${top}`);
    const [first, second] = [...box.querySelectorAll('path.datum')].map((node) => node.getAttribute('d'));
    expect(first).toContain(`M${Math.round(10 * (left + side / 2 - 2.6)) / 10},`);
    expect(second).toBe('');
  });

  it('knows nothing at one half and all at the ends', () => {
    expect([0, 0.5, 1].map(knownOf)).toEqual([1, 0, 1]);
    expect(knownOf(0.9)).toBeCloseTo(knownOf(0.1), 12);
  });
});

describe('Matrices of weights', () => {
  const matrix: WeightMatrix = {
    name: '',
    rows: 10,
    columns: 20,
    active: [0, 21, 199],
    mean: [1, -1, 0.2],
    sd: [0.1, 0.2, 0.1],
    removed: [20],
    added: [21, 199],
  };

  it('are as large as fits, on shelves from left to right, none upon another', () => {
    const size = { width: 600, height: 400 };
    const { unit, places } = packMatrices([matrix, matrix, matrix], size);
    expect(unit).toBe(14);
    expect(places).toEqual([
      { x: 0, y: 0 },
      { x: 298, y: 0 },
      { x: 0, y: 158 },
    ]);
    const large = packMatrices([{ rows: 1000, columns: 5000, name: '' }], size).unit;
    expect(5000 * large).toBeLessThanOrEqual(size.width);
  });

  it('mark what entered and what left, anew at each exchange', () => {
    const data = { matrices: [matrix], exchange: 10, empty: 'Nothing yet.' };
    const { box, again } = drawn(mountWeightMatrices, data);
    const first = box.querySelector('path.added')!;
    expect(first.getAttribute('d')!.split('M')).toHaveLength(3);
    expect(box.querySelector('path.removed')!.getAttribute('d')!.split('M')).toHaveLength(2);
    again(data);
    expect(box.querySelector('path.added')).toBe(first);
    again({ ...data, exchange: 20 });
    expect(box.querySelector('path.added')).not.toBe(first);
    expect(box.querySelectorAll('path.changed')).toHaveLength(2);
  });
});

describe('The reliability diagram', () => {
  const data = {
    count: [0, 4, 8, 0],
    confidence: [Number.NaN, 0.4, 0.6, Number.NaN],
    accuracy: [Number.NaN, 0.25, 0.75, Number.NaN],
    colour: 1,
    note: 'ECE 15 %',
    empty: 'Nothing yet.',
  };

  it('has a bar and a gap for every bin that holds rows', () => {
    const { box } = drawn(mountReliability, data);
    const heights = (kind: string) =>
      [...box.querySelectorAll(`rect.${kind}`)].map((node) => Number(node.getAttribute('height')));
    const bars = heights('bar');
    const gaps = heights('gap');
    expect(bars).toHaveLength(2);
    expect(bars[1]! / bars[0]!).toBeCloseTo(3, 2);
    expect(gaps[0]! / bars[0]!).toBeCloseTo(0.15 / 0.25, 2);
    expect(gaps[1]).toBeCloseTo(gaps[0]!, 0);
    expect(reliabilityBins(data, 0, 400).map(({ x, share }) => [x, share])).toEqual([
      [100, 0.5],
      [200, 1],
    ]);
  });

  it('says that it has nothing where no bin holds a row', () => {
    const { box } = drawn(mountReliability, { ...data, count: [], note: '' });
    expect(box.textContent).toContain('Nothing yet.');
  });
});

describe('Bars of shares', () => {
  it('put part after part from 0 on, and leave out what is not a number', () => {
    const parts = [0.25, Number.NaN, 0.5].map((share, k) => ({ name: `part ${k}`, share, colour: k + 1 }));
    expect(piecesOf([{ name: 'held', says: '', mark: null, parts }]).map(({ from, to }) => [from, to])).toEqual([
      [0, 0.25],
      [0.25, 0.25],
      [0.25, 0.75],
    ]);
  });

  it('mark the whole and the other account at their places', () => {
    const bar = {
      name: 'work',
      says: '20 %',
      parts: [{ name: 'counted', share: 0.2, colour: 1 }],
      mark: { at: 0.5, label: 'formula' },
    };
    const { box } = drawn(mountShareBars, { bars: [bar], whole: 'dense', label: '', empty: '' });
    const track = Number(box.querySelector('rect.sunk')!.getAttribute('width'));
    expect(Number(box.querySelector('rect.bar')!.getAttribute('width'))).toBeCloseTo(0.2 * track, 0);
    const mark = Number(
      box
        .querySelector('path.edge')!
        .getAttribute('d')!
        .match(/^M([\d.]+)/)![1],
    );
    expect(mark).toBeCloseTo(0.5 * track, 0);
    expect(box.textContent).toContain('formula');
  });
});
