/**
 * What a parameter is, as plain data: one descriptor gives the slider, the link's check,
 * the command-line argument and the documentation.
 */
interface Described {
  readonly label: string;
  /** TeX-free mathematical symbol, e.g. `ε` or `N₁`. */
  readonly symbol?: string;
  readonly help?: string;
}

export interface NumberParam extends Described {
  readonly kind: 'number' | 'integer';
  readonly unit?: string;
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
  readonly default: number;
}

export interface ChoiceParam<Option extends string = string> extends Described {
  readonly kind: 'choice';
  readonly options: readonly Option[];
  readonly default: Option;
  /** Words for the reader, by option; an option without one is shown as it is written. */
  readonly optionLabels?: Readonly<Partial<Record<Option, string>>>;
}

export interface ToggleParam extends Described {
  readonly kind: 'toggle';
  readonly default: boolean;
}

export type Param = NumberParam | ChoiceParam | ToggleParam;
export type ParamSet = Readonly<Record<string, Param>>;
export type ParamValue = number | string | boolean;
export type ParamValues = Readonly<Record<string, ParamValue>>;

type ValueOf<P> = P extends NumberParam ? number : P extends ChoiceParam<infer O> ? O : boolean;
/** The values a parameter set takes, e.g. `{ eps: number; start: 'zeros' | 'unregularised' }`. */
export type Values<S extends ParamSet> = { readonly [K in keyof S]: ValueOf<S[K]> };

type NumberOptions = Omit<NumberParam, 'kind' | 'scale'> & { readonly scale?: 'linear' | 'log' };

export const number = (options: NumberOptions): NumberParam => ({ kind: 'number', scale: 'linear', ...options });
export const integer = (options: NumberOptions): NumberParam => ({ kind: 'integer', scale: 'linear', ...options });
export const choice = <const O extends string>(options: Omit<ChoiceParam<O>, 'kind'>): ChoiceParam<O> => ({
  kind: 'choice',
  ...options,
});
export const toggle = (options: Omit<ToggleParam, 'kind'>): ToggleParam => ({ kind: 'toggle', ...options });

export function defaults(set: ParamSet): ParamValues {
  return Object.fromEntries(Object.entries(set).map(([id, param]) => [id, param.default]));
}
