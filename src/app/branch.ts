import { MAX_PINS } from '../engine/link.ts';
import { MAX_CHANGES, type RunSpec, specKey } from '../engine/run-spec.ts';
import type { ParamValue, ParamValues } from '../params/descriptor.ts';
import { explorer, setParam, setSpec } from './stores/explorer.ts';
import { editedRun, runs } from './stores/runs.ts';

/** The values a run ends with: its own, and those it changes to on its way. */
export const valuesOf = ({ params, changes = [] }: RunSpec): ParamValues =>
  Object.assign({}, params, ...changes.map((one) => one.params));

/**
 * What a changed control means. Turned back to a step, a parameter that the method reads as it goes makes a branch
 * there: the run goes on from that step with the new value, and the run as it was stays as a pinned one. Anything else
 * makes a new run from its start. Returns a sentence when a branch was wished for and could not be had.
 */
export function changeParam(id: string, value: ParamValue): string | null {
  const { opened } = explorer.getState();
  const state = runs.getState();
  const run = editedRun(state);
  if (!opened || !run) return null;
  const { spec } = opened.explorer;
  const param = opened.description.methods[spec.method]!.params[id];
  const step = state.cursor;
  const before = spec.changes ?? [];
  const last = before.at(-1);
  if (step === null || step >= run.step) {
    if (last && Object.hasOwn(last.params, id))
      setSpec({ ...spec, changes: [...before.slice(0, -1), { ...last, params: { ...last.params, [id]: value } }] });
    else setParam(id, value);
    return null;
  }
  if (!param || !run.live.includes(id)) {
    setParam(id, value);
    const label = param?.label ?? id;
    return param
      ? `${label} is read when ${opened.description.methods[spec.method]!.label} starts, so this run begins at step 1 again, with the same seed. ${liveWords(run.live, opened.description.methods[spec.method]!.params)}`
      : `${label} belongs to the problem, so this run begins at step 1 again, with the same seed.`;
  }
  const kept = before.filter((change) => change.step < step);
  if (kept.length === MAX_CHANGES)
    return `A run branches at most ${MAX_CHANGES} times; nothing was changed. Restart from a pinned run.`;
  // While the reader drags on, the branch is the same one.
  const same = last?.step === step ? last.params : null;
  const pinned = opened.explorer.pins.some((pin) => specKey(pin) === specKey(spec));
  if (!same && !pinned && opened.explorer.pins.length >= MAX_PINS)
    return `A branch keeps the run it leaves as a pinned one, and ${MAX_PINS} are pinned already; unpin one first. Nothing was changed.`;
  setSpec({ ...spec, changes: [...kept, { step, params: { ...same, [id]: value } }] }, same ? null : spec);
  return null;
}

/** Which parameters a branch can change, in words. */
export function liveWords(
  live: readonly string[],
  params: Readonly<Record<string, { readonly label: string }>>,
): string {
  const names = live.flatMap((id) => (params[id] ? [params[id].label.toLowerCase()] : []));
  return names.length === 0
    ? 'This method reads no parameter after its start.'
    : `What it reads as it goes: ${names.join(', ')}.`;
}
