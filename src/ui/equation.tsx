import { useEffect, useRef } from 'react';

let engine: Promise<typeof import('katex')> | null = null;
function loadKatex() {
  engine ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(([katex]) => katex);
  return engine;
}

/** An equation, set when KaTeX has arrived; until then, and without it, its TeX is shown. Input is not trusted. */
export function Equation({ tex, display = true }: { tex: string; display?: boolean }) {
  const host = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let gone = false;
    loadKatex()
      .then((katex) => {
        if (gone || !host.current) return;
        katex.default.render(tex, host.current, {
          displayMode: display,
          throwOnError: false,
          trust: false,
          strict: 'ignore',
          output: 'htmlAndMathml',
        });
        // An equation wider than its column scrolls, and can then be reached by the keyboard.
        const figure = host.current.closest('figure');
        if (figure && figure.scrollWidth > figure.clientWidth) figure.tabIndex = 0;
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [tex, display]);
  return (
    <span ref={host} className="equation">
      {tex}
    </span>
  );
}
