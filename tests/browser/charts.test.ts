import { afterEach, describe, expect, it, vi } from 'vitest';
import '../../src/ui/tokens.css';
import { type BarsData, mountBars } from '../../src/charts/bars.ts';
import type { Chart, MountChart, Size } from '../../src/charts/chart.ts';
import { type CloudData, mountCloud } from '../../src/charts/cloud.ts';
import { decimateMinMax } from '../../src/charts/decimate.ts';
import { toPng } from '../../src/charts/export-png.ts';
import { exportSvg } from '../../src/charts/export-svg.ts';
import { formatNumber } from '../../src/charts/format.ts';
import { type LineData, type LineSeries, mountLine } from '../../src/charts/line.ts';
import { pushApart } from '../../src/charts/line-labels.ts';
import { type LoomData, mountLoom } from '../../src/charts/loom.ts';
import { matrixPlace, mountMatrix } from '../../src/charts/matrix.ts';
import type { MatrixData } from '../../src/charts/matrix-data.ts';
import { mountRaster } from '../../src/charts/raster.ts';
import { stageMargins } from '../../src/charts/silhouette.ts';
import { mountStrip } from '../../src/charts/strip.ts';

const hosts: HTMLElement[] = [];

function hostOf({ width, height }: Size): HTMLElement {
  const host = document.createElement('div');
  host.style.cssText = `width:${width}px;height:${height}px`;
  host.setAttribute('aria-label', 'A picture');
  document.body.append(host);
  hosts.push(host);
  return host;
}

function drawn<D>(
  mount: MountChart<D>,
  data: D,
  size: Size = { width: 600, height: 300 },
): { host: HTMLElement; chart: Chart<D> } {
  const host = hostOf(size);
  const chart = mount(host);
  chart.draw(data, size);
  return { host, chart };
}

afterEach(() => {
  for (const host of hosts.splice(0)) host.remove();
});

function lineOf(id: string, ys: number[], more: Partial<LineSeries> = {}): LineSeries {
  return { id, label: id, colour: 1, weight: 'other', xs: ys.map((_, i) => i + 1), ys, ...more };
}

function lines(part: Partial<LineData> = {}): LineData {
  return {
    series: [lineOf('one', [1, 2, 3, 4])],
    x: { label: 'steps', scale: 'linear', domain: [1, 4] },
    y: { label: '', scale: 'linear', domain: [0, 4] },
    references: [],
    crosshair: null,
    zoom: null,
    onCrosshair: () => undefined,
    onZoom: () => undefined,
    empty: 'Press Run, or Space.',
    ...part,
  };
}

const bars: BarsData = {
  values: [1, 2, 3],
  xs: [1, 2, 3],
  x: { label: 'step' },
  y: { label: '', scale: 'linear' },
  colour: 1,
  highlight: null,
  empty: '',
};
const loom: LoomData = {
  source: [1, 2, 1],
  target: [2, 1, 1],
  threads: [0, 0, 0.5, 0.4, 1, 1],
  time: 0.5,
  labels: { source: 's', target: 't', note: '' },
};
const cloud: CloudData = {
  source: [0, 0, 1, 1],
  target: [2, 0, 3, 1],
  edges: { from: [0, 1], to: [0, 1], mass: [0.5, 0.5] },
  time: 0,
  showEdges: true,
};
const matrix: MatrixData = {
  rows: 4,
  cols: 4,
  values: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
  scale: 'linear',
  palette: 'mass',
  hover: null,
  onHover: () => undefined,
  rowLabel: 'source',
  colLabel: 'target',
  square: true,
};

interface Kind {
  name: string;
  mount: MountChart<unknown>;
  data: unknown;
}

const kind = <D>(name: string, mount: MountChart<D>, data: D): Kind => ({
  name,
  mount: mount as MountChart<unknown>,
  data,
});

const kinds: Kind[] = [
  kind('line', mountLine, lines({ crosshair: 2, zoom: [1, 3] })),
  kind('bars', mountBars, bars),
  kind('loom', mountLoom, loom),
  kind('cloud', mountCloud, cloud),
  kind('matrix', mountMatrix, matrix),
  kind('raster', mountRaster, { images: [{ values: [0, 1, 1, 0], width: 2, height: 2, label: 'two' }] }),
  kind('strip', mountStrip, { values: [3], bound: 2, side: 'atLeast', scale: 'linear', domain: [0, 4] }),
];

/** Points of a path, in the picture's own pixels. */
function pointsOf(path: Element | null): [number, number][] {
  return [...(path?.getAttribute('d') ?? '').matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map((m) => [
    Number(m[1]),
    Number(m[2]),
  ]);
}

function mainPath(host: HTMLElement, id = 'one'): Element | null {
  return host.querySelector(`[data-id="${id}"] > .line:not(.raw)`);
}

function texts(host: HTMLElement): string[] {
  return [...host.querySelectorAll('text')].map((t) => t.textContent ?? '');
}

describe.each(kinds)('The $name chart', ({ mount, data }) => {
  it('leaves an empty host when it is destroyed', () => {
    const { host, chart } = drawn(mount, data);
    expect(host.children.length).toBe(1);
    chart.destroy();
    expect(host.childNodes.length).toBe(0);
  });

  it('can be mounted, destroyed and mounted again in the same host, as React does in development', () => {
    const { host, chart } = drawn(mount, data);
    chart.destroy();
    const again = mount(host);
    again.draw(data, { width: 600, height: 300 });
    expect(host.querySelectorAll('svg[role="img"]').length).toBe(1);
    again.destroy();
    expect(host.childNodes.length).toBe(0);
  });

  it('draws the same nodes when it draws the same data twice', () => {
    const { host, chart } = drawn(mount, data);
    const first = host.innerHTML;
    const node = host.querySelector('svg *');
    chart.draw(data, { width: 600, height: 300 });
    expect(host.innerHTML).toBe(first);
    expect(host.querySelector('svg *')).toBe(node);
  });

  it('takes its name from its host', () => {
    const { host } = drawn(mount, data);
    expect(host.querySelector('svg')?.getAttribute('aria-label')).toBe('A picture');
  });

  it('has no text under 11 px, exponents apart, in a narrow picture', () => {
    const { host } = drawn(mount, data, { width: 300, height: 200 });
    for (const text of host.querySelectorAll('text'))
      expect(Number.parseFloat(getComputedStyle(text).fontSize)).toBeGreaterThanOrEqual(11);
  });
});

describe('A line', () => {
  it('puts each point where the scales say', () => {
    const { host } = drawn(mountLine, lines());
    const area = host.querySelector('.plot-area')!;
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(area.getAttribute(name)));
    const points = pointsOf(mainPath(host));
    expect(points.length).toBe(4);
    for (const [i, [px, py]] of points.entries()) {
      expect(px).toBeCloseTo(x! + (width! * i) / 3, 0);
      expect(py).toBeCloseTo(y! + height! * (1 - (i + 1) / 4), 0);
    }
  });

  it('puts decades at equal distances on logarithmic axes', () => {
    const series = [lineOf('one', [1, 1e-2, 1e-4], { xs: [1, 10, 100] })];
    const { host } = drawn(
      mountLine,
      lines({ series, x: { label: '', scale: 'log' }, y: { label: '', scale: 'log' } }),
    );
    const [a, b, c] = pointsOf(mainPath(host)) as [[number, number], [number, number], [number, number]];
    expect(b[0] - a[0]).toBeCloseTo(c[0] - b[0], 0);
    expect(b[1] - a[1]).toBeCloseTo(c[1] - b[1], 0);
  });

  it('is broken at values that are not finite and marks them at the top edge', () => {
    const { host } = drawn(
      mountLine,
      lines({ series: [lineOf('one', [1, 2, Number.NaN, 2, 1])], x: { label: '', scale: 'linear', domain: [1, 5] } }),
    );
    expect(mainPath(host)?.getAttribute('d')?.match(/M/g)?.length).toBe(2);
    const marks = host.querySelectorAll('.beyond');
    expect(marks.length).toBe(1);
    const top = Number(host.querySelector('.plot-area')?.getAttribute('y'));
    expect(marks[0]!.getAttribute('transform')).toContain(`,${top - 1})`);
  });

  it('marks values a logarithmic axis cannot show with an open triangle at the bottom', () => {
    const { host } = drawn(mountLine, lines({ series: [lineOf('one', [1, 0, 1])], y: { label: '', scale: 'log' } }));
    expect(host.querySelectorAll('.below').length).toBe(1);
    expect(host.querySelectorAll('.beyond').length).toBe(0);
  });

  it('drops step 0 from a logarithmic x axis', () => {
    const { host } = drawn(
      mountLine,
      lines({ series: [lineOf('one', [5, 4, 3], { xs: [0, 1, 10] })], x: { label: '', scale: 'log' } }),
    );
    expect(pointsOf(mainPath(host)).length).toBe(2);
  });

  it('says what to do when nothing was measured', () => {
    const { host } = drawn(mountLine, lines({ series: [] }));
    expect(texts(host)).toContain('Press Run, or Space.');
  });

  it('calls a divergence by its step', () => {
    const ys = [1, 1, 10, 1e6];
    const { host } = drawn(
      mountLine,
      lines({ series: [lineOf('one', ys, { diverged: true })], y: { label: '', scale: 'log' } }),
    );
    expect(texts(host)).toContain('diverged at step 4');
    expect(host.querySelectorAll('.beyond').length).toBe(1);
  });

  it('writes exponents as raised text with a true minus, not as a power sign', () => {
    const { host } = drawn(mountLine, lines({ series: [lineOf('one', [1, 1e-12])], y: { label: '', scale: 'log' } }));
    const label = [...host.querySelectorAll('text')].find((t) => t.textContent === '10−12');
    expect(label?.querySelector('tspan.raised')?.textContent).toBe('−12');
  });

  it('keeps a band, a raw trace and a reference with its name', () => {
    const ys = [4, 3, 2, 1];
    const band = { low: ys.map((y) => y - 0.5), high: ys.map((y) => y + 0.5) };
    const references: LineData['references'] = [{ kind: 'floor', value: 1, label: 'float32 floor' }];
    const { host } = drawn(mountLine, lines({ series: [lineOf('one', ys, { band, raw: ys })], references }));
    expect(host.querySelector('.band')?.getAttribute('d')).toMatch(/^M.*Z$/);
    expect(pointsOf(host.querySelector('.raw')).length).toBe(4);
    expect(texts(host)).toContain('float32 floor');
  });

  it('draws only solid lines for the first two colours and a dash from the third on', () => {
    const series = [1, 2, 3, 4].map((colour) => lineOf(`s${colour}`, [colour, colour], { colour }));
    const { host } = drawn(mountLine, lines({ series }));
    const dashed = series.map(({ id }) => mainPath(host, id)?.hasAttribute('stroke-dasharray'));
    expect(dashed).toEqual([false, false, true, true]);
  });
});

describe('The labels of lines', () => {
  const names = ['Newton', 'Sinkhorn', 'Greenkhorn', 'Exact', 'APDAGD'];

  it.each([
    [5, 600],
    [5, 300],
  ])('do not overlap with %i lines that end at the same value, %i px wide', (count, width) => {
    const series = names
      .slice(0, count)
      .map((name, i) => lineOf(name, [i, 2, 2, 2], { note: '64 steps', colour: i + 1 }));
    const { host } = drawn(mountLine, lines({ series }), { width, height: 260 });
    const boxes = [...host.querySelectorAll('.name, .note')].map((t) => t.getBoundingClientRect());
    expect(boxes.length).toBe(2 * count);
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        expect(across > 1 && down > 4).toBe(false);
      }
    }
  });

  it('name every visible line and no hidden one', () => {
    const series = names.map((name, i) => lineOf(name, [1, i], { hidden: i === 4 }));
    const { host } = drawn(mountLine, lines({ series }));
    for (const [i, name] of names.entries()) expect(texts(host).includes(name)).toBe(i !== 4);
  });

  it('are a list in the order of the last values for six lines or more', () => {
    const series = [3, 1, 6, 2, 5, 4].map((last, i) => lineOf(`line ${last}`, [1, last], { colour: i + 1 }));
    const { host } = drawn(mountLine, lines({ series, y: { label: '', scale: 'linear' } }), {
      width: 640,
      height: 300,
    });
    const rows = [...host.querySelectorAll('.name')].sort(
      (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
    );
    expect(rows.map((t) => t.textContent)).toEqual([6, 5, 4, 3, 2, 1].map((n) => `line ${n}`));
  });

  it('lie above the plot where there is no room beside it', () => {
    const long = 'A method with a very long name';
    const { host } = drawn(mountLine, lines({ series: [lineOf('one', [1, 2], { label: long })] }), {
      width: 300,
      height: 200,
    });
    const area = Number(host.querySelector('.plot-area')?.getAttribute('y'));
    const name = [...host.querySelectorAll('text')].find((t) => t.textContent === long);
    expect(Number(name?.getAttribute('y'))).toBeLessThan(area);
  });

  it('show the values while there is a crosshair, and do not move', () => {
    const { host, chart } = drawn(mountLine, lines({ series: [lineOf('one', [1, 2, 3, 3.5], { note: 'a note' })] }));
    const before = host.querySelector('.name')?.getAttribute('x');
    chart.draw(lines({ series: [lineOf('one', [1, 2, 3, 3.5], { note: 'a note' })], crosshair: 2 }), {
      width: 600,
      height: 300,
    });
    expect(texts(host)).toContain('2');
    expect(texts(host)).not.toContain('a note');
    expect(host.querySelector('.name')?.getAttribute('x')).toBe(before);
  });

  it('are pushed apart no further than needed and keep their order', () => {
    const places = pushApart([50, 52, 51, 150], [14, 14, 14, 14], 0, 200);
    expect(places).toEqual([37, 65, 51, 150]);
    expect(pushApart([195, 199], [14, 14], 0, 200)).toEqual([179, 193]);
  });
});

describe('The crosshair', () => {
  it('moves by keys: arrows to the next measured step, Home and End to the ends', () => {
    let told: number | null = null;
    const data = (crosshair: number | null): LineData => lines({ crosshair, onCrosshair: (x) => (told = x) });
    const { host, chart } = drawn(mountLine, data(2));
    const svg = host.querySelector('svg')!;
    expect(svg.getAttribute('tabindex')).toBe('0');
    const press = (key: string): number | null => {
      svg.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      return told;
    };
    expect(press('ArrowRight')).toBe(3);
    expect(press('ArrowLeft')).toBe(1);
    expect(press('End')).toBe(4);
    chart.draw(data(4), { width: 600, height: 300 });
    expect(press('Home')).toBe(1);
    expect(press('Escape')).toBe(null);
  });

  it('follows the pointer to the nearest measured step, and puts a dot on the line there', () => {
    let told: number | null = null;
    const { host, chart } = drawn(mountLine, lines({ onCrosshair: (x) => (told = x) }));
    const area = host.querySelector('.plot-area')!;
    const box = area.getBoundingClientRect();
    area.dispatchEvent(
      new PointerEvent('pointermove', { clientX: box.left + box.width * 0.36, clientY: box.top + 20, bubbles: true }),
    );
    expect(told).toBe(2);
    chart.draw(lines({ crosshair: 2 }), { width: 600, height: 300 });
    const dot = host.querySelector('[data-layer="cross"] .marker')?.getAttribute('transform');
    const [, second] = pointsOf(mainPath(host));
    expect(dot).toBe(`translate(${second![0]},${second![1]})`);
  });

  it('becomes a brush when it is dragged, and the range it leaves is in data units', () => {
    let zoomed: [number, number] | null = null;
    const { host } = drawn(mountLine, lines({ onZoom: (range) => (zoomed = range) }));
    const area = host.querySelector('.plot-area')!;
    const svg = host.querySelector('svg')!;
    svg.setPointerCapture = () => undefined;
    const box = area.getBoundingClientRect();
    const send = (type: string, share: number): void => {
      const at = {
        clientX: box.left + box.width * share,
        clientY: box.top + 9,
        pointerType: 'mouse',
        bubbles: true,
        button: 0,
      };
      area.dispatchEvent(new PointerEvent(type, at));
    };
    send('pointerdown', 0);
    send('pointermove', 1 / 3);
    expect(host.querySelectorAll('.brush').length).toBe(1);
    send('pointerup', 1 / 3);
    expect(host.querySelectorAll('.brush').length).toBe(0);
    expect(zoomed![0]).toBeCloseTo(1, 1);
    expect(zoomed![1]).toBeCloseTo(2, 1);
  });

  it('leaves a way back from a zoom, by button and by Escape', () => {
    let calls = 0;
    const { host, chart } = drawn(
      mountLine,
      lines({ zoom: [2, 3], onZoom: (range) => (calls += range === null ? 1 : 0) }),
    );
    host.querySelector<HTMLButtonElement>('button')?.click();
    host.querySelector('svg')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(calls).toBe(2);
    chart.draw(lines(), { width: 600, height: 300 });
    expect(host.querySelector('button')).toBe(null);
  });
});

describe('Decimation', () => {
  const n = 100_000;
  const xs = Float64Array.from({ length: n }, (_, i) => i);
  const edges = Float64Array.from({ length: 301 }, (_, i) => (i * n) / 300);

  it('keeps a spike of a single step among a hundred thousand', () => {
    const ys = Float64Array.from(xs, (x) => Math.sin(x / 1000));
    ys[54_321] = 9;
    ys[12_345] = -9;
    const kept = decimateMinMax(xs, ys, edges);
    expect(kept).toContain(54_321);
    expect(kept).toContain(12_345);
    expect(kept.length).toBeLessThanOrEqual(2 * 300 + 2);
    expect(kept.every((k, i) => i === 0 || k > kept[i - 1]!)).toBe(true);
  });

  it('keeps what is not finite, since it breaks the line', () => {
    const ys = Float64Array.from(xs, () => 1);
    ys[700] = Number.NaN;
    expect(decimateMinMax(xs, ys, edges)).toContain(700);
  });

  it('keeps one point beyond either end, so that a zoomed line leaves the plot', () => {
    const kept = decimateMinMax([0, 1, 2, 3, 4, 5], [0, 0, 0, 0, 0, 0], [1.5, 2.5, 3.5]);
    expect(kept).toEqual([1, 2, 3, 4]);
  });

  it('lets a chart draw five lines of ten thousand steps within a frame', () => {
    const long = Float64Array.from({ length: 10_000 }, (_, i) => i + 1);
    const series = [1, 2, 3, 4, 5].map((colour) => ({
      ...lineOf(`s${colour}`, []),
      xs: long,
      ys: long.map((x) => colour * x ** -0.3),
      colour,
    }));
    const data = lines({ series, x: { label: '', scale: 'log' }, y: { label: '', scale: 'log' } });
    const { chart, host } = drawn(mountLine, data);
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now();
      chart.draw(data, { width: 600, height: 300 });
      return performance.now() - start;
    }).sort((a, b) => a - b);
    expect(pointsOf(mainPath(host, 's1')).length).toBeLessThanOrEqual(2 * 600);
    // The budget is 4 ms; a loaded machine without a GPU gets a whole frame.
    expect(times[7]!).toBeLessThan(16);
  });
});

describe('A matrix', () => {
  const hovered = (part: Partial<MatrixData>): MatrixData => ({ ...matrix, ...part });

  it('colours the cell a value belongs to and leaves zero as paper', () => {
    const size = { width: 300, height: 300 };
    const { host } = drawn(mountMatrix, matrix, size);
    const canvas = host.querySelector('canvas')!;
    const place = matrixPlace(matrix, size);
    const density = canvas.width / size.width;
    const alpha = (row: number, col: number): number => {
      const x = (place.x + ((col + 0.5) * place.width) / 4) * density;
      const y = (place.y + ((row + 0.5) * place.height) / 4) * density;
      return canvas.getContext('2d')!.getImageData(x, y, 1, 1).data[3]!;
    };
    expect(alpha(1, 1)).toBe(255);
    expect(alpha(1, 2)).toBe(0);
  });

  it('is square and shares its top with the loom beside it', () => {
    const size = { width: 386, height: 400 };
    const place = matrixPlace(hovered({ top: [1, 1, 1, 1], left: [1, 1, 1, 1] }), size);
    expect(place.width).toBe(place.height);
    expect([place.y, place.height]).toEqual([stageMargins.top, 400 - stageMargins.top - stageMargins.bottom]);
    const { host } = drawn(mountLoom, { ...loom, time: null }, { width: 226, height: 400 });
    const first = pointsOf(host.querySelector('.thread'))[0]!;
    const last = pointsOf([...host.querySelectorAll('.thread')].at(-1) ?? null)[0]!;
    expect([first[1], last[1]]).toEqual([place.y, place.y + place.height]);
  });

  it('tells the hovered cell and moves it by keys without leaving the matrix', () => {
    const told: unknown[] = [];
    const { host } = drawn(mountMatrix, hovered({ hover: { row: 0, col: 2 }, onHover: (cell) => told.push(cell) }), {
      width: 300,
      height: 300,
    });
    const svg = host.querySelector('svg')!;
    for (const key of ['ArrowDown', 'ArrowRight', 'Escape']) svg.dispatchEvent(new KeyboardEvent('keydown', { key }));
    expect(told).toEqual([{ row: 1, col: 2 }, { row: 0, col: 3 }, null]);
  });

  it('keeps a plan that is one entry wide when it has more entries than the screen has pixels', () => {
    const n = 1500;
    const values = new Float32Array(n * n);
    for (let i = 0; i < n; i++) values[i * n + i] = 1;
    const size = { width: 200, height: 200 };
    const big = hovered({ rows: n, cols: n, values, rowLabel: '', colLabel: '' });
    const { host } = drawn(mountMatrix, big, size);
    const canvas = host.querySelector('canvas')!;
    const density = canvas.width / size.width;
    const place = matrixPlace(big, size);
    for (const share of [0.11, 0.5, 0.93]) {
      const at = (from: number, length: number): number => Math.floor((from + share * length) * density);
      const near = canvas
        .getContext('2d')!
        .getImageData(at(place.x, place.width) - 1, at(place.y, place.height) - 1, 3, 3).data;
      expect(Math.max(...near.filter((_, i) => i % 4 === 3))).toBe(255);
    }
  });
});

describe('A cloud', () => {
  it('uses the same unit on both axes', () => {
    const { host } = drawn(
      mountCloud,
      {
        ...cloud,
        domain: [
          [-1, 4],
          [-1, 2],
        ],
      },
      { width: 500, height: 250 },
    );
    const [a, b] = [...host.querySelectorAll('[data-layer="edges"] line')] as [Element, Element];
    const get = (e: Element, name: string): number => Number(e.getAttribute(name));
    expect(Math.abs(get(a, 'x1') - get(b, 'x1'))).toBeCloseTo(Math.abs(get(a, 'y1') - get(b, 'y1')), 1);
  });

  it('shows mass half way between its ends at half time', () => {
    const { host } = drawn(mountCloud, { ...cloud, time: 0.5 });
    const discs = [...host.querySelectorAll('circle')];
    const ends = host.querySelector('[data-layer="edges"] line')!;
    const middle = (Number(ends.getAttribute('x1')) + Number(ends.getAttribute('x2'))) / 2;
    expect(discs.length).toBe(6);
    expect(discs.some((d) => Math.abs(Number(d.getAttribute('cx')) - middle) < 0.2)).toBe(true);
  });

  it('draws many marks on canvas and few in SVG', () => {
    const many = { ...cloud, source: Float64Array.from({ length: 1200 }, (_, i) => Math.sin(i)) };
    const { host, chart } = drawn(mountCloud, many);
    expect(host.querySelectorAll('canvas').length).toBe(1);
    expect(host.querySelectorAll('circle').length).toBe(0);
    chart.draw(cloud, { width: 600, height: 300 });
    expect(host.querySelectorAll('canvas').length).toBe(0);
    expect(host.querySelectorAll('circle').length).toBe(4);
  });

  it('draws evenly many points of a large cloud without a path for each, and says so', () => {
    const points = (from: number) => Float64Array.from({ length: 32_768 }, (_, i) => from + Math.sin(i * i));
    const large = { ...cloud, source: points(0), target: points(0.5), edges: { from: [], to: [], mass: [] } };
    const paths = vi.spyOn(CanvasRenderingContext2D.prototype, 'arc');
    const { host } = drawn(mountCloud, large);
    // 32,768 paths of their own took some 350 ms; one look of each side is drawn.
    expect(paths.mock.calls.length).toBe(2);
    paths.mockRestore();
    expect(host.textContent).toContain('1 point in 5 drawn');
    const canvas = host.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const inked = data.filter((alpha, k) => k % 4 === 3 && alpha > 200).length;
    expect(inked / (canvas.width * canvas.height)).toBeGreaterThan(0.1);
  });

  it('adds a point by keys where it is edited, and takes away the one that lies there', () => {
    const added: number[][] = [];
    const erased: number[][] = [];
    const editable = {
      onAdd: (x: number, y: number) => added.push([x, y]),
      onErase: (x: number, y: number) => erased.push([x, y]),
    };
    const { host } = drawn(mountCloud, {
      ...cloud,
      editable,
      domain: [
        [-4, 4],
        [-2, 2],
      ],
    });
    const svg = host.querySelector('svg')!;
    for (const key of ['ArrowLeft', 'Enter', 'ArrowRight', 'Enter'])
      svg.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey: true }));
    expect(added.length).toBe(1);
    expect(added[0]![0]).toBeLessThan(0);
    expect(erased).toEqual([[0, 0]]);
  });
});

describe('An exported figure', () => {
  it('stands alone: real text, colours written out, title and configuration below, no references to the page', () => {
    document.documentElement.dataset.theme = 'dark';
    const svg = exportSvg(
      mountLine,
      lines({ zoom: [1, 3] }),
      { width: 400, height: 200 },
      { title: 'Marginal error', caption: 'seed 1' },
    );
    expect(document.documentElement.dataset.theme).toBe('dark');
    delete document.documentElement.dataset.theme;
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const said = [...parsed.querySelectorAll('text')].map((t) => t.textContent);
    expect(said).toContain('Marginal error');
    expect(said).toContain('seed 1');
    expect(said).toContain('steps');
    expect(svg).not.toMatch(/var\(|class=|plot-area/);
    expect(parsed.querySelector('path[stroke="#1a3ea4"]')).not.toBe(null);
  });

  it('holds what is on canvas as an image and becomes a PNG of the asked size', async () => {
    const svg = exportSvg(mountMatrix, matrix, { width: 200, height: 200 }, { title: 'Plan', caption: '' });
    expect(svg).toContain('data:image/png;base64,');
    const image = await createImageBitmap(await toPng(svg, 2));
    expect([image.width, image.height]).toEqual([2 * (200 + 32), 2 * (200 + 80)]);
  });
});

describe('A number on screen', () => {
  it.each([
    [1778, '1,778'],
    [7.4e-13, '7.4 × 10⁻¹³'],
    [1e-12, '10⁻¹²'],
    [-0.0512345, '−0.05123'],
    [0, '0'],
    [Number.NaN, '–'],
    [null, '–'],
    [Number.POSITIVE_INFINITY, '∞'],
    [3.4e7, '3.4 × 10⁷'],
    [250_000, '250,000'],
  ])('is set as a journal sets it: %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});
