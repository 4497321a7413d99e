import { useContext, useEffect, useRef, useState } from 'react';
import styles from './equation.module.css';
import { EquationValues } from './equation-values.tsx';
import { light, litNow, onLit, unlight } from './lit.ts';
import { SymbolsContext } from './symbols-context.ts';

let engine: Promise<[typeof import('katex'), typeof import('./bind-symbols.ts')]> | null = null;
function loadKatex() {
  engine ??= Promise.all([import('katex'), import('./bind-symbols.ts'), import('katex/dist/katex.min.css')]).then(
    ([katex, symbols]) => [katex, symbols],
  );
  return engine;
}

const NONE: readonly string[] = [];

/** The figures that stand before one, beside it. */
function figuresBefore(figure: Element): Element[] {
  const all = [...(figure.parentElement?.children ?? [])];
  return all.slice(0, all.indexOf(figure)).filter((one) => one.tagName === 'FIGURE');
}

/**
 * An equation, set when KaTeX has arrived; until then, and without it, its TeX is shown. Input is not trusted. Symbols
 * that stand for something on the page are underlined; a displayed equation names their values.
 */
export function Equation({ tex, display = true }: { tex: string; display?: boolean }) {
  const host = useRef<HTMLSpanElement>(null);
  const { of, list } = useContext(SymbolsContext);
  const [found, setFound] = useState(NONE);
  // What is in the equation depends on which symbols there are, not on their values.
  const names = list.map(({ symbol }) => symbol).join('\n');
  useEffect(() => {
    let gone = false;
    loadKatex()
      .then(([katex, { bindSymbols }]) => {
        const box = host.current;
        if (gone || !box) return;
        katex.default.render(tex, box, {
          displayMode: display,
          throwOnError: false,
          trust: false,
          strict: 'ignore',
          output: 'htmlAndMathml',
        });
        const rows = box.querySelector('.katex-html');
        if (rows && names !== '') setFound(bindSymbols(rows, names.split('\n')));
        // An equation wider than its column scrolls, and can then be reached by the keyboard.
        const figure = box.closest('figure');
        if (figure && figure.scrollWidth > figure.clientWidth) figure.tabIndex = 0;
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [tex, display, names]);
  useEffect(() => {
    const box = host.current;
    if (!box || found.length === 0) return;
    const symbolAt = (target: EventTarget | null) =>
      (target as Element | null)?.closest?.('[data-symbol]')?.getAttribute('data-symbol') ?? undefined;
    const over = (event: Event) => {
      const symbol = symbolAt(event.target);
      if (symbol) light(symbol);
    };
    const out = (event: Event) => unlight(symbolAt(event.target));
    const follow = () => {
      for (const one of box.querySelectorAll<HTMLElement>('[data-symbol]'))
        one.toggleAttribute('data-lit', one.dataset.symbol === litNow());
    };
    box.addEventListener('pointerover', over);
    box.addEventListener('pointerout', out);
    const stop = onLit(follow);
    follow();
    return () => {
      box.removeEventListener('pointerover', over);
      box.removeEventListener('pointerout', out);
      stop();
    };
  }, [found]);
  useEffect(() => {
    for (const { symbol, label, value } of list) {
      if (!found.includes(symbol)) continue;
      const words = value === null ? `${symbol}: ${label}` : `${symbol}, ${label}: ${value}`;
      for (const one of host.current?.querySelectorAll<HTMLElement>(`[data-symbol="${CSS.escape(symbol)}"]`) ?? [])
        one.title = words;
    }
  }, [found, list]);
  const set = (
    <span ref={host} className={`equation ${styles.equation} ${display ? styles.set : ''}`}>
      {tex}
    </span>
  );
  // What is measured has no number here; one of the equations beside one another names it.
  const [others, setOthers] = useState(NONE);
  useEffect(() => {
    const figure = host.current?.closest('figure');
    if (!figure || found.length === 0) return;
    const before = figuresBefore(figure);
    const named = found.filter((symbol) =>
      before.some((one) => one.querySelector(`[data-symbol="${CSS.escape(symbol)}"]`)),
    );
    setOthers((old) => (old.join('\n') === named.join('\n') ? old : named));
  }, [found]);
  const bound = list.filter(
    ({ symbol, value }) => found.includes(symbol) && (value !== null || !others.includes(symbol)),
  );
  if (!display || bound.length === 0) return set;
  return (
    <>
      {set}
      <EquationValues of={of} symbols={bound} />
    </>
  );
}
