import type { MountChart, Size } from './chart.ts';
import { parseColour } from './colour.ts';

export interface ExportWords {
  title: string;
  /** The configuration, in one line below the picture. */
  caption: string;
  /** What restores the run, kept in the file's metadata. */
  carried?: string;
}

const svgSpace = 'http://www.w3.org/2000/svg';
const painted = ['fill', 'stroke'] as const;
const plain = [
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'fill-opacity',
  'stroke-opacity',
  'paint-order',
  'shape-rendering',
] as const;
const typographic = [
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'font-variant-numeric',
  'text-anchor',
] as const;
const usual: Record<string, string> = {
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  opacity: '1',
  'fill-opacity': '1',
  'stroke-opacity': '1',
  'paint-order': 'normal',
  'shape-rendering': 'auto',
};

function hex(colour: string): string {
  return `#${parseColour(colour)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`;
}

function inline(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  const words = from instanceof SVGTextContentElement;
  const shape = words || from instanceof SVGGeometryElement;
  if (shape) {
    for (const name of painted) {
      const value = style.getPropertyValue(name);
      to.setAttribute(name, value === 'none' || value === '' || value.endsWith(', 0)') ? 'none' : hex(value));
    }
    for (const name of plain) {
      const value = style.getPropertyValue(name);
      if (value !== '' && value !== usual[name]) to.setAttribute(name, value);
      else to.removeAttribute(name);
    }
  }
  if (words) for (const name of typographic) to.setAttribute(name, style.getPropertyValue(name).replaceAll('"', "'"));
  // A tspan says only how it differs from the text it is in.
  if (from instanceof SVGTSpanElement)
    for (const name of [...painted, ...plain, ...typographic])
      if (to.getAttribute(name) === to.parentElement?.getAttribute(name)) to.removeAttribute(name);
  for (const name of ['class', 'style', 'tabindex', 'role', 'aria-labelledby', 'aria-label']) to.removeAttribute(name);
  for (const { name } of [...to.attributes]) if (name.startsWith('data-')) to.removeAttribute(name);
  for (let i = 0; i < from.children.length; i++) inline(from.children[i]!, to.children[i]!);
}

function textAt(
  x: number,
  y: number,
  size: number,
  weight: number,
  words: string,
  ink: string,
  family: string,
): SVGTextElement {
  const text = document.createElementNS(svgSpace, 'text');
  const attributes = { x, y, fill: ink, 'font-size': `${size}px`, 'font-weight': weight, 'font-family': family };
  for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, String(value));
  text.textContent = words;
  return text;
}

const frame = { left: 16, top: 40, right: 16, bottom: 40 };

/** Words broken into lines of at most so many characters. */
function broken(words: string, most: number): string[] {
  const lines = [''];
  for (const word of words.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.filter((line) => line !== '');
}

/** A chart that is in the page, as a file that stands alone: text stays text, styles are written out. */
export function serialise(host: HTMLElement, { title, caption, carried }: ExportWords): string {
  const svg = host.querySelector('svg')!;
  const width = Number(svg.getAttribute('width'));
  const height = Number(svg.getAttribute('height'));
  const style = getComputedStyle(host);
  const family = style.getPropertyValue('--sans').trim().replaceAll('"', "'");
  const lines = broken(caption, Math.floor(width / 5.4));
  const wide = width + frame.left + frame.right;
  const tall = height + frame.top + frame.bottom + Math.max(0, lines.length - 1) * 15;

  const sheet = document.createElementNS(svgSpace, 'svg');
  for (const [name, value] of Object.entries({
    xmlns: svgSpace,
    width: wide,
    height: tall,
    viewBox: `0 0 ${wide} ${tall}`,
  }))
    sheet.setAttribute(name, String(value));
  const name = document.createElementNS(svgSpace, 'title');
  name.textContent = title;
  const metadata = document.createElementNS(svgSpace, 'metadata');
  metadata.id = 'paperscope';
  metadata.textContent = carried ?? '';
  const paper = document.createElementNS(svgSpace, 'rect');
  for (const [key, value] of Object.entries({
    width: wide,
    height: tall,
    fill: hex(style.getPropertyValue('--paper')),
  }))
    paper.setAttribute(key, String(value));
  const picture = document.createElementNS(svgSpace, 'g');
  picture.setAttribute('transform', `translate(${frame.left},${frame.top})`);
  for (const canvas of host.querySelectorAll('canvas')) {
    const image = document.createElementNS(svgSpace, 'image');
    const size = { width: canvas.style.width, height: canvas.style.height, href: canvas.toDataURL('image/png') };
    for (const [key, value] of Object.entries(size)) image.setAttribute(key, value);
    picture.append(image);
  }
  const copy = svg.cloneNode(true) as SVGSVGElement;
  inline(svg, copy);
  for (const area of host.querySelectorAll('.plot-area')) {
    const at = [...svg.querySelectorAll('*')].indexOf(area);
    copy.querySelectorAll('*')[at]?.remove();
  }
  copy.setAttribute('overflow', 'visible');
  picture.append(copy);
  sheet.append(
    name,
    ...(carried ? [metadata] : []),
    paper,
    textAt(frame.left, 24, 15, 600, title, hex(style.getPropertyValue('--ink')), family),
    picture,
  );
  for (const [i, line] of lines.entries())
    sheet.append(
      textAt(
        frame.left,
        height + frame.top + 24 + 15 * i,
        11,
        400,
        line,
        hex(style.getPropertyValue('--ink-2')),
        family,
      ),
    );
  return new XMLSerializer().serializeToString(sheet);
}

/** Draws a chart once more, out of sight and in the light colours, and returns it as a standalone SVG. */
export function exportSvg<Data>(mount: MountChart<Data>, data: Data, size: Size, words: ExportWords): string {
  const page = document.documentElement;
  const theme = page.dataset.theme;
  const host = document.createElement('div');
  host.style.cssText = `position:fixed;left:-99999px;top:0;width:${size.width}px;height:${size.height}px`;
  document.body.append(host);
  // Nothing is painted between setting the theme and setting it back: both happen in this task.
  page.dataset.theme = 'light';
  const chart = mount(host);
  try {
    chart.draw(data, size);
    return serialise(host, words);
  } finally {
    chart.destroy();
    host.remove();
    if (theme === undefined) delete page.dataset.theme;
    else page.dataset.theme = theme;
  }
}
