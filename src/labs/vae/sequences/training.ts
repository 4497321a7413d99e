import type { RunContext } from '../../../engine/bench.ts';
import { fillNormals } from '../../../math/fill-normals.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { createWorkspace, freeEnergy } from './free-energy.ts';
import type { Automaton, Generator as Trained } from './problem.ts';
import { arraysOf, recurrentWeights } from './recurrent-weights.ts';

/** Updates a step of the run takes. */
export const UPDATES = 10;

export const networkParams = {
  tau: number({
    label: 'Time constant',
    symbol: 'τ',
    min: 1,
    max: 8,
    default: 2,
    help: 'Steps over which a unit forgets; 1 forgets at once.',
  }),
  units: integer({ label: 'Deterministic units', min: 2, max: 32, default: 12 }),
  rate: number({ label: 'Learning rate', min: 1e-3, max: 0.1, default: 0.01, scale: 'log' }),
};

export interface Training {
  readonly latents: number;
  readonly w: number;
  readonly tau: number;
  readonly units: number;
  readonly rate: number;
}

/** Adam on all weights and all adaptive vectors together, which start at zero; every update sees all sequences. */
export function* train(problem: Automaton, given: Training, run: RunContext): Generator<Trained | undefined> {
  const { count, length } = problem;
  const { latents, tau, units } = given;
  const weights = recurrentWeights(units, latents, tau, run.random);
  const vectors = () => new Float64Array(length * count * latents);
  const adaptive = { mu: vectors(), sigma: vectors() };
  const space = createWorkspace(weights, problem);
  const all = (of: Pick<typeof space, 'weights' | 'adaptive'>) => [
    ...arraysOf(of.weights),
    of.adaptive.mu,
    of.adaptive.sigma,
  ];
  const adam = createOptimiser('adam', all({ weights, adaptive }));
  const slopes = all(space);
  const noise = vectors();
  const work = 3 * length * count * units * (units + 3 * latents + 1);
  for (let update = 1; ; update++) {
    const { w, rate } = given;
    fillNormals(run.noise, noise);
    freeEnergy(problem, weights, adaptive, w, noise, space);
    adam.step(slopes, rate);
    run.count('multiply-adds', work);
    yield update % UPDATES === 0 ? { weights, adaptive } : undefined;
  }
}
