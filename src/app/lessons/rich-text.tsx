import { createElement, Fragment } from 'react';
import { Equation } from '../../ui/equation.tsx';

/** A paragraph in which what stands between dollar signs is TeX. */
export function RichText({ text }: { text: string }) {
  return createElement(
    Fragment,
    null,
    ...text.split('$').map((part, k) => (k % 2 === 1 ? createElement(Equation, { tex: part, display: false }) : part)),
  );
}
