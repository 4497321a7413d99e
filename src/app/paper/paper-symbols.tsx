import { type ReactNode, useEffect, useState } from 'react';
import type { Paper } from '../../papers/paper.ts';
import { type BoundSymbols, SymbolsContext } from '../../ui/symbols-context.ts';
import { paperSpec } from '../presets.ts';
import { describeBench } from '../worker-client.ts';
import { symbolsOf } from '../workspace/run-symbols.tsx';

/** Ties the symbols of a paper's equations to the values of its first run. */
export function PaperSymbols({ paper, children }: { paper: Paper; children: ReactNode }) {
  const [symbols, setSymbols] = useState<BoundSymbols>({ of: '', list: [] });
  useEffect(() => {
    const run = Object.values(paper.runs)[0]!;
    let gone = false;
    describeBench(run.bench, false).then(
      (description) => {
        const list = symbolsOf(description, paperSpec(description, run).spec).filter(({ value }) => value !== null);
        if (!gone) setSymbols({ of: 'In the first run:', list });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [paper]);
  return <SymbolsContext value={symbols}>{children}</SymbolsContext>;
}
