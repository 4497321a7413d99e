import { createContext } from 'react';

/** A symbol of the equations on the page that stands for something here. */
export interface BoundSymbol {
  /** TeX-free, as in the parameter's descriptor: `ε`, `N₁`, `I(X;T)`. */
  readonly symbol: string;
  readonly label: string;
  /** What it is set to; null for what is measured and has a chart. */
  readonly value: string | null;
}

/** Whose values they are, in words before them, and the symbols. */
export interface BoundSymbols {
  readonly of: string;
  readonly list: readonly BoundSymbol[];
}

export const SymbolsContext = createContext<BoundSymbols>({ of: '', list: [] });
