import type { BenchDescription } from '../../engine/bench.ts';
import type { RunSpec } from '../../engine/run-spec.ts';
import { speaksOf } from '../../ui/symbol-text.ts';

/**
 * What a lit symbol means for a metric's chart: `it` is about the chart itself, `run` about the run that is edited,
 * whose line is then set off from the others.
 */
export function tieOf(
  symbol: string | null,
  meta: BenchDescription['metrics'][string],
  description: BenchDescription,
  spec: RunSpec,
): 'it' | 'run' | null {
  if (symbol === null) return null;
  if (meta.symbol === symbol) return 'it';
  const sets = [description.methods[spec.method]?.params, description.instances[spec.instance]?.params];
  if (!sets.some((set) => Object.values(set ?? {}).some((param) => param.symbol === symbol))) return null;
  return speaksOf(`${meta.label}. ${meta.help}`, symbol) ? 'it' : 'run';
}
