import { pointer } from 'd3';
import type { MountChart, Size } from './chart.ts';
import { readTokens } from './colour.ts';
import { type Cell, cellSaid, type MatrixData } from './matrix-data.ts';
import { type Binned, binned, paintMatrix, shareOf } from './matrix-pixels.ts';
import { largest, outlinePath, silhouetteGap, silhouettePath, stageMargins } from './silhouette.ts';
import { drawWords, type Group, openStage, round, type Words } from './stage.ts';
import { measure } from './text.ts';

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

function hasAny(values: ArrayLike<number> | undefined): boolean {
  return values !== undefined && values.length > 0;
}

/** Where the cells lie in a picture of a given size. */
export function matrixPlace(data: MatrixData, { width, height }: Size): Place {
  const left = hasAny(data.left);
  const top = hasAny(data.top);
  const rowTicks = left ? [] : (data.ticks?.rowText ?? []);
  const forText = Math.max(0, ...rowTicks.map((text) => measure(text, 12) + 8));
  const x = left ? stageMargins.left : Math.max(1, forText);
  const y = top ? stageMargins.top : 1;
  const labels = data.rowLabel || data.colLabel || data.ticks ? stageMargins.bottom : 1;
  const right = left || top ? stageMargins.right : 1;
  const wide = Math.max(10, width - x - right);
  const tall = Math.max(10, height - y - labels);
  if (!data.square) return { x, y, width: wide, height: tall };
  const unit = Math.min(wide / Math.max(1, data.cols), tall / Math.max(1, data.rows));
  return { x, y, width: Math.round(unit * data.cols), height: Math.round(unit * data.rows) };
}

const moves: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** A matrix as a picture: a transport plan with its marginals, a kernel, weights, an image. */
export const mountMatrix: MountChart<MatrixData> = (host) => {
  const stage = openStage(host, 'matrix', true);
  for (const name of ['marginals', 'frame', 'ticks', 'words', 'hover']) stage.layer(name);
  let drawn: { data: MatrixData; place: Place } | null = null;

  const tell = (cell: Cell | null): void => {
    const hover = drawn?.data.hover ?? null;
    if (cell?.row !== hover?.row || cell?.col !== hover?.col) drawn?.data.onHover(cell);
  };
  stage.svg
    .on('pointermove', (event: PointerEvent) => {
      if (!drawn) return;
      const [px, py] = pointer(event, stage.svg.node());
      const { data, place } = drawn;
      const col = Math.floor(((px - place.x) / place.width) * data.cols);
      const row = Math.floor(((py - place.y) / place.height) * data.rows);
      const inside = row >= 0 && row < data.rows && col >= 0 && col < data.cols;
      tell(inside ? { row, col } : null);
    })
    .on('pointerleave', () => tell(null))
    .on('keydown', (event: KeyboardEvent) => {
      if (!drawn || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') return tell(null);
      const { rows, cols, hover } = drawn.data;
      const end = { Home: { row: 0, col: 0 }, End: { row: rows - 1, col: cols - 1 } }[event.key];
      const move = moves[event.key];
      if ((!move && !end) || rows * cols === 0) return;
      event.preventDefault();
      if (!move) return tell(end!);
      // A key press moves by at least one pixel of the picture; Shift by a tenth of it.
      const { place } = drawn;
      const step = (n: number, px: number): number =>
        Math.max(1, event.shiftKey ? Math.round(n / 10) : Math.round(n / px));
      const row = (hover?.row ?? rows >> 1) + move[0] * step(rows, place.height);
      const col = (hover?.col ?? cols >> 1) + move[1] * step(cols, place.width);
      tell({ row: Math.min(rows - 1, Math.max(0, row)), col: Math.min(cols - 1, Math.max(0, col)) });
    });

  return {
    draw(data, size) {
      if (size.width < 20 || size.height < 20) return;
      stage.fit(size);
      const place = matrixPlace(data, size);
      drawn = { data, place };
      const density = globalThis.devicePixelRatio || 1;
      const grid = binned(data, place.height * density, place.width * density);
      paintMatrix(stage.canvas(size), data, grid, place, readTokens(stage.root));
      drawMarginals(stage.layer('marginals'), data, place);
      drawFrame(stage.layer('frame'), place);
      drawTicks(stage.layer('ticks'), stage.layer('words'), data, place, size);
      drawHover(stage.layer('hover'), data, place, grid);
      stage.say(cellSaid(data));
    },
    destroy() {
      drawn = null;
      stage.close();
    },
  };
};

function drawMarginals(group: Group, { top, left, topTarget, leftTarget }: MatrixData, place: Place): void {
  const highTop = largest(topTarget ?? [], largest(top ?? []));
  const highLeft = largest(leftTarget ?? [], largest(left ?? []));
  const above = {
    from: place.x,
    to: place.x + place.width,
    base: place.y - silhouetteGap,
    peak: place.y - 50,
    top: highTop,
    upright: false,
  };
  const beside = {
    from: place.y,
    to: place.y + place.height,
    base: place.x - silhouetteGap,
    peak: place.x - 50,
    top: highLeft,
    upright: true,
  };
  const shapes = [
    { kind: 'silhouette', path: top ? silhouettePath(top, above) : '' },
    { kind: 'silhouette', path: left ? silhouettePath(left, beside) : '' },
    { kind: 'asked', path: top && topTarget ? outlinePath(topTarget, above) : '' },
    { kind: 'asked', path: left && leftTarget ? outlinePath(leftTarget, beside) : '' },
  ];
  group
    .selectAll('path')
    .data(shapes)
    .join('path')
    .attr('class', (d) => d.kind)
    .attr('d', (d) => d.path);
}

function drawFrame(group: Group, { x, y, width, height }: Place): void {
  group
    .selectAll('rect')
    .data([0])
    .join('rect')
    .attr('class', 'frame')
    .attr('x', x - 0.5)
    .attr('y', y - 0.5)
    .attr('width', width + 1)
    .attr('height', height + 1);
}

function drawTicks(lines: Group, words: Group, data: MatrixData, place: Place, size: Size): void {
  const { ticks } = data;
  const bottom = place.y + place.height;
  const atCol = (col: number): number => place.x + ((col + 0.5) / data.cols) * place.width;
  const atRow = (row: number): number => place.y + ((row + 0.5) / data.rows) * place.height;
  const paths = [
    ...(ticks?.col ?? []).map((col) => `M${round(atCol(col))},${bottom}v-4`),
    ...(ticks?.row ?? []).map((row) => `M${place.x},${round(atRow(row))}h4`),
  ];
  lines
    .selectAll('path')
    .data([paths.join('')])
    .join('path')
    .attr('class', 'tick')
    .attr('d', (d) => d);
  const said: Words[] = [];
  const y = bottom + 16;
  const rowEnd = data.rowLabel === '' ? 0 : measure(data.rowLabel, 12) + 8;
  const colFrom = place.x + place.width - (data.colLabel === '' ? 0 : measure(data.colLabel, 12) + 8);
  if (data.rowLabel) said.push({ key: 'rows', x: 0, y, text: data.rowLabel, kind: 'value' });
  if (data.colLabel)
    said.push({ key: 'cols', x: place.x + place.width, y, text: data.colLabel, kind: 'value', anchor: 'end' });
  for (const [i, col] of (ticks?.col ?? []).entries()) {
    const text = ticks?.colText[i] ?? '';
    const half = measure(text, 12) / 2;
    const x = Math.min(Math.max(half, atCol(col)), size.width - half);
    if (x - half < rowEnd || (data.colLabel !== '' && x + half > colFrom)) continue;
    said.push({ key: `col ${col}`, x, y, text, kind: 'value', anchor: 'middle' });
  }
  if (!hasAny(data.left)) {
    for (const [i, row] of (ticks?.row ?? []).entries()) {
      said.push({
        key: `row ${row}`,
        x: place.x - 6,
        y: atRow(row) + 4,
        text: ticks?.rowText[i] ?? '',
        kind: 'value',
        anchor: 'end',
      });
    }
  }
  drawWords(words, said);
}

function drawHover(group: Group, data: MatrixData, place: Place, grid: Binned): void {
  const { hover } = data;
  const valid = hover && hover.row < data.rows && hover.col < data.cols ? [hover] : [];
  const cx = (c: Cell): number => place.x + ((c.col + 0.5) / data.cols) * place.width;
  const cy = (c: Cell): number => place.y + ((c.row + 0.5) / data.rows) * place.height;
  const right = place.x + place.width;
  const bottom = place.y + place.height;
  const cross = (c: Cell): string =>
    `M${place.x},${Math.floor(cy(c)) + 0.5}H${right}M${Math.floor(cx(c)) + 0.5},${place.y}V${bottom}`;
  group.selectAll('path').data(valid).join('path').attr('class', 'crosshair').attr('d', cross);
  for (const kind of ['ring-halo', 'ring']) {
    group
      .selectAll(`circle.${kind}`)
      .data(valid)
      .join('circle')
      .attr('class', kind)
      .attr('r', 5)
      .attr('cx', (c) => round(cx(c)))
      .attr('cy', (c) => round(cy(c)));
  }
  const words: Words[] = [];
  if (valid[0] && data.hoverText) {
    const lines = data.hoverText.split('\n');
    const width = Math.max(...lines.map((line, i) => measure(line, i === 0 ? 13 : 12)));
    const spot = emptiest(data, grid, place, { x: cx(valid[0]), y: cy(valid[0]) }, width, 16 * lines.length + 4);
    for (const [i, text] of lines.entries()) {
      const kind = i === 0 ? 'said halo' : 'note halo';
      words.push({ key: `line ${i}`, x: spot.x, y: spot.y + 13 + 16 * i, text, kind, anchor: spot.anchor });
    }
  }
  drawWords(group, words);
}

interface Spot {
  x: number;
  y: number;
  anchor: 'start' | 'end';
}

/** The one of the four quarters around the cell in which the sentence covers the least. */
function emptiest(
  data: MatrixData,
  grid: Binned,
  place: Place,
  at: { x: number; y: number },
  width: number,
  height: number,
): Spot {
  let best: { spot: Spot; cost: number } | null = null;
  for (const [right, down] of [
    [false, true],
    [true, false],
    [true, true],
    [false, false],
  ] as const) {
    const x = right ? at.x + 12 : at.x - 12 - width;
    const y = down ? at.y + 7 : at.y - 7 - height;
    const over =
      Math.max(0, place.x + 4 - x, x + width - place.x - place.width + 4) +
      Math.max(0, place.y - y, y + height - place.y - place.height);
    const cost = covered(data, grid, place, { x, y, width, height }) + 50 * over;
    const spot: Spot = { x: right ? x : x + width, y, anchor: right ? 'start' : 'end' };
    if (!best || cost < best.cost) best = { spot, cost };
  }
  const { spot } = best!;
  // Near an edge no quarter may hold the sentence: it is then moved in, over the crosshair.
  const from = spot.anchor === 'start' ? spot.x : spot.x - width;
  const inside = Math.min(Math.max(from, place.x + 4), Math.max(place.x + 4, place.x + place.width - width - 4));
  return { ...spot, x: spot.x + inside - from };
}

function covered(data: MatrixData, grid: Binned, place: Place, box: Place): number {
  const cell = (v: number, from: number, length: number, n: number): number =>
    Math.min(n - 1, Math.max(0, Math.floor(((v - from) / length) * n)));
  let sum = 0;
  for (let sy = 0; sy <= 4; sy++) {
    const row = cell(box.y + (box.height * sy) / 4, place.y, place.height, grid.rows);
    for (let sx = 0; sx <= 12; sx++) {
      const col = cell(box.x + (box.width * sx) / 12, place.x, place.width, grid.cols);
      const value = grid.values[row * grid.cols + col]!;
      if (Number.isFinite(value)) sum += Math.abs(shareOf(value, data, grid.low, grid.high));
    }
  }
  return sum;
}
