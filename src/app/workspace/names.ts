import { formatNumber } from '../../charts/format.ts';
import type { BenchDescription } from '../../engine/bench.ts';
import type { RunSpec } from '../../engine/run-spec.ts';
import { changed } from '../../params/text.ts';
import type { RunState } from '../stores/runs.ts';

export const PIN_LETTERS = 'ABCDE';
/** First of the five dashes that pinned runs take, whatever their method; markers begin one earlier. */
export const PIN_CODE = 3;

/** Fields in which a run differs from another, as [name, its value, the other's value]. */
export function differences(description: BenchDescription, run: RunSpec, other: RunSpec): [string, string, string][] {
  const out: [string, string, string][] = [];
  const add = (name: string, mine: unknown, theirs: unknown) => {
    if (mine !== theirs) out.push([name, show(mine), show(theirs)]);
  };
  add('instance', description.instances[run.instance]?.label, description.instances[other.instance]?.label);
  add('method', description.methods[run.method]?.label, description.methods[other.method]?.label);
  const names = new Set([
    ...Object.keys(run.instanceParams),
    ...Object.keys(other.instanceParams),
    ...Object.keys(run.params),
    ...Object.keys(other.params),
  ]);
  for (const id of names) {
    const param =
      description.instances[run.instance]?.params[id] ??
      description.methods[run.method]?.params[id] ??
      description.methods[other.method]?.params[id];
    add(
      param?.symbol ?? param?.label ?? id,
      run.instanceParams[id] ?? run.params[id],
      other.instanceParams[id] ?? other.params[id],
    );
  }
  add('on its way', changesOf(description, run), changesOf(description, other));
  // A seed is a name, not a quantity.
  add('seed', String(run.seed), String(other.seed));
  return out;
}

/** `rate 0.01 from step 120`; undefined for a run that keeps its values. */
function changesOf(description: BenchDescription, { method, changes }: RunSpec): string | undefined {
  const set = description.methods[method]?.params ?? {};
  return changes
    ?.map(
      ({ step, params }) =>
        `${Object.entries(params)
          .map(([id, value]) => `${set[id]?.symbol ?? set[id]?.label ?? id} ${show(value)}`)
          .join(', ')} from step ${step.toLocaleString('en-GB')}`,
    )
    .join('; ');
}

const show = (value: unknown) =>
  value === undefined ? '–' : typeof value === 'number' ? formatNumber(value) : String(value);

/** What a run is called in charts and tables: its method, and its letter when pinned. */
export function runLabel(description: BenchDescription, run: RunState, pins: readonly RunState[]): string {
  const method = description.methods[run.spec.method]?.label ?? run.spec.method;
  if (run.role === 'pin') return `${PIN_LETTERS[pins.indexOf(run)] ?? ''} ${method}`.trim();
  return run.role === 'ghost' ? `${method}, before` : method;
}

/** One line of what makes a run different from the defaults. */
export function runNote(description: BenchDescription, spec: RunSpec): string {
  const set = description.methods[spec.method]?.params ?? {};
  const branch = changesOf(description, spec);
  return [
    ...(branch ? [branch] : []),
    ...changed(set, spec.params).map(([id, value]) => `${set[id]?.symbol ?? set[id]?.label ?? id} ${show(value)}`),
  ]
    .slice(0, 3)
    .join(', ');
}

/** A label within a sentence: `Test loss` becomes `test loss`, `I(X;T)` and `KL` stay. */
export const inSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
