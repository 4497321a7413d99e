import { afterEach, describe, expect, it } from 'vitest';
import '../../src/ui/tokens.css';
import { axesOf, type LatentPlaneData, mountLatentPlane, nearestCode } from '../../src/charts/latent-plane.ts';

const size = { width: 334, height: 334 };
/** 300 pixels from −3 to 3, after the room for names. */
const SIDE = 300;
const hosts: HTMLElement[] = [];

function drawn(change: Partial<LatentPlaneData> = {}) {
  const box = document.createElement('div');
  box.style.cssText = `width:${size.width}px;height:${size.height}px`;
  box.setAttribute('aria-label', 'A picture');
  document.body.append(box);
  hosts.push(box);
  const chart = mountLatentPlane(box);
  const data: LatentPlaneData = {
    labels: ['z₁', 'z₂'],
    reach: 3,
    x: [0, 1.5, -3],
    y: [0, 1.5, 3],
    classes: [0, 1, 1],
    classNames: ['zero', 'one'],
    prior: [1, 0.5],
    posterior: () => ({ xx: 0.25, xy: 0, yy: 0.01 }),
    tiles: null,
    mark: null,
    empty: 'Nothing yet.',
    ...change,
  };
  chart.draw(data, size);
  return { box, chart, data };
}

afterEach(() => {
  for (const box of hosts.splice(0)) box.remove();
});

describe('The latent plane', () => {
  it('draws rings at one, two and three standard deviations of the prior', () => {
    const { box } = drawn();
    const rings = [...box.querySelectorAll('[data-layer="rings"] ellipse')];
    expect(rings.map((ring) => Number(ring.getAttribute('rx')))).toEqual([SIDE / 6, SIDE / 3, SIDE / 2]);
    expect(Number(rings[0]!.getAttribute('ry'))).toBe(SIDE / 12);
  });

  it('writes every class at the median of its codes', () => {
    const { box } = drawn();
    const words = [...box.querySelectorAll('text')].map((node) => node.textContent);
    expect(words).toEqual(expect.arrayContaining(['zero', 'one', 'z₁', 'z₂']));
  });

  it('shows the posterior of the code that is pointed at', () => {
    const { box, chart, data } = drawn();
    expect(box.querySelector('.ring')).toBeNull();
    chart.draw({ ...data, mark: [1.45, 1.5] }, size);
    const ring = box.querySelector('.ring')!;
    expect(Number(ring.getAttribute('rx'))).toBe(SIDE / 12);
    expect(Number(ring.getAttribute('ry'))).toBe(SIDE / 60);
    expect(ring.getAttribute('transform')).toContain('translate(255,79)');
  });

  it('says where the reader presses, and moves the point with arrow keys', () => {
    const seen: [readonly [number, number] | null, boolean][] = [];
    const { box } = drawn({ onPoint: (at, chosen) => seen.push([at, chosen]), mark: [0, 0] });
    const svg = box.querySelector('svg')!;
    const { x, y } = svg.getBoundingClientRect();
    svg.dispatchEvent(new MouseEvent('click', { clientX: x + 30 + SIDE / 4, clientY: y + 4 + SIDE / 4 }));
    expect(seen.at(-1)![0]![0]).toBeCloseTo(-1.5, 1);
    expect(seen.at(-1)![0]![1]).toBeCloseTo(1.5, 1);
    svg.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' }));
    expect(seen.at(-1)).toEqual([[0, 0.25], true]);
  });

  it('leaves nothing behind', () => {
    const { box, chart } = drawn({ tiles: [{ values: [0, 1, 1, 0], width: 2, height: 2, label: '' }] });
    expect(box.querySelector('canvas')).not.toBeNull();
    chart.destroy();
    expect(box.childElementCount).toBe(0);
  });
});

describe('An ellipse', () => {
  it('has the axes of its covariance', () => {
    const { major, minor, angle } = axesOf({ xx: 2.5, xy: 1.5, yy: 2.5 });
    expect([major, minor].map((value) => value ** 2)).toEqual([expect.closeTo(4, 9), expect.closeTo(1, 9)]);
    expect(angle).toBeCloseTo(Math.PI / 4, 9);
  });

  it('belongs to the nearest code, if one is near', () => {
    const { data } = drawn();
    expect(nearestCode(data, 1.4, 1.4, 0.3)).toBe(1);
    expect(nearestCode(data, 0.7, 0.7, 0.3)).toBe(-1);
  });
});
