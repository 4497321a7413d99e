import type { Palette } from './colour.ts';

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
