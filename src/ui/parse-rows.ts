import { dsvFormat } from 'd3';

/** Cells of a text table, whatever separates them (semicolon, tab or comma); empty lines are left out. */
export function parseRows(text: string): string[][] {
  const separator = [';', '\t', ','].find((mark) => text.includes(mark)) ?? ',';
  return dsvFormat(separator)
    .parseRows(text)
    .map((row) => row.map((cell) => cell.trim()))
    .filter((row) => row.some((cell) => cell !== ''));
}
