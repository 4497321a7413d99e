import type { RunContext } from '../../../engine/bench.ts';
import {
  backward,
  createGradients,
  createMlp,
  createTape,
  forward,
  type Mlp,
  parametersOf,
} from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { integer, number, type Values } from '../../../params/descriptor.ts';
import { createFittingTerm, type LossTerm } from './fitting-term.ts';
import { createGapTerm } from './gap-term.ts';
import type { LearntMap, MapProblem } from './problem.ts';

/** What both ways of training have. */
export const trainingParams = {
  epsFit: number({
    label: 'Blur of the fit',
    symbol: 'ε′',
    min: 0.01,
    max: 1,
    default: 0.1,
    scale: 'log',
    help: 'ε of the Sinkhorn divergence, as a share of the mean squared distance within the target.',
  }),
  width: integer({ label: 'Width of the network', min: 16, max: 128, default: 64, scale: 'log' }),
  rate: number({ label: 'Learning rate', min: 1e-4, max: 1e-2, default: 1e-3, scale: 'log' }),
};

interface Penalty {
  /** λ, what a unit of gap costs. */
  readonly weight: number;
  /** ε of the gap, as a share of the mean cost between source and target. */
  readonly eps: number;
}

/** Sweeps of each plan in the first step, and in later ones, which start from the potentials of the step before. */
const FIRST_SWEEPS = 240;
const SWEEPS = 12;
/** Rows that points of a picture are carried in. */
const ROWS = 512;

/** Trains T_θ on the whole samples by Adam: the Sinkhorn divergence of its image to the target and, where given, its gap. */
export function* trainMap(
  problem: MapProblem,
  given: Values<typeof trainingParams>,
  penalty: Penalty | null,
  run: RunContext,
): Generator<LearntMap | undefined> {
  const { source, target, cost, fitScale, gapScale } = problem;
  const { epsFit, width } = given;
  const n = source.length / 2;
  const net = createMlp([2, width, width, width, 2], 'gelu', run.random, 'uniform');
  const tape = createTape(net, n);
  const gradients = createGradients(net);
  const slopes = parametersOf(gradients);
  const optimiser = createOptimiser('adam', parametersOf(net));
  const weights = net.weights.reduce((sum, w) => sum + w.length, 0);
  const fitting = createFittingTerm(target, n, epsFit * fitScale);
  const gap = penalty && createGapTerm(source, cost, penalty.eps * gapScale);
  const push = new Float64Array(2 * n);
  const apply = applying(net);

  let image = forward(net, source, n, tape);
  for (let first = true; ; first = false) {
    const solve = (term: LossTerm) =>
      run.count('sinkhorn', first ? term.start(image, FIRST_SWEEPS) : term.update(image, SWEEPS));
    push.fill(0);
    solve(fitting);
    fitting.addGradient(image, 1, push);
    yield undefined;
    if (gap) {
      solve(gap);
      gap.addGradient(image, penalty.weight, push);
      yield undefined;
    }
    backward(net, source, n, tape, push, gradients);
    optimiser.step(slopes, given.rate);
    image = forward(net, source, n, tape);
    run.count('network', 3 * n * weights);
    yield { image, apply };
  }
}

/** The network on any points, which leaves the tape of the training alone. */
function applying(net: Mlp): LearntMap['apply'] {
  const tape = createTape(net, ROWS);
  return (points) => {
    const out = new Float64Array(points.length);
    for (let from = 0; from < points.length; from += 2 * ROWS) {
      const part = points.subarray(from, from + 2 * ROWS);
      out.set(forward(net, part, part.length / 2, tape).subarray(0, part.length), from);
    }
    return out;
  };
}
