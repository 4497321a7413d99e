const lifted: Record<string, string> = { '⁻': '−', '⁺': '+' };
for (const [digit, mark] of [...'⁰¹²³⁴⁵⁶⁷⁸⁹'].entries()) lifted[mark] = String(digit);

interface Run {
  text: string;
  kind: 'plain' | 'raised' | 'symbol';
}

/** Splits `10⁻³` into base and exponent, and `source *x*` into words and a symbol in the maths face. */
export function runsOf(words: string): Run[] {
  const runs: Run[] = [];
  for (const part of words.split(/([⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+|\*[^*]+\*)/)) {
    if (part === '') continue;
    if (lifted[part[0]!] !== undefined)
      runs.push({ text: [...part].map((c) => lifted[c] ?? c).join(''), kind: 'raised' });
    else if (part.length > 2 && part.startsWith('*') && part.endsWith('*'))
      runs.push({ text: part.slice(1, -1), kind: 'symbol' });
    else runs.push({ text: part, kind: 'plain' });
  }
  return runs;
}

const shown = new WeakMap<Element, string>();

/** Sets SVG text with exponents and symbols as tspans; does nothing when the words are those already shown. */
export function setText(node: SVGTextElement, words: string): void {
  if (shown.get(node) === words) return;
  shown.set(node, words);
  node.replaceChildren();
  const runs = runsOf(words);
  if (runs.every((run) => run.kind === 'plain')) {
    node.textContent = words;
    return;
  }
  let raisedBefore = false;
  for (const run of runs) {
    const span = document.createElementNS('http://www.w3.org/2000/svg', 'tspan');
    span.textContent = run.text;
    if (run.kind === 'raised') span.setAttribute('dy', '-4.5');
    else if (raisedBefore) span.setAttribute('dy', '4.5');
    if (run.kind !== 'plain') span.setAttribute('class', run.kind);
    raisedBefore = run.kind === 'raised';
    node.append(span);
  }
}

let ruler: CanvasRenderingContext2D | null = null;
const families = new Map<string, string>();
const widths = new Map<string, number>();
let awaiting = false;

/** Reading a style right after a change makes the page lay out again, so names of faces are read once. */
function familyOf(token: '--sans' | '--serif'): string {
  const known = families.get(token);
  if (known) return known;
  const family = getComputedStyle(document.documentElement).getPropertyValue(token).trim();
  if (family) families.set(token, family);
  return family || 'sans-serif';
}

/** Width in px of a label, measured without asking the page for layout. */
export function measure(words: string, size = 13, weight = 400, serif = false): number {
  if (words === '') return 0;
  const key = `${size} ${weight} ${serif} ${words}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return words.length * size * 0.5;
  if (!awaiting) {
    awaiting = true;
    // Widths measured in a stand-in face are wrong once the page's own has come.
    document.fonts.addEventListener('loadingdone', () => widths.clear());
  }
  const family = familyOf(serif ? '--serif' : '--sans');
  let width = 0;
  for (const run of runsOf(words)) {
    ruler.font = `${weight} ${run.kind === 'raised' ? 9 : size}px ${family}`;
    width += ruler.measureText(run.text).width;
  }
  if (widths.size > 2000) widths.clear();
  widths.set(key, width);
  return width;
}
