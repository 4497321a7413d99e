import { BREATH, type Breathing } from './breaths.ts';
import { fillNormals } from './fill-normals.ts';
import type { Random } from './random.ts';

/** U(θ) = −log of a density, up to a constant. */
export interface Potential {
  /** Numbers in θ. */
  readonly size: number;
  /** Elementary operations of one evaluation. */
  readonly cost: number;
  /** U at a position; its gradient overwrites `gradient`. */
  evaluate(position: Float64Array, gradient: Float64Array): number;
}

export interface HamiltonianOptions {
  /** ε to begin with. */
  readonly stepSize: number;
  /** L, leapfrog steps a trajectory. */
  readonly steps: number;
  readonly random: Random;
  /** How fast ln ε moves while it adapts; 0.05 where left out. */
  readonly gain?: number;
}

/** Chains that share a step size. What it holds is changed by every trajectory. */
export interface HamiltonianChains {
  readonly count: number;
  /** count × size. */
  readonly positions: Float64Array;
  /** U of every chain. */
  readonly energies: Float64Array;
  readonly stepSize: number;
  /** Share of chains that accepted the last trajectory, and the mean chance with which they did. */
  readonly accepted: number;
  readonly acceptance: number;
  /** One trajectory of every chain; where asked, the step size is moved afterwards. */
  trajectory(adapt: boolean): Breathing<void>;
}

/** Acceptance that the step size is moved towards, and how fast its logarithm moves unless told. */
const TARGET = 0.8;
const GAIN = 0.05;

/**
 * L leapfrog steps of unit mass, in place: half a kick, then drifts and kicks of which the last is halved. `gradient`
 * holds ∇U at the position, before and after. Returns U at the end.
 */
export function leapfrog(
  potential: Potential,
  position: Float64Array,
  momentum: Float64Array,
  gradient: Float64Array,
  stepSize: number,
  steps: number,
): number {
  let energy = Number.NaN;
  kick(momentum, gradient, stepSize / 2);
  for (let step = 1; step <= steps; step++) {
    for (let k = 0; k < position.length; k++) position[k] = position[k]! + stepSize * momentum[k]!;
    energy = potential.evaluate(position, gradient);
    kick(momentum, gradient, step < steps ? stepSize : stepSize / 2);
  }
  return energy;
}

function kick(momentum: Float64Array, gradient: Float64Array, by: number): void {
  for (let k = 0; k < momentum.length; k++) momentum[k] = momentum[k]! - by * gradient[k]!;
}

const kinetic = (momentum: Float64Array): number => {
  let sum = 0;
  for (let k = 0; k < momentum.length; k++) sum += momentum[k]! * momentum[k]!;
  return sum / 2;
};

/**
 * Hamiltonian Monte Carlo (Duane et al. 1987; Neal 2011) of several chains: fresh momenta N(0, I), L leapfrog steps,
 * accepted with chance min(1, exp(−ΔH)); where ΔH is not a number the chain stays. While it adapts,
 * ln ε ← ln ε + gain · (ā − 0.8), ā the mean chance over the chains. `start` is chains × size, and is not changed.
 */
export function createHamiltonianChains(
  potential: Potential,
  start: Float64Array,
  { stepSize: first, steps, random, gain = GAIN }: HamiltonianOptions,
): HamiltonianChains {
  const { size } = potential;
  if (!(first > 0)) throw new RangeError(`stepSize is ${first}; it must be positive`);
  if (!(Number.isInteger(steps) && steps >= 1)) throw new RangeError(`steps is ${steps}; it must be 1 or more`);
  if (start.length === 0 || start.length % size !== 0)
    throw new RangeError(`start has ${start.length} numbers; it must be rows of ${size}`);
  const count = start.length / size;
  const positions = start.slice();
  const gradients = new Float64Array(count * size);
  const rowOf = (rows: Float64Array, c: number) => rows.subarray(c * size, (c + 1) * size);
  const energies = Float64Array.from({ length: count }, (_, c) =>
    potential.evaluate(rowOf(positions, c), rowOf(gradients, c)),
  );
  const [position, momentum, gradient] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let [stepSize, accepted, acceptance] = [first, 0, 0];

  /** One trajectory of chain c: the chance with which it was accepted, and whether it was. */
  const move = (c: number): { chance: number; taken: boolean } => {
    position.set(rowOf(positions, c));
    gradient.set(rowOf(gradients, c));
    fillNormals(random, momentum);
    const before = energies[c]! + kinetic(momentum);
    const energy = leapfrog(potential, position, momentum, gradient, stepSize, steps);
    const change = energy + kinetic(momentum) - before;
    const chance = Number.isNaN(change) ? 0 : Math.min(1, Math.exp(-change));
    const taken = random() < chance;
    if (taken) {
      rowOf(positions, c).set(position);
      rowOf(gradients, c).set(gradient);
      energies[c] = energy;
    }
    return { chance, taken };
  };

  return {
    count,
    positions,
    energies,
    get stepSize() {
      return stepSize;
    },
    get accepted() {
      return accepted;
    },
    get acceptance() {
      return acceptance;
    },
    *trajectory(adapt) {
      let [sum, taken, work] = [0, 0, 0];
      for (let c = 0; c < count; c++) {
        const moved = move(c);
        sum += moved.chance;
        if (moved.taken) taken++;
        work += steps * potential.cost;
        if (work > BREATH && c + 1 < count) {
          work = 0;
          yield undefined;
        }
      }
      acceptance = sum / count;
      accepted = taken / count;
      if (adapt) stepSize *= Math.exp(gain * (acceptance - TARGET));
    },
  };
}
