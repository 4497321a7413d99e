import { plainText, symbolText } from './symbol-text.ts';

/** A piece of a row of a set equation, with what it reads as. */
interface Token {
  readonly element: Element;
  /** What carries the letters, without its scripts. */
  readonly base: Element;
  readonly text: string;
  readonly sub: string;
  readonly sup: string;
}

const SPACE = /(^| )(katex-strut|strut|mspace|pstrut|vlist-s|nulldelimiter)( |$)/;
const CLOSED = /(^| )(katex-accent|accent|overline)( |$)/;

const alphabet = (element: Element) =>
  element.classList.contains('mathcal') ? 'cal' : element.classList.contains('mathbb') ? 'bb' : bold(element);
const bold = (element: Element) => (element.classList.contains('mathbf') ? 'bf' : '');

/** The element that holds the letters when nothing is around them but wrappers; otherwise none. */
function leafOf(element: Element): Element | null {
  if (element.childElementCount === 0) return element;
  return element.childElementCount === 1 && element.firstElementChild!.textContent === element.textContent
    ? leafOf(element.firstElementChild!)
    : null;
}

function tokenOf(element: Element): Token {
  const scripts = [...element.children].find((child) => child.classList.contains('msupsub'));
  const base = scripts ? element.firstElementChild! : element;
  const leaf = CLOSED.test(base.className) ? base : leafOf(base);
  const levels = scripts ? [...scripts.querySelectorAll('.vlist')] : [];
  const rows = levels[0] ? [...levels[0].children].map((row) => plainText(row.textContent ?? '')) : [];
  const both = rows.length > 1;
  const low = scripts?.querySelector('.vlist-t2') != null;
  return {
    element,
    base: leaf ?? base,
    text: leaf ? alphabet(leaf) + plainText(leaf.textContent ?? '') : '',
    sub: low ? (rows[0] ?? '') : '',
    sup: both ? (rows[1] ?? '') : low ? '' : (rows[0] ?? ''),
  };
}

interface Pattern {
  readonly symbol: string;
  readonly text: string;
  /** One Latin letter: elsewhere a function, an index or an upright word. */
  readonly letter: boolean;
}

/** How many tokens from `at` on are the symbol, and whether its last one leaves its exponent outside; 0: they are not. */
function matches(tokens: readonly Token[], at: number, { text, letter }: Pattern): { count: number; whole: boolean } {
  let read = '';
  for (let k = at; k < tokens.length; k++) {
    const { base, sub, sup } = tokens[k]!;
    if (tokens[k]!.text === '') break;
    read += tokens[k]!.text;
    const count = k - at + 1;
    const word = /^\p{L}{2,}$/u.test(text) && !text.startsWith('cal');
    if (read === text && (sub === '' || word) && sup !== '′') {
      if (letter && !base.classList.contains('mathnormal')) break;
      if (letter && tokens[k + 1]?.text === '(') break;
      return { count, whole: count > 1 || word };
    }
    if (sub !== '') read += `_${sub}`;
    if (read === text && sub !== '') return { count, whole: true };
    if (sup !== '') read += `^${sup}`;
    if (read === text) return { count, whole: true };
    if (!text.startsWith(read)) break;
  }
  return { count: 0, whole: false };
}

/** Letters that a sum or a product runs over: not the parameter of that name. */
function indicesOf(root: Element): Set<string> {
  const over = [...root.querySelectorAll('.op-symbol')].map((sign) => {
    const scripted = sign.closest('.op-limits') ?? sign.parentElement!;
    return plainText(scripted.querySelector('.mathnormal')?.textContent ?? '');
  });
  return new Set(over.filter(Boolean));
}

/**
 * Marks the symbols in an equation that KaTeX has set, with `data-symbol`; returns those found, in the order given. A
 * letter with an index is another quantity: σ_l is not σ, but its index may be a symbol itself.
 */
export function bindSymbols(root: Element, symbols: readonly string[]): string[] {
  const indices = indicesOf(root);
  const patterns: Pattern[] = symbols
    .map((symbol) => ({ symbol, text: symbolText(symbol), letter: /^[A-Za-z]$/.test(symbol) }))
    .filter(({ text }) => !indices.has(text))
    .sort((a, b) => b.text.length - a.text.length);
  const found = new Set<string>();
  const walk = (row: Element): void => {
    const tokens = [...row.children].filter((child) => !SPACE.test(child.className)).map(tokenOf);
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at]!;
      let taken = 0;
      for (const pattern of patterns) {
        const { count, whole } = matches(tokens, at, pattern);
        if (count === 0) continue;
        const marked =
          count > 1 ? wrap(token.element, tokens[at + count - 1]!.element) : whole ? token.element : token.base;
        marked.setAttribute('data-symbol', pattern.symbol);
        found.add(pattern.symbol);
        taken = count;
        if (!whole && token.element !== token.base) walkScripts(token.element);
        break;
      }
      if (taken > 0) at += taken - 1;
      else if (token.sub !== '' && token.text !== '') walkScripts(token.element);
      else if (!CLOSED.test(token.element.className)) walk(token.element);
    }
  };
  const walkScripts = (element: Element) => {
    for (const child of element.children) if (child.classList.contains('msupsub')) walk(child);
  };
  walk(root);
  return symbols.filter((symbol) => found.has(symbol));
}

function wrap(first: Element, last: Element): Element {
  const span = document.createElement('span');
  first.before(span);
  for (let node: ChildNode | null = span.nextSibling; node !== null; ) {
    const next: ChildNode | null = node === last ? null : node.nextSibling;
    span.append(node);
    node = next;
  }
  return span;
}
