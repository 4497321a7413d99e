import type { Param, ParamSet, ParamValue, ParamValues } from './descriptor.ts';

/** The shortest text that reads back as the same number: `1e-12`, `1200`, `0.05`. */
export function writeNumber(value: number): string {
  const plain = String(value);
  const exponential = value.toExponential().replace('e+', 'e');
  return exponential.length < plain.length ? exponential : plain;
}

export function writeValue(value: ParamValue): string {
  return typeof value === 'number' ? writeNumber(value) : String(value);
}

/** What a parameter accepts, in words: `1e-4 to 1`, `one of none, max`. */
export function accepts(param: Param): string {
  if (param.kind === 'choice') return `one of ${param.options.join(', ')}`;
  if (param.kind === 'toggle') return 'true or false';
  const range = `${writeNumber(param.min)} to ${writeNumber(param.max)}`;
  return param.kind === 'integer' ? `a whole number from ${range}` : `a number from ${range}`;
}

export type Reading =
  | { readonly ok: true; readonly value: ParamValue }
  /** `value` is the nearest accepted value when the text was a number, the default otherwise. */
  | { readonly ok: false; readonly value: ParamValue; readonly reason: string };

/** The number that was given, as text or as itself (a typographic minus counts); NaN for anything else. Never throws. */
export function asNumber(given: unknown): number {
  if (typeof given === 'number') return given;
  const text = typeof given === 'string' ? given.trim().replaceAll('−', '-') : '';
  return text === '' ? Number.NaN : Number(text);
}

/** Reads a parameter from text or from a value of unknown type. Never throws. */
export function readValue(param: Param, given: unknown): Reading {
  const refuse = (value: ParamValue, reason: string): Reading => ({ ok: false, value, reason });
  if (param.kind === 'toggle') {
    if (given === true || given === 'true' || given === '1') return { ok: true, value: true };
    if (given === false || given === 'false' || given === '0') return { ok: true, value: false };
    return refuse(param.default, `must be ${accepts(param)}`);
  }
  if (param.kind === 'choice') {
    const found = param.options.find((option: string) => option === given);
    return found === undefined ? refuse(param.default, `must be ${accepts(param)}`) : { ok: true, value: found };
  }
  const value = asNumber(given);
  if (!Number.isFinite(value)) return refuse(param.default, `must be ${accepts(param)}`);
  if (value < param.min) return refuse(param.min, `is below ${writeNumber(param.min)}; accepted is ${accepts(param)}`);
  if (value > param.max) return refuse(param.max, `is above ${writeNumber(param.max)}; accepted is ${accepts(param)}`);
  if (param.kind === 'integer' && !Number.isInteger(value)) {
    return refuse(Math.round(value), `must be ${accepts(param)}`);
  }
  return { ok: true, value };
}

/** The named values that differ from the defaults of the set, in the order of the set. */
export function changed(set: ParamSet, values: ParamValues): [string, ParamValue][] {
  return Object.entries(set).flatMap(([id, param]) => {
    const value = values[id];
    return value === undefined || value === param.default ? [] : [[id, value] as [string, ParamValue]];
  });
}

/** Position of a value on its slider, 0 to 1. */
export function toPosition(param: { min: number; max: number; scale: 'linear' | 'log' }, value: number): number {
  const [low, high, at] =
    param.scale === 'log' ? [Math.log(param.min), Math.log(param.max), Math.log(value)] : [param.min, param.max, value];
  return high === low ? 0 : Math.min(1, Math.max(0, (at - low) / (high - low)));
}

/** The value at a slider position, rounded to three significant digits (whole for integers) and kept in range. */
export function fromPosition(
  param: { kind: 'number' | 'integer'; min: number; max: number; scale: 'linear' | 'log' },
  position: number,
): number {
  const raw =
    param.scale === 'log'
      ? Math.exp(Math.log(param.min) + position * (Math.log(param.max) - Math.log(param.min)))
      : param.min + position * (param.max - param.min);
  const rounded = param.kind === 'integer' ? Math.round(raw) : Number(raw.toPrecision(3));
  return Math.min(param.max, Math.max(param.min, rounded));
}
