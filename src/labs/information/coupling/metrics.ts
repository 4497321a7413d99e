import type { Metric } from '../../../engine/bench.ts';
import { entropy, measureChain } from './measure-chain.ts';
import type { Chain, Marginals } from './problem.ts';

type Measured = Metric<Marginals, Chain>;

const informationXY: Measured = {
  label: 'I(X;Y)',
  symbol: 'I(X;Y)',
  unit: 'bits',
  scale: 'linear',
  better: 'higher',
  help: 'What Y says about X through the chain; masses not placed yet count as coupled independently.',
  measure: (_, chain) => measureChain(chain).informationXY,
};

const jointEntropy: Measured = {
  label: 'Coupling entropy',
  unit: 'bits',
  scale: 'linear',
  better: 'lower',
  help: 'H(T,Y) of the coupling, T = X without a bottleneck; masses not placed yet count as coupled independently.',
  measure: (_, chain) => measureChain(chain).couplingEntropy,
};

const excess: Measured = {
  label: 'Above the lower bound',
  unit: 'bits',
  scale: 'linear',
  better: 'lower',
  help: 'H(T,Y) minus the entropy of the largest law that both marginals majorise, which no coupling can beat. Greedy coupling stays within log₂(e)/e ≈ 0.53 bit of the optimum.',
  measure: (_, chain) => {
    const { couplingEntropy, lowerBound } = measureChain(chain);
    return couplingEntropy - lowerBound;
  },
};

const informationXT: Measured = {
  label: 'I(X;T)',
  symbol: 'I(X;T)',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'What the code says about X; equal to H(T) for the deterministic codes here.',
  measure: (_, chain) => measureChain(chain).informationXT,
};

const entropyT: Measured = {
  label: 'H(T)',
  symbol: 'H(T)',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'Entropy of the code; at most R once the encoder is done.',
  measure: (_, chain) => measureChain(chain).entropyT,
};

const rateLeft: Measured = {
  label: 'R − H(T)',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'Rate the code does not use, once the encoder is done; negative if it broke the bound.',
  measure: (_, chain) =>
    chain.rate === null || chain.phase === 'Encoder' ? Number.NaN : chain.rate - measureChain(chain).entropyT,
};

const slack: Measured = {
  label: 'Slack of the encoder’s bound',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'h(p₂) − (min(R, H(X)) − I(X;T)), p₂ the second largest mass of p, once the encoder is done: the greedy encoder is never below 0.',
  measure: (_, chain) => {
    if (chain.rate === null || chain.phase === 'Encoder') return Number.NaN;
    const { informationXT: kept } = measureChain(chain);
    const reach = Math.min(chain.rate, entropy(chain.couple.p));
    const second = chain.couple.p.slice().sort().at(-2) ?? 0;
    return entropy(Float64Array.of(second, 1 - second)) - (reach - kept);
  },
};

const accuracy: Measured = {
  label: 'Accuracy',
  scale: 'linear',
  better: null,
  help: 'Mass that the most probable X given Y gets right.',
  measure: (_, chain) => measureChain(chain).accuracy,
};

const marginalError: Measured = {
  label: 'Marginal error',
  scale: 'log',
  better: 'lower',
  help: 'Σ|P1 − p| + Σ|Pᵀ1 − q| of the joint masses of X and Y: 0 to rounding at every step.',
  measure: (_, chain) => measureChain(chain).marginalError,
};

const left: Measured = {
  label: 'Mass not placed',
  scale: 'linear',
  better: null,
  help: '1 at the start, 0 when the coupling is done.',
  measure: (_, chain) => measureChain(chain).left,
};

const cells: Measured = {
  label: 'Cells in use',
  scale: 'linear',
  better: null,
  help: 'Cells of the coupling of T and Y with mass placed in them; at most letters of T + letters of Y − 1 for greedy coupling.',
  measure: (_, chain) => new Set(chain.places.map(({ t, y }) => t * chain.leftY.length + y)).size,
};

export const metrics = {
  informationXY,
  jointEntropy,
  excess,
  informationXT,
  entropyT,
  rateLeft,
  slack,
  accuracy,
  marginalError,
  left,
  cells,
};
