import type { MountChart, Size } from './chart.ts';
import { readTokens } from './colour.ts';
import { largest } from './silhouette.ts';
import { drawWords, openStage, type Words } from './stage.ts';
import { measure } from './text.ts';

export interface RasterImage {
  /** Row by row; intensity is ink. */
  values: ArrayLike<number>;
  width: number;
  height: number;
  label: string;
}

export interface RasterData {
  images: RasterImage[];
  /** Images in a row; as many as make them largest when left out. Rows set so stand close together. */
  columns?: number;
  /** Names of the rows, at their left. */
  rows?: readonly string[];
  /** Pictures of bright things: 1 is white and 0 black in either theme, in place of ink on paper. */
  bright?: boolean;
  /** The value that is full ink; the largest in the picture when left out. */
  top?: number;
}

const loose = 12;
const close = 3;
const labelRoom = 20;

interface Cell {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The grid in which the images are as large as the picture allows. */
function cellsOf({ images, columns: asked, rows: names }: RasterData, size: Size): Cell[] {
  const left = names ? Math.max(0, ...names.map((name) => measure(name, 12))) + 8 : 0;
  const { width, height } = { width: size.width - left, height: size.height };
  const gap = asked === undefined ? loose : close;
  const wide = Math.max(1, ...images.map((i) => i.width));
  const tall = Math.max(1, ...images.map((i) => i.height));
  const labelled = images.some((i) => i.label !== '') ? labelRoom : 0;
  let best = { scale: 0, columns: 1 };
  for (let columns = asked ?? 1; columns <= (asked ?? images.length); columns++) {
    const rows = Math.ceil(images.length / columns);
    const across = (width - gap * (columns - 1)) / columns / wide;
    const down = (height - (gap + labelled) * rows + gap) / rows / tall;
    const scale = Math.min(across, down);
    if (scale > best.scale) best = { scale, columns };
  }
  // Whole pixels keep every cell of an image the same size; small pictures must do without.
  const scale = best.scale >= 2 ? Math.floor(best.scale) : best.scale;
  return images.map((image, i) => ({
    x: left + (i % best.columns) * (wide * scale + gap),
    y: Math.floor(i / best.columns) * (tall * scale + gap + labelled),
    width: image.width * scale,
    height: image.height * scale,
  }));
}

/** Images side by side, ink on paper: all on one scale, so that a faint one is faint. */
export const mountRaster: MountChart<RasterData> = (host) => {
  const stage = openStage(host, 'raster');
  for (const name of ['frames', 'words']) stage.layer(name);
  return {
    draw(data, size) {
      const { images } = data;
      if (size.width < 8 || size.height < 8) return;
      stage.fit(size);
      const context = stage.canvas(size);
      const { ink } = readTokens(stage.root);
      const cells = cellsOf(data, size);
      const top = data.top ?? images.reduce((high, image) => largest(image.values, high), 0);
      context.imageSmoothingEnabled = false;
      const words: Words[] = [];
      for (const [i, image] of images.entries()) {
        const { x, y, width, height } = cells[i]!;
        if (image.width > 0 && image.height > 0)
          context.drawImage(sheetOf(image, top, data.bright ? null : ink), x, y, width, height);
        if (image.label) words.push({ key: String(i), x, y: y + height + 15, text: image.label, kind: 'note' });
      }
      for (const [row, text] of (data.rows ?? []).entries()) {
        const cell = cells[row * (data.columns ?? 1)];
        if (cell) words.push({ key: `row-${row}`, x: 0, y: cell.y + cell.height / 2 + 4, text, kind: 'note' });
      }
      stage
        .layer('frames')
        .selectAll('rect')
        .data(cells)
        .join('rect')
        .attr('class', 'frame')
        .attr('x', (d) => d.x + 0.5)
        .attr('y', (d) => d.y + 0.5)
        .attr('width', (d) => Math.max(0, d.width - 1))
        .attr('height', (d) => Math.max(0, d.height - 1));
      drawWords(stage.layer('words'), words);
    },
    destroy() {
      stage.close();
    },
  };
};

/** An image as a canvas of its own size: ink where `top` is reached, nothing at 0; greys up to white without an ink. */
export function sheetOf(
  { values, width, height }: RasterImage,
  top: number,
  ink: readonly [number, number, number] | null,
): HTMLCanvasElement {
  const sheet = Object.assign(document.createElement('canvas'), { width, height });
  const pixels = new ImageData(width, height);
  for (let at = 0; at < width * height; at++) {
    const share = 255 * Math.min(1, Math.max(0, top > 0 ? values[at]! / top || 0 : 0));
    pixels.data.set(ink ? [...ink, share] : [share, share, share, 255], 4 * at);
  }
  sheet.getContext('2d')!.putImageData(pixels, 0, 0);
  return sheet;
}
