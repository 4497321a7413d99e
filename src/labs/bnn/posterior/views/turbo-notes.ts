import type { MethodNotes } from '../../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('../solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`../solvers/${file}.ts`]!();

/** Notes of the method that infers a structured support, and of the reference posterior. */
export const turboNotes: Readonly<Record<string, MethodNotes>> = {
  turboVbi: {
    idea: [
      'A weight that is not needed should be held at zero, and one that is needed left alone. So each weight has a precision of its own, each precision one of two priors, and a binary support says which. Supports of neighbours in a row or column of the matrix hang together: the prior wants runs of active weights, because patches are what hardware can skip.',
      'Inference takes turns. Module A looks at the data and treats weights as independent, given messages. Module B passes messages forward and backward along the chains. Each hands the other only what is new, as in a turbo decoder.',
    ],
    equations: [
      {
        tex: String.raw`w_n\sim\mathcal N(0,1/\rho_n),\quad\rho_n\sim\Gamma(a,b)^{s_n}\,\Gamma(\bar a,\bar b)^{1-s_n},\quad P(s_{k+1}\mid s_k):\ p_{01},\,p_{10}`,
        says: 'The prior; b is about the square of an active weight, b̄ that of one not needed.',
      },
      {
        tex: String.raw`\langle\rho\rangle=\frac{\tilde\pi a+(1-\tilde\pi)\bar a+\frac12}{\tilde\pi b+(1-\tilde\pi)\bar b+\frac12(\mu^2+\sigma^2)}`,
        says: 'Precisions in closed form (1).',
      },
      {
        tex: String.raw`\ell=\big[a\ln b-\ln\Gamma(a)+(a-1)\langle\ln\rho\rangle-b\langle\rho\rangle\big]-\big[\bar a\ldots\bar b\big],\qquad\tilde\pi=\mathrm{sigmoid}(\ell+\mathrm{logit}\,\pi)`,
        says: 'Support in closed form (2): the weight’s evidence and the message of the others.',
      },
      {
        tex: String.raw`-\frac1B\sum\ln p(y\mid x,w)+\frac\tau N\sum_n\Big[\tfrac12\langle\rho_n\rangle(\mu_n^2+\sigma_n^2)-\ln\sigma_n\Big]`,
        says: 'Weights by gradient steps (3).',
      },
      {
        tex: String.raw`f_{k+1}\propto(f_k\odot e_k)T,\qquad b_k\propto T(b_{k+1}\odot e_{k+1}),\qquad\pi_k\propto f_k\odot b_k`,
        says: 'Along a chain: forward, backward, and what the others say.',
      },
    ],
    pseudocode: [
      'a quarter of the steps without a prior; π̃ = π = λ',
      'then each step: a batch, noise in the pre-activations, Adam on (3); its weight is faded in',
      'every twentieth of the steps: three times (1), (2); messages over each matrix; (1)',
      '    R ← messages along rows from evidence + C; C ← along columns from evidence + R, less logit λ',
      'at 80 % of the steps: weights with π̃ ≤ ½ leave, and neurons without inputs, whose output goes into the next biases',
      'train what is left, by sparse products',
    ],
    tries: [
      {
        text: 'The digits of the paper: one hidden layer of 100.',
        set: { instance: 'digits', width: 100, depth: 1, updates: 440 },
      },
      { text: 'Without neighbours.', set: { support: 'independent' } },
      { text: 'Nothing can be removed from here.', set: { start: 'absorbing' } },
      { text: 'Long runs along rows only.', set: { support: 'rows', leave: 0.01 } },
      { text: 'The exact bound.', set: { temper: 1 } },
    ],
    look: [
      'At the first update the support breaks up; from then on patches grow and small ones vanish.',
      'Pin the independent support: more weights stay, in several times as many clusters.',
      'Evidence is speckled, messages are smooth: the support is their sum.',
      'Accuracy dips when the prior comes in, and returns once the support is frozen.',
    ],
    source: source('turbo-vbi'),
  },
  hmc: {
    idea: [
      'No family of distributions stands between the posterior and the picture: chains walk through the space of all weights, and where they have been is the posterior. Momentum carries them along, so that they do not diffuse.',
      'It looks at all data for every one of its many gradients, and so is for small networks. There it shows what the faster methods should have said.',
    ],
    equations: [
      {
        tex: String.raw`U(\theta)=-\sum_n\ln p(y_n\mid x_n,\theta)+\frac{\lVert\theta\rVert^2}{2p^2},\qquad H=U(\theta)+\tfrac12\lVert r\rVert^2`,
        says: 'Minus the log posterior is a potential; momenta r are standard normal.',
      },
      {
        tex: String.raw`r\leftarrow r-\tfrac\varepsilon2\nabla U,\quad\theta\leftarrow\theta+\varepsilon r,\quad r\leftarrow r-\tfrac\varepsilon2\nabla U`,
        says: 'A leapfrog step; L of them are a trajectory.',
      },
      {
        tex: String.raw`P(\text{accept})=\min\big(1,e^{-\Delta H}\big)`,
        says: 'Makes up for the error of the steps.',
      },
    ],
    pseudocode: [
      'each chain: weights from N(0, 2/inputs), biases 0',
      'each step and chain: fresh momenta, L leapfrog steps, accept or stay',
      'in the burn-in: ε up where more than 80 % is accepted, down where less',
      'after it: keep one state in so many of every chain',
      'predict with the mean over what was kept',
    ],
    tries: [
      { text: 'The curve with a gap: here it is wide in the gap.', set: { instance: 'gap' } },
      { text: 'One long chain.', set: { chains: 1, updates: 600 } },
      { text: 'Short trajectories, which diffuse.', set: { leapfrog: 2 } },
    ],
    look: [
      'Between the two parts of the curve the band opens; that of mean-field inference stays thin there.',
      'The loss is that of the states, not of their mean: it settles above that of a trained network.',
      'Far from the moons almost everything is unknown.',
    ],
    source: source('hmc'),
  },
};
