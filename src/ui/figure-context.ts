import { createContext } from 'react';

/** A figure on the page that can be taken away. */
export interface FigureOnPage {
  readonly name: string;
  svg(): string;
}

/** What a figure may know of the page around it. */
export interface FigureSurroundings {
  /** Address of the run that is shown, from `#` on. */
  link(): string;
  /** The run in one line of words. */
  configuration(): string;
  /** Makes the figure part of what can be taken away; returns how to leave. */
  register(figure: FigureOnPage): () => void;
}

/** Null where no run is around a figure. */
export const FigureContext = createContext<FigureSurroundings | null>(null);
