import type { MountChart, Size } from './chart.ts';
import { css, type Rgb, rampOf, rampSteps, readTokens, type Tokens } from './colour.ts';
import { drawWords, openStage, type Stage, type Words } from './stage.ts';

/** A matrix of weights of which some may not exist. */
export interface WeightMatrix {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Flat indexes of the weights that exist; null: all. */
  readonly active: ArrayLike<number> | null;
  readonly mean: ArrayLike<number>;
  /** Zeros for weights that are points. */
  readonly sd: ArrayLike<number>;
  /** Flat indexes that left and entered last. */
  readonly removed: ArrayLike<number>;
  readonly added: ArrayLike<number>;
}

export interface WeightMatricesData {
  readonly matrices: readonly WeightMatrix[];
  /** Changes with each exchange of weights: what moved then is marked anew. */
  readonly exchange: number;
  readonly empty: string;
}

export interface MatrixPlace {
  readonly x: number;
  readonly y: number;
}

const LABEL = 18;
/** Room for a name below a narrow matrix. */
const NAME = 150;
/** Cells of this size and more show the standard deviation as the size of a square. */
const SIZED = 4;
const LARGEST = 16;

/** Where the matrices lie, left to right in shelves, and the side of a cell: as large as fits. */
export function packMatrices(
  matrices: readonly Pick<WeightMatrix, 'rows' | 'columns' | 'name'>[],
  { width, height }: Size,
): { unit: number; places: MatrixPlace[] } {
  const label = matrices.some(({ name }) => name !== '') ? LABEL : 0;
  const gap = matrices.length > 12 ? 4 : 18;
  let laid: { unit: number; places: MatrixPlace[] } | null = null;
  // Whole pixels from the largest down, then halves: every cell is as large as the next.
  for (let unit = LARGEST; unit > 0.01; unit = unit > 1 ? unit - 1 : unit / 2) {
    const places: MatrixPlace[] = [];
    let [x, y, shelf, widest] = [0, 0, 0, 0];
    for (const { rows, columns, name } of matrices) {
      const room = Math.max(columns * unit, name === '' ? 0 : NAME);
      if (x > 0 && x + room > width) {
        x = 0;
        y += shelf + label + gap;
        shelf = 0;
      }
      places.push({ x, y });
      x += room + gap;
      widest = Math.max(widest, x - gap);
      shelf = Math.max(shelf, rows * unit);
    }
    laid = { unit, places };
    if (widest <= width && y + shelf + label <= height) break;
  }
  return laid ?? { unit: 1, places: [] };
}

/** Matrices of weights: mean by colour, standard deviation by size of the cell, and what moved in the last exchange. */
export const mountWeightMatrices: MountChart<WeightMatricesData> = (host) => {
  const stage = openStage(host, 'weights');
  for (const name of ['frames', 'changes', 'words']) stage.layer(name);
  return {
    draw(data, size) {
      if (size.width < 40 || size.height < 40) return;
      stage.fit(size);
      const { unit, places } = packMatrices(data.matrices, size);
      const context = stage.canvas(size);
      const tokens = readTokens(stage.root);
      const scale = scaleOf(data.matrices);
      data.matrices.forEach((matrix, k) => {
        if (unit >= SIZED) drawSized(context, matrix, places[k]!, unit, scale, tokens);
        else drawDense(context, matrix, places[k]!, unit, scale, tokens);
      });
      drawFrames(stage, data, places, unit);
      drawChanges(stage, data, places, unit);
      const words: Words[] = data.matrices.map(({ name, rows }, k) => ({
        key: String(k),
        x: places[k]!.x,
        y: places[k]!.y + rows * unit + 14,
        text: name,
        kind: 'note',
      }));
      if (data.matrices.length === 0)
        words.push({
          key: 'empty',
          x: size.width / 2,
          y: size.height / 2,
          text: data.empty,
          kind: 'empty',
          anchor: 'middle',
        });
      drawWords(stage.layer('words'), words);
    },
    destroy() {
      stage.close();
    },
  };
};

interface WeightScale {
  readonly mean: number;
  readonly sd: number;
}

/** Full colour and full size: what all but the last hundredth of the weights stay below, so that one outlier pales none. */
function scaleOf(matrices: readonly WeightMatrix[]): WeightScale {
  const high = (pick: (matrix: WeightMatrix) => ArrayLike<number>) => {
    const sizes: number[] = [];
    for (const matrix of matrices) {
      const values = pick(matrix);
      const stride = Math.max(1, Math.floor(values.length / 2000));
      for (let k = 0; k < values.length; k += stride) sizes.push(Math.abs(values[k]!));
    }
    sizes.sort((a, b) => a - b);
    return sizes[Math.floor(0.99 * (sizes.length - 1))] ?? 0;
  };
  return { mean: high(({ mean }) => mean), sd: high(({ sd }) => sd) };
}

function colourOf(mean: number, scale: number, tokens: Tokens): [Rgb, number] {
  const ramp = rampOf('signed', tokens);
  const share = scale > 0 ? Math.max(-1, Math.min(1, mean / scale)) : 0;
  const at = 4 * Math.round(((share + 1) / 2) * (rampSteps - 1));
  return [[ramp[at]!, ramp[at + 1]!, ramp[at + 2]!], Math.max(0.12, ramp[at + 3]! / 255)];
}

const sizeShare = (sd: number, scale: number): number => (scale > 0 ? 0.35 + 0.65 * Math.min(1, sd / scale) : 1);

function drawSized(
  context: CanvasRenderingContext2D,
  { rows, columns, active, mean, sd }: WeightMatrix,
  { x, y }: MatrixPlace,
  unit: number,
  scale: WeightScale,
  tokens: Tokens,
): void {
  // A dot where no weight is, so that the places can be counted.
  if (active !== null) {
    context.fillStyle = css(tokens.rule);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) context.fillRect(x + (c + 0.5) * unit - 0.5, y + (r + 0.5) * unit - 0.5, 1, 1);
  }
  for (let k = 0; k < mean.length; k++) {
    const index = active === null ? k : active[k]!;
    const side = (unit - 1) * sizeShare(sd[k]!, scale.sd);
    const inset = (unit - side) / 2;
    const [left, top] = [x + (index % columns) * unit + inset, y + Math.floor(index / columns) * unit + inset];
    const [colour, alpha] = colourOf(mean[k]!, scale.mean, tokens);
    if (active !== null) context.clearRect(left, top, side, side);
    context.fillStyle = css(colour, alpha);
    context.fillRect(left, top, side, side);
  }
}

/** Small cells: a picture of one pixel a weight, the wider the standard deviation the more solid. */
function drawDense(
  context: CanvasRenderingContext2D,
  { rows, columns, active, mean, sd }: WeightMatrix,
  { x, y }: MatrixPlace,
  unit: number,
  scale: WeightScale,
  tokens: Tokens,
): void {
  const sheet = Object.assign(document.createElement('canvas'), { width: columns, height: rows });
  const pixels = new ImageData(columns, rows);
  for (let k = 0; k < mean.length; k++) {
    const index = active === null ? k : active[k]!;
    const [colour, alpha] = colourOf(mean[k]!, scale.mean, tokens);
    pixels.data.set([...colour, 255 * alpha * sizeShare(sd[k]!, scale.sd) ** 0.5], 4 * index);
  }
  sheet.getContext('2d')!.putImageData(pixels, 0, 0);
  context.imageSmoothingEnabled = unit < 1;
  context.drawImage(sheet, x, y, columns * unit, rows * unit);
}

function drawFrames(stage: Stage, { matrices }: WeightMatricesData, places: readonly MatrixPlace[], unit: number) {
  stage
    .layer('frames')
    .selectAll('rect')
    .data(matrices.map(({ rows, columns }, k) => ({ ...places[k]!, width: columns * unit, height: rows * unit })))
    .join('rect')
    .attr('class', 'frame')
    .attr('x', (d) => d.x - 0.5)
    .attr('y', (d) => d.y - 0.5)
    .attr('width', (d) => d.width + 1)
    .attr('height', (d) => d.height + 1);
}

/** New nodes at each exchange: the flash of their style begins anew, and what stays is a thin mark. */
function drawChanges(stage: Stage, data: WeightMatricesData, places: readonly MatrixPlace[], unit: number): void {
  const paths = (['added', 'removed'] as const).map((kind) => ({
    key: `${kind} ${data.exchange}`,
    kind,
    d: data.matrices.map((matrix, k) => marks(kind, matrix[kind], matrix.columns, places[k]!, unit)).join(''),
  }));
  stage
    .layer('changes')
    .selectAll<SVGPathElement, (typeof paths)[number]>('path')
    .data(paths, (d) => d.key)
    .join('path')
    .attr('class', (d) => `changed ${d.kind}`)
    .attr('d', (d) => d.d);
}

/** A weight that entered is outlined, one that left is crossed. */
function marks(
  kind: 'added' | 'removed',
  indexes: ArrayLike<number>,
  columns: number,
  { x, y }: MatrixPlace,
  unit: number,
): string {
  let d = '';
  const side = Math.max(1.5, unit - 1);
  for (let k = 0; k < indexes.length; k++) {
    const [left, top] = [x + (indexes[k]! % columns) * unit + 0.5, y + Math.floor(indexes[k]! / columns) * unit + 0.5];
    d +=
      kind === 'added'
        ? `M${left},${top}h${side}v${side}h${-side}Z`
        : `M${left},${top}l${side},${side}m0,${-side}l${-side},${side}`;
  }
  return d;
}
