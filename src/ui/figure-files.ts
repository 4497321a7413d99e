import type { MountChart } from '../charts/chart.ts';
import { toPng } from '../charts/export-png.ts';
import { exportSvg } from '../charts/export-svg.ts';
import { withPngText } from '../charts/png-text.ts';
import { writeCarried } from './carried.ts';
import type { TableData } from './chart-table.tsx';
import { drawnCsv, plainData } from './drawn-data.ts';
import type { FigureSurroundings } from './figure-context.ts';

/** A figure as what its files are made of. */
export interface FigureFiles<D> {
  readonly title: string;
  readonly mount: MountChart<D>;
  readonly data: D;
  readonly size: { readonly width: number; readonly height: number };
  readonly summary: string;
  readonly table: () => TableData;
  readonly around: FigureSurroundings | null;
}

const carriedOf = <D>({ around, title }: FigureFiles<D>): string | null =>
  around ? writeCarried({ link: around.link(), configuration: around.configuration(), figure: title }) : null;

/** Standalone, with real text, the configuration below the picture, and the run in its metadata. */
export function svgFile<D>(figure: FigureFiles<D>): string {
  const { title, mount, data, size, summary, around } = figure;
  const carried = carriedOf(figure);
  const caption = [summary, around?.configuration()].filter(Boolean).join(' ');
  return exportSvg(mount, data, size, { title, caption, ...(carried ? { carried } : {}) });
}

export async function pngFile<D>(figure: FigureFiles<D>, scale: number): Promise<Blob> {
  const png = await toPng(svgFile(figure), scale);
  const carried = carriedOf(figure);
  if (!carried) return png;
  const bytes = new Uint8Array(await png.arrayBuffer());
  return new Blob([withPngText(bytes, 'paperscope', carried)], { type: 'image/png' });
}

export const csvFile = <D>({ data, table }: FigureFiles<D>): string => drawnCsv(data, table);

/** What is drawn, with what restores the run beside it. */
export function jsonFile<D>({ title, summary, data, around }: FigureFiles<D>): string {
  const run = around
    ? { paperscope: 1, link: around.link(), configuration: around.configuration(), figure: title }
    : { figure: title };
  return `${JSON.stringify({ ...run, summary, drawn: plainData(data) }, null, 1)}\n`;
}
