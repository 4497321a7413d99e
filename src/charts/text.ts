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

/** Width in px of a label, measured without asking the page for layout. */
export function measure(words: string, size = 13, weight = 400, serif = false): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return words.length * size * 0.5;
  const family = getComputedStyle(document.documentElement).getPropertyValue(serif ? '--serif' : '--sans');
  const name = family || 'sans-serif';
  let width = 0;
  for (const run of runsOf(words)) {
    ruler.font = `${weight} ${run.kind === 'raised' ? 9 : size}px ${name}`;
    width += ruler.measureText(run.text).width;
  }
  return width;
}
