/** A wrong argument or file: one line naming it, its value and what is accepted; exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Arguments {
  readonly positional: readonly string[];
  /** `key=value` pairs in order. */
  readonly pairs: readonly (readonly [string, string])[];
  readonly options: Readonly<Record<string, string | true>>;
}

/** Splits arguments into `--option value`, `--flag`, `key=value` and the rest. */
export function readArguments(
  argv: readonly string[],
  withValue: readonly string[],
  flags: readonly string[],
): Arguments {
  const positional: string[] = [];
  const pairs: [string, string][] = [];
  const options: Record<string, string | true> = {};
  for (let k = 0; k < argv.length; k++) {
    const argument = argv[k]!;
    if (argument.startsWith('--')) {
      const [name = '', inline] = argument.slice(2).split(/=(.*)/s);
      if (flags.includes(name)) options[name] = true;
      else if (withValue.includes(name)) {
        const value = inline ?? argv[++k];
        if (value === undefined) throw new UsageError(`--${name} needs a value.`);
        options[name] = value;
      } else
        throw new UsageError(
          `--${name} is not an option; accepted are ${[...withValue, ...flags].map((one) => `--${one}`).join(' ')}.`,
        );
    } else if (/^[A-Za-z][A-Za-z0-9]*=/.test(argument))
      pairs.push([argument.slice(0, argument.indexOf('=')), argument.slice(argument.indexOf('=') + 1)]);
    else positional.push(argument);
  }
  return { positional, pairs, options };
}
