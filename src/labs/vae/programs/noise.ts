import type { Random } from '../../../math/random.ts';

/** Chance that can be played again: a branch is evaluated on the randomness that the other one used. */
export interface Noise {
  uniform(): number;
  normal(): number;
  /** Where the tape stands, and back to there. */
  mark(): number;
  rewind(to: number): void;
  /** Forgets the tape: a new sample begins. */
  clear(): void;
}

export function createNoise(random: Random): Noise {
  const tape: number[] = [];
  let at = 0;
  const uniform = (): number => {
    if (at === tape.length) tape.push(random());
    return tape[at++]!;
  };
  return {
    uniform,
    normal: () => {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      return radius * Math.cos(2 * Math.PI * uniform());
    },
    mark: () => at,
    rewind(to) {
      at = to;
    },
    clear() {
      tape.length = 0;
      at = 0;
    },
  };
}
