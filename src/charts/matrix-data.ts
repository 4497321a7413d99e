import type { Palette } from './colour.ts';
import { formatNumber } from './format.ts';

export interface Cell {
  row: number;
  col: number;
}

export interface MatrixData {
  rows: number;
  cols: number;
  /** Row by row. */
  values: ArrayLike<number>;
  /** Entries that are kept, drawn solid. */
  mask?: ArrayLike<number> | null;
  /** Marginals that are reached, as silhouettes, and those asked for, as a line over them. */
  top?: ArrayLike<number>;
  left?: ArrayLike<number>;
  topTarget?: ArrayLike<number>;
  leftTarget?: ArrayLike<number>;
  scale: 'sqrt' | 'linear' | 'log';
  palette: Palette;
  hover: Cell | null;
  onHover(cell: Cell | null): void;
  /** Said beside the hovered cell; a line break starts the quieter second line. */
  hoverText?: string;
  rowLabel: string;
  colLabel: string;
  ticks?: { row: number[]; col: number[]; rowText: string[]; colText: string[] };
  square: boolean;
}

/** The hovered cell in words: the picture's own, else its place, counted from 1, and its value. */
export function cellSaid({ hover, hoverText, rows, cols, values, rowLabel, colLabel }: MatrixData): string {
  if (!hover || hover.row >= rows || hover.col >= cols) return '';
  if (hoverText) return hoverText.replaceAll('\n', ', ');
  const value = formatNumber(values[hover.row * cols + hover.col]);
  return `${rowLabel || 'row'} ${hover.row + 1}, ${colLabel || 'column'} ${hover.col + 1}: ${value}`;
}
