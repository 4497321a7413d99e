import { lazy, type ReactNode, Suspense } from 'react';
import { FigureContext, type FigureOnPage, type FigureSurroundings } from '../../ui/figure-context.ts';
import { explorer } from '../stores/explorer.ts';
import { useTaking } from '../stores/taking.ts';
import { configurationLine, linkOf } from './configuration.ts';

const TakeAwayDialog = lazy(() =>
  import('./take-away-dialog.tsx').then((module) => ({ default: module.TakeAwayDialog })),
);

const onPage = new Set<FigureOnPage>();
/** The figures of the run that are mounted now, in their order on the page. */
export const figuresOnPage = (): readonly FigureOnPage[] => [...onPage];

const surroundings: FigureSurroundings = {
  link: () => {
    const { opened } = explorer.getState();
    return opened ? linkOf(opened) : '';
  },
  configuration: () => {
    const { opened } = explorer.getState();
    return opened ? configurationLine(opened) : '';
  },
  register(figure) {
    onPage.add(figure);
    return () => {
      onPage.delete(figure);
    };
  },
};

/** Gives every figure within it the run it shows, and the dialog that takes all of them away. */
export function Surroundings({ children }: { children: ReactNode }) {
  const open = useTaking();
  return (
    <FigureContext value={surroundings}>
      {children}
      {open ? (
        <Suspense fallback={null}>
          <TakeAwayDialog figures={figuresOnPage} />
        </Suspense>
      ) : null}
    </FigureContext>
  );
}
