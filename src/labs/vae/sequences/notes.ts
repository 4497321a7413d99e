import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  pvRnn: {
    idea: [
      'A recurrent network draws a latent at every step, from a prior that depends on its own state. In training each sequence has a posterior of its own: no encoder, only numbers added to the prior, found by sending prediction errors back through time.',
      'One weight decides what is learned. Where the KL is cheap every sequence is stored in its own numbers and the prior learns little; where it is dear the network does without choices; in between it finds out what is certain and what is chance.',
    ],
    equations: [
      {
        tex: String.raw`p_t=\mathcal N\big(\tanh m_t,\ e^{2s_t}\big),\qquad m_t=W_{pm}d_{t-1}+b,\quad s_t=W_{ps}d_{t-1}+b`,
        says: 'The prior; at the first step N(0, I).',
      },
      {
        tex: String.raw`q_t=\mathcal N\big(\tanh(m_t+a^\mu_t),\ e^{2(s_t+a^\sigma_t)}\big)`,
        says: 'The posterior shares its weights; a is free, for every step of every sequence.',
      },
      {
        tex: String.raw`h_t=\big(1-\tfrac1\tau\big)h_{t-1}+\tfrac1\tau\big(W_{dd}d_{t-1}+W_{dz}z_t+b\big)`,
        says: 'Leaky units; d = tanh h.',
      },
      { tex: String.raw`\hat x_t=\tanh(W_{xd}d_t+b)`, says: 'The prediction.' },
      {
        tex: String.raw`\sum_t\Big[\tfrac12\|x_t-\hat x_t\|^2+\tfrac{w}{n_z}\,\mathrm{KL}(q_t\,\|\,p_t)\Big]`,
        says: 'The loss of a sequence; w is the meta-prior.',
      },
    ],
    pseudocode: [
      'a ← 0; weights at random',
      'run every training sequence through with z drawn from the posterior',
      'send errors and the KL back through all steps, to the weights and to a',
      'a step of Adam on both; repeat',
      'to generate: the same with z from the prior',
    ],
    tries: [
      { text: 'A cheap KL: sequences are known by heart, free runs break the rule.', set: { w: 0.003 } },
      { text: 'In between.', set: { w: 0.3 } },
      { text: 'A dear KL: every free run is the same.', set: { w: 3 } },
      { text: 'A rarer branch.', set: { w: 0.3, probability: 0.9 } },
    ],
    look: [
      'At w = 0.3 the first two columns of three are nearly all ink and no ink in the free runs, the third mixed; a smaller w lets the first two waver.',
      'With w in between, the KL is paid at the third phase only.',
    ],
    source: source('pv-rnn'),
  },
  deterministicRnn: {
    idea: [
      'The network without latents. It starts every sequence in the same state, so it can only learn one answer for each step: where the sequences differ, their mean.',
    ],
    equations: [
      {
        tex: String.raw`\hat x_t\to\mathbb E[x_t]`,
        says: 'What the squared error asks for where nothing is known: 2p − 1 at the third phase.',
      },
    ],
    pseudocode: ['run through', 'send errors back through all steps', 'a step of Adam; repeat'],
    tries: [{ text: 'Units that forget at once.', set: { tau: 1 } }],
    look: [
      'All rows of the free runs are alike, and the third column is grey.',
      'After the training length nothing holds the period: there the run goes astray.',
    ],
    source: source('deterministic-rnn'),
  },
};
