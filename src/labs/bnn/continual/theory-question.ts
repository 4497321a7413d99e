import type { Breathing } from '../../../math/breaths.ts';
import {
  errorOfOverlap,
  type FirstSaddle,
  firstTaskTheory,
  SECOND_SITES,
  type SecondSaddle,
  SITES,
  secondTaskTheory,
} from '../../../math/replica-perceptron.ts';
import type { Learned, TaskStream } from './problem.ts';
import { theoryWeight } from './theory-table.ts';

/** Inverse temperature of the theory. */
const BETA_HAT = 20;
/** Saddle-point iterations in one answer: a tenth of a second or two. */
const ITERATIONS = 12;

export interface TheoryAnswer {
  /** Whether there is a theory for the run at all, and whether it is solved. */
  readonly known: boolean;
  readonly done: boolean;
  readonly iterations: number;
  /** ε₁ after task 1, ε₁ and ε₂ after task 2; NaN while unsolved. */
  readonly errors: Float64Array;
  /** Overlaps of sign m with teacher 1 after task 1, and with both after task 2. */
  readonly overlaps: Float64Array;
  /** Densities of W⁽¹⁾ m after each task. */
  readonly places: readonly Float64Array[];
  readonly densities: readonly Float64Array[];
}

interface Work {
  readonly solve: Breathing<{ first: FirstSaddle; second: SecondSaddle }>;
  readonly found: { first: FirstSaddle | null };
  second: SecondSaddle | null;
  iterations: number;
}

const works = new WeakMap<TaskStream, Map<number, Work>>();

function begin({ teachers }: TaskStream, gamma: number): Work {
  const [alpha1, alpha2] = teachers!.ratios as [number, number];
  const found: { first: FirstSaddle | null } = { first: null };
  function* solve(): Breathing<{ first: FirstSaddle; second: SecondSaddle }> {
    const first = yield* firstTaskTheory({ alpha: alpha1, betaHat: BETA_HAT, gamma });
    found.first = first;
    const setting = { alpha: alpha2, betaHat: BETA_HAT, gamma, teacherOverlap: teachers!.overlap, firstGamma: gamma };
    return { first, second: yield* secondTaskTheory({ ...setting, first }) };
  }
  return { solve: solve(), found, second: null, iterations: 0 };
}

/** What replica theory says of a run with teachers: solved a few iterations an answer, and kept. */
export function askTheory(stream: TaskStream, learned: Learned): Readonly<Record<string, unknown>> {
  const gamma = theoryWeight(learned);
  if (!stream.teachers || gamma === null) return { ...nothing, errors: nans(), overlaps: nans() };
  let own = works.get(stream);
  if (!own) {
    own = new Map();
    works.set(stream, own);
  }
  let work = own.get(gamma);
  if (!work) {
    work = begin(stream, gamma);
    own.set(gamma, work);
  }
  for (let k = 0; k < ITERATIONS && !work.second; k++) {
    const next = work.solve.next();
    work.iterations++;
    if (next.done) work.second = next.value.second;
  }
  const { second } = work;
  const { first } = work.found;
  const overlaps = [first?.overlap, second?.overlapFirst, second?.overlapSecond].map((one) => one ?? Number.NaN);
  return {
    known: true,
    done: second !== null,
    iterations: work.iterations,
    overlaps: Float64Array.from(overlaps),
    errors: Float64Array.from(overlaps, errorOfOverlap),
    places: [...(first ? [SITES.nodes.slice()] : []), ...(second ? [SECOND_SITES.nodes.slice()] : [])],
    densities: [...(first ? [first.marginal.slice()] : []), ...(second ? [second.marginal.slice()] : [])],
  } satisfies TheoryAnswer;
}

const nans = () => new Float64Array(3).fill(Number.NaN);
const nothing = { known: false, done: true, iterations: 0, places: [], densities: [] } as const;
