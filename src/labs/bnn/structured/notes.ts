import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  groupEnvelope: {
    idea: [
      'How many neurons are to stay is known beforehand; which ones is not. Counting them is not convex. The envelope is the tightest convex function below ½‖w‖² on networks with at most k neurons, so its minimisers lean towards exactly those.',
      'Its proximal map has a closed form up to one number, found by bisection: neurons in the race share a budget of k, those with a share of 0 are gone.',
    ],
    equations: [
      {
        tex: String.raw`S_k(x)=\tfrac12\min\Big\{\sum_g\frac{\|x_g\|^2}{u_g}:\ 0\le u_g\le1,\ \sum_gu_g\le k\Big\}`,
        says: 'Half the squared norm where at most k groups are not zero; more elsewhere.',
      },
      {
        tex: String.raw`\operatorname{prox}_{\lambda S_k}(v)_g=v_g\,\frac{u_g}{u_g+\lambda},\qquad u_g=\operatorname{clip}(\eta\|v_g\|-\lambda,0,1),\ \sum_gu_g=k`,
        says: 'One scalar η a layer and step.',
      },
    ],
    pseudocode: [
      'a step of gradient descent on a batch',
      'norms of the neurons of every hidden layer; η by bisection',
      'shrink every neuron by u / (u + ηλ)',
      'after two thirds: keep the k longest, take the others out, train on without the envelope',
    ],
    tries: [
      { text: 'Ten neurons.', set: { k: 10 } },
      { text: 'A strong envelope leaves about k by itself, and costs accuracy.', set: { strength: 0.5 } },
      { text: 'Never take neurons out.', set: { fineTune: 0 } },
    ],
    look: ['The lengths form a cliff before the cut.', 'Accuracy of k neurons alone is close to that of all.'],
    source: source('group-envelope'),
  },
  groupLasso: {
    idea: [
      'Every neuron is shortened by the same length at every step. Short ones vanish; how many is found out afterwards.',
    ],
    equations: [
      {
        tex: String.raw`v_g\,\Big(1-\frac{\eta\lambda}{\|v_g\|}\Big)_+`,
        says: 'The proximal map of the sum of norms.',
      },
    ],
    pseudocode: [
      'a step of gradient descent',
      'shorten every neuron by ηλ',
      'after two thirds: keep the k longest and fine-tune',
    ],
    tries: [{ text: 'Stronger.', set: { lassoStrength: 0.1 } }],
    look: ['Lengths fall evenly: no cliff.'],
    source: source('group-lasso'),
  },
  magnitude: {
    idea: ['Train, keep the k neurons with the longest weights, train on.'],
    equations: [{ tex: String.raw`\arg\max_{|S|=k}\ \sum_{g\in S}\|w_g\|`, says: 'Who stays.' }],
    pseudocode: ['gradient descent', 'after two thirds: keep the k longest and fine-tune'],
    tries: [{ text: 'Ten neurons.', set: { k: 10 } }],
    look: ['A deep fall at the cut, and a recovery.'],
    source: source('magnitude'),
  },
  progressiveGradientFlow: {
    idea: [
      'Hardware can skip zeros when N of every M consecutive weights are left. Cut at once, the masked weights keep receiving gradients that say little. Let them fade instead, or tighten the pattern in stages.',
    ],
    equations: [
      {
        tex: String.raw`\tilde W=W\odot\big(\mathcal M+(1-\mathcal M)\,b_t\big),\qquad b_t=\beta^{\,s_t}\ \text{or}\ 1-(1-\beta)s_t`,
        says: 'Mask decay: s runs from 0 to 1; the gradient passes unchanged.',
      },
      {
        tex: String.raw`M{-}1{:}M\ \to\ \tfrac M2{:}M\ \to\ \tfrac M4{:}M\ \to\cdots\to\ N{:}M`,
        says: 'Structure decay, in equal frames.',
      },
    ],
    pseudocode: [
      'dense for a tenth of the training',
      'every batch: mask of the N largest of M; forward with softened weights',
      'the gradient goes to all weights, masked ones too',
      'a hard mask for the last tenth',
    ],
    tries: [
      { text: 'Tighten the pattern in stages.', set: { scheme: 'stepwise' } },
      { text: 'Cut at once.', set: { scheme: 'straightThrough' } },
      { text: 'Two of four: hardly a loss.', set: { N: 2, M: '4' } },
    ],
    look: ['Flips of the mask die out.', 'At this size fading gains nothing over cutting.'],
    source: source('progressive-gradient-flow'),
  },
  dense: {
    idea: ['The same network with all of its weights.'],
    equations: [{ tex: String.raw`\min_W\ -\mathbb E\log p(y\mid x,W)`, says: 'Nothing else.' }],
    pseudocode: ['Adam on batches'],
    tries: [{ text: 'Half the width.', set: { width: 50 } }],
    look: ['What the others may lose at most.'],
    source: source('dense'),
  },
};
