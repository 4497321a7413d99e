import { ProblemError, type RunContext } from '../../../../engine/bench.ts';
import type { Mlp } from '../../../../math/mlp.ts';
import { choice, integer, number } from '../../../../params/descriptor.ts';
import { type Frame, geometricFrames, maskNm, softened, stepwiseFrames } from '../nm-pattern.ts';
import { createPatternWatch } from '../pattern-watch.ts';
import { method, type SparseClassification, type Structured } from '../problem.ts';
import { adamParams, type TrainingValues, trainNetwork } from '../train-network.ts';

const SCHEMES = ['exponentialDecay', 'linearDecay', 'stepwise', 'geometric', 'straightThrough', 'srSte'] as const;
/** How strongly the sparse-refined gradient pulls masked weights to zero. */
const REFINED = 2e-4;

/** Share of the decay that is over at a step, with dense training before and a hard mask after. */
const progress = (step: number, steps: number, dense: number): number =>
  Math.min(1, Math.max(0, (step / steps - dense) / Math.max(1e-9, 0.9 - dense)));

/**
 * Training towards N of every M consecutive weights, in which masked weights fade or the pattern tightens, rather than being cut.
 *
 * Source   Bambhaniya et al. 2024, arXiv 2402.04744: mask decay and structure decay; straight-through: Bengio et al. 2013; the
 *          sparse-refined estimator: Zhou et al. 2021.
 * Solves   min of the cross-entropy over hidden layers with an N:M pattern; the gradient passes the mask unchanged.
 * Cost     a step of Adam, and a mask a batch.
 * Rate     that of Adam.
 * Needs    M that divides the number of incoming weights.
 * Fails    with gradients of masked weights that are mostly noise, at high sparsity.
 * Departs  on a small network of dense layers in place of a transformer; a geometric frame whose runs are longer than a neuron
 *          is left out.
 */
export const progressiveGradientFlow = method({
  label: 'Progressive gradient flow',
  source: 'Bambhaniya et al. 2024, arXiv 2402.04744',
  precision: 'float64',
  params: {
    scheme: choice({ label: 'Scheme', options: SCHEMES, default: 'exponentialDecay' }),
    N: integer({ label: 'Weights kept of a run', symbol: 'N', min: 1, max: 8, default: 1 }),
    M: choice({ label: 'Length of a run', symbol: 'M', options: ['2', '4', '8', '16', '32'], default: '16' }),
    residue: number({
      label: 'Left at the end of the decay',
      min: 1e-4,
      max: 0.5,
      default: 0.007,
      scale: 'log',
      help: 'What masked weights are multiplied by at 90 % of the training; after that, by 0.',
    }),
    dense: number({ label: 'Dense at first', min: 0, max: 0.8, default: 0.1, help: 'Share of the training.' }),
    ...adamParams,
  },
  solve: (problem, params, run) => {
    const [N, M] = [params.N, Number(params.M)];
    if (N > M) throw new ProblemError(`${N} weights cannot stay in runs of ${M}; N must be at most M.`);
    const uneven = problem.sizes.slice(0, -2).find((inputs) => inputs % M !== 0);
    if (uneven !== undefined)
      throw new ProblemError(
        `A neuron with ${uneven} incoming weights cannot be cut into runs of ${M}; choose a width that ${M} divides, or one hidden layer.`,
      );
    return flow(problem, params, run);
  },
});

interface FlowValues extends TrainingValues {
  readonly scheme: (typeof SCHEMES)[number];
  readonly N: number;
  readonly M: string;
  readonly residue: number;
  readonly dense: number;
}

function* flow(problem: SparseClassification, given: FlowValues, run: RunContext): Generator<Structured | undefined> {
  const { N, epochs } = given;
  const M = Number(given.M);
  const hidden = problem.sizes.length - 2;
  const layout = (l: number) => ({ inputs: problem.sizes[l]!, outputs: problem.sizes[l + 1]! });
  const divides = ([, m]: Frame) => problem.sizes.slice(0, hidden).every((inputs) => inputs % m === 0);
  const frames = { stepwise: stepwiseFrames(N, M), geometric: geometricFrames(N, M).filter(divides) };
  const watch = createPatternWatch(problem.sizes);
  let computing: Mlp | null = null;
  let softness = 1;
  let frame: Frame = [N, M];
  const soften = (done: number, step: number, steps: number): void => {
    frame = [N, M];
    const { scheme, residue, dense } = given;
    softness = step / steps < dense ? 1 : 0;
    if (softness === 1 || done >= 1) return;
    if (scheme === 'exponentialDecay') softness = residue ** done;
    else if (scheme === 'linearDecay') softness = 1 - (1 - residue) * done;
    else if (scheme === 'stepwise' || scheme === 'geometric') {
      const all = frames[scheme];
      frame = all[Math.min(all.length - 1, Math.floor(done * all.length))] ?? [N, M];
    }
  };
  const effective = (network: Mlp, step: number, steps: number): Mlp => {
    computing ??= { ...network, weights: network.weights.map((W) => W.slice()) };
    soften(progress(step, steps, given.dense), step, steps);
    network.weights.forEach((W, l) => {
      const out = computing!.weights[l]!;
      if (l >= hidden) out.set(W);
      else {
        maskNm(W, layout(l), frame[0], frame[1], watch.masks[l]!);
        softened(W, watch.masks[l]!, softness, out);
      }
    });
    watch.masked();
    return computing;
  };
  const bend = (gradients: readonly Float64Array[], network: Mlp) => {
    watch.saw(gradients);
    if (given.scheme !== 'srSte' || softness === 1) return;
    for (let l = 0; l < hidden; l++) {
      const [g, W, mask] = [gradients[l]!, network.weights[l]!, watch.masks[l]!];
      for (let i = 0; i < g.length; i++) if (mask[i] === 0) g[i] = g[i]! + REFINED * W[i]!;
    }
  };
  for (const state of trainNetwork(problem, given, { effective, bend }, run)) {
    if (!state) {
      yield undefined;
      continue;
    }
    const { epoch, loss, network } = state;
    // The last update came after the last mask: what is left computes with masks of its own weights.
    const shown = effective(network, Math.ceil((epoch / epochs) * 1e6), 1e6);
    const { flips, gradientNoise } = watch.report();
    const pattern = { N: frame[0], M: frame[1], masks: watch.masks, softness, flips, gradientNoise };
    yield { network: shown, epoch, loss, k: Math.max(...problem.sizes), pattern };
  }
}
