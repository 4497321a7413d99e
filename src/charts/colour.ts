import { interpolateRdBu, interpolateViridis, interpolateYlGnBu, rgb } from 'd3';

export type Rgb = readonly [number, number, number];

/** The colours of the page at the moment of drawing, for canvas; SVG reads the same names by itself. */
export interface Tokens {
  ink: Rgb;
  paper: Rgb;
  rule: Rgb;
  quiet: Rgb;
  series: readonly Rgb[];
  dark: boolean;
}

let probe: CanvasRenderingContext2D | null = null;
const parsed = new Map<string, Rgb>();

/** Any CSS colour, oklab and system colours included, as sRGB bytes. */
export function parseColour(text: string): Rgb {
  const known = parsed.get(text);
  if (known) return known;
  probe ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (!probe) return [0, 0, 0];
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = text.trim() || 'black';
  probe.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = probe.getImageData(0, 0, 1, 1).data;
  const colour: Rgb = [r, g, b];
  parsed.set(text, colour);
  return colour;
}

const read = new WeakMap<Element, { look: string; tokens: Tokens }>();

/** The tokens as they hold for an element, read again only when the look changes: reading makes the page restyle. */
export function readTokens(element: Element): Tokens {
  const { theme } = document.documentElement.dataset;
  const look = `${theme} ${matchMedia('(prefers-color-scheme: dark)').matches} ${matchMedia('(forced-colors: active)').matches}`;
  const known = read.get(element);
  if (known?.look === look) return known.tokens;
  const tokens = tokensOf(element);
  read.set(element, { look, tokens });
  return tokens;
}

function tokensOf(element: Element): Tokens {
  const style = getComputedStyle(element);
  const token = (name: string): Rgb => parseColour(style.getPropertyValue(name));
  const paper = token('--paper');
  return {
    ink: token('--ink'),
    paper,
    rule: token('--rule-2'),
    quiet: token('--ink-3'),
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => token(`--series-${n}`)),
    dark: paper[0] + paper[1] + paper[2] < 384,
  };
}

export function css([r, g, b]: Rgb, alpha = 1): string {
  return `rgb(${r} ${g} ${b} / ${alpha})`;
}

/** Second coding of series 1 to 8: a dash and a marker beside the hue. */
const dashes = [null, null, '1.5 3.5', '7 4', '7 3 1.5 3', '3 3', '11 4', '1 5'] as const;
const shapes = ['disc', 'square', 'up', 'diamond', 'down', 'ring', 'box', 'peak'] as const;

/** Brings any integer to 1…8, so that a ninth method starts the table again; 0 is ink. */
export function seriesNumber(colour: number): number {
  return colour <= 0 ? 0 : ((Math.round(colour) - 1) % 8) + 1;
}

export function dashOf(number: number | null): string | null {
  return number === null ? null : (dashes[seriesNumber(number) - 1] ?? null);
}

export interface Marker {
  path: string;
  open: boolean;
}

export function markerOf(colour: number, radius = 4): Marker {
  const shape = shapes[seriesNumber(colour) - 1] ?? 'disc';
  const r = radius;
  const open = shape === 'ring' || shape === 'box' || shape === 'peak';
  const disc = `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
  const s = r * 0.9;
  const square = `M${-s},${-s}h${2 * s}v${2 * s}h${-2 * s}Z`;
  const up = `M0,${-1.2 * r}L${1.15 * r},${0.85 * r}H${-1.15 * r}Z`;
  const down = `M0,${1.2 * r}L${1.15 * r},${-0.85 * r}H${-1.15 * r}Z`;
  const diamond = `M0,${-1.3 * r}L${1.3 * r},0L0,${1.3 * r}L${-1.3 * r},0Z`;
  const paths = { disc, ring: disc, square, box: square, up, peak: up, down, diamond };
  return { path: paths[shape], open };
}

/** Order that must all be visible (time, place along the source): viridis without its yellow on white, violet on black. */
export function orderColour(t: number, dark: boolean): string {
  const u = Math.min(1, Math.max(0, t));
  return interpolateViridis(dark ? 0.3 + 0.62 * u : 0.02 + 0.8 * u);
}

export type Palette = 'mass' | 'signed' | 'image';
export const rampSteps = 512;
const ramps = new Map<string, Uint8ClampedArray>();

/** RGBA for 512 steps from 0 to 1 (signed: from −1 to 1). Nothing is transparent: zero is paper. */
export function rampOf(palette: Palette, tokens: Tokens): Uint8ClampedArray {
  const key = `${palette} ${tokens.dark} ${tokens.ink}`;
  const known = ramps.get(key);
  if (known) return known;
  const ramp = new Uint8ClampedArray(rampSteps * 4);
  for (let i = 0; i < rampSteps; i++) ramp.set(shade(palette, i / (rampSteps - 1), tokens), 4 * i);
  ramps.set(key, ramp);
  return ramp;
}

function shade(palette: Palette, t: number, { ink, dark }: Tokens): [number, number, number, number] {
  if (palette === 'image') return [...ink, 255 * t];
  if (palette === 'mass') {
    const { r, g, b } = rgb(interpolateYlGnBu(dark ? 0.95 - 0.77 * t : 0.18 + 0.77 * t));
    return [r, g, b, 255 * Math.min(1, t / 0.12)];
  }
  // RdBu's own middle is white and its ends nearly black: away from 0 a strong hue is faded instead, on either paper.
  const size = Math.abs(2 * t - 1);
  const away = dark ? 0.4 - 0.16 * size : 0.26 + 0.2 * size;
  const { r, g, b } = rgb(interpolateRdBu(t > 0.5 ? 0.5 - away : 0.5 + away));
  return [r, g, b, 255 * size ** 0.75];
}
