import { afterEach, describe, expect, it } from 'vitest';
import '../../src/ui/tokens.css';
import { mountVectorField, type VectorFieldData } from '../../src/charts/vector-field.ts';
import { boundsOfField, ellipsePath, marksOf } from '../../src/charts/vector-field-data.ts';

const size = { width: 400, height: 300 };
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

const field: VectorFieldData = {
  label: { x: 'x', y: 'y' },
  dots: [{ x: [0, 4], y: [0, 4], name: 'source' }],
  arrows: [{ x: [0, 2], y: [0, 0], dx: [2, 0], dy: [0, 2], name: 'drift' }],
  ellipses: [{ x: [2], y: [2], xx: [1], xy: [0], yy: [1] }],
};

describe('The vector field', () => {
  it('has the same unit on both axes: arrows of one length are as long across as upward', () => {
    const box = host();
    mountVectorField(box).draw(field, size);
    const d = box.querySelector('g[data-layer="marks"] path.line')!.getAttribute('d')!;
    const [across, upward] = [...d.matchAll(/M([-\d.]+),([-\d.]+)L([-\d.]+),([-\d.]+)M/g)].map((found) => {
      const [x, y, u, w] = found.slice(1).map(Number) as [number, number, number, number];
      return [u - x, y - w] as const;
    });
    expect(across![1]).toBeCloseTo(0, 1);
    expect(upward![0]).toBeCloseTo(0, 1);
    expect(upward![1]).toBeCloseTo(across![0], 0);
    expect(across![0]).toBeGreaterThan(60);
  });

  it('says where an arrow points when the keys reach it', () => {
    const box = host();
    mountVectorField(box).draw(field, size);
    box.querySelector('svg')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
    expect(box.querySelector('.said')?.textContent).toBe('drift: 0, 0 → 2, 0');
    expect(box.querySelectorAll('.ring').length).toBe(1);
  });

  it('says that there is nothing yet, and skips what is not finite', () => {
    const box = host();
    const chart = mountVectorField(box);
    chart.draw({}, size);
    expect(box.textContent).toContain('Press Run');
    chart.draw({ dots: [{ x: [0, Number.NaN, 1], y: [0, 1, 1] }] }, size);
    expect(box.textContent).not.toContain('Press Run');
    expect(box.querySelector('.datum')!.getAttribute('d')!.match(/M/g)).toHaveLength(2);
  });

  it('counts an arrow by where it starts and where it ends, as long as it is drawn', () => {
    expect(boundsOfField({ arrows: [{ x: [0], y: [0], dx: [10], dy: [0], scale: 0.5 }] })[0]).toEqual([-0.25, 5.25]);
    expect(marksOf({ arrows: [{ x: [0], y: [0], dx: [10], dy: [0], scale: 0.5 }] })[0]!.to).toEqual([10, 0]);
  });

  it('draws the ellipse of a covariance', () => {
    const d = ellipsePath(
      { x: [0], y: [0], xx: [4], xy: [1], yy: [1], deviations: 1 },
      0,
      (x) => 100 * x,
      (y) => 100 * y,
    );
    const points = [...d.matchAll(/[ML]([-\d.]+),([-\d.]+)/g)].map(([, x, y]) => [Number(x) / 100, Number(y) / 100]);
    // pᵀ C⁻¹ p = 1 with |C| = 3.
    for (const [x, y] of points) expect((x! * x! - 2 * x! * y! + 4 * y! * y!) / 3).toBeCloseTo(1, 1);
  });
});
