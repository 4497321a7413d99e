import { type ReactNode, useMemo } from 'react';
import type { BenchDescription } from '../../engine/bench.ts';
import type { RunSpec } from '../../engine/run-spec.ts';
import type { ParamSet, ParamValues } from '../../params/descriptor.ts';
import { writeValue } from '../../params/text.ts';
import { type BoundSymbol, SymbolsContext } from '../../ui/symbols-context.ts';
import { valuesOf } from '../branch.ts';
import { useExplorer } from '../stores/explorer.ts';

/** What the symbols of equations stand for in a run: its method's parameters, its problem's, and what is measured. */
export function symbolsOf(description: BenchDescription, spec: RunSpec): readonly BoundSymbol[] {
  const ofSet = (set: ParamSet, values: ParamValues): BoundSymbol[] =>
    Object.entries(set).flatMap(([id, { symbol, label, default: usual }]) =>
      symbol === undefined ? [] : [{ symbol, label, value: writeValue(values[id] ?? usual) }],
    );
  const all = [
    ...ofSet(description.methods[spec.method]!.params, valuesOf(spec)),
    ...ofSet(description.instances[spec.instance]!.params, spec.instanceParams),
    ...Object.values(description.metrics).flatMap(({ symbol, label }): BoundSymbol[] =>
      symbol === undefined ? [] : [{ symbol, label, value: null }],
    ),
  ];
  return all.filter(({ symbol }, k) => all.findIndex((one) => one.symbol === symbol) === k);
}

/** Ties the symbols of the equations within to the run being edited. */
export function RunSymbols({ children }: { children: ReactNode }) {
  const description = useExplorer((state) => state.opened?.description);
  const spec = useExplorer((state) => state.opened?.explorer.spec);
  const symbols = useMemo(
    () => ({ of: '', list: description && spec?.bench === description.id ? symbolsOf(description, spec) : [] }),
    [description, spec],
  );
  return <SymbolsContext value={symbols}>{children}</SymbolsContext>;
}
