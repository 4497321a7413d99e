import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const elbo = {
  tex: String.raw`\mathcal L(x)=E_{q(z|x)}[\log p(x|z)]-\mathrm{KL}\big(q(z|x)\,\|\,p(z)\big)\le\log p(x)`,
  says: 'Evidence lower bound of a point; the KL is in closed form.',
};

export const notes: Readonly<Record<string, MethodNotes>> = {
  reparameterised: {
    idea: [
      'A draw from the posterior is written as z = μ + σε with ε from a fixed normal. The gradient of the reconstruction then goes through the draw to μ and σ.',
      'In the plane everything can be seen: where the posteriors of all points lie against the prior, the holes between them, and what the decoder makes of a hole.',
    ],
    equations: [
      elbo,
      {
        tex: String.raw`\nabla_\mu=\nabla_z\log p(x|z),\qquad\nabla_{\log\sigma^2}=\tfrac12\sigma\,\varepsilon\odot\nabla_z\log p(x|z)`,
        says: 'Averaged over K draws a point.',
      },
    ],
    pseudocode: [
      'draw a batch of points; encode to μ and log σ²',
      'K draws z = μ + σε a point; decode',
      'back through decoder, draw and encoder; add the gradient of the KL; Adam',
    ],
    tries: [
      { text: 'One latent number: a line has to visit eight bumps.', set: { latents: 1 } },
      { text: 'A decoder with much noise: codes need not say much.', set: { noise: 0.8 } },
      { text: 'One draw a point is usually enough.', set: { k: 1 } },
    ],
    look: [
      'Samples between the bumps come from holes: places where the prior has mass, and no posterior.',
      'The ELBO stays below the likelihood by the KL from q(z|x) to the true posterior.',
    ],
    source: source('reparameterised'),
  },
  scoreFunction: {
    idea: [
      'Look at values of log p(x|z) only, and make draws that came out well likelier. It works for any z, discrete ones too, and pays in variance.',
    ],
    equations: [
      elbo,
      {
        tex: String.raw`\nabla_\phi E_q[f(z)]=E_q\big[f(z)\,\nabla_\phi\log q(z|x)\big],\qquad f(z)=\log p(x|z)`,
        says: 'The identity that gives the method its name. Where f is far from 0 its variance is large.',
      },
    ],
    pseudocode: [
      'draw and decode as before',
      'weigh ∇ log q of every draw by log p(x|z): ε/σ for μ, ½(ε² − 1) for log σ²',
      'add the gradient of the KL; Adam. The decoder learns as before',
    ],
    tries: [
      { text: 'One draw a point.', set: { k: 1 } },
      { text: 'Little noise of the decoder, large values of f.', set: { noise: 0.08 } },
    ],
    look: [
      'The chart of estimators: all four at the same parameters. At the start the bare score is far above the others.',
    ],
    source: source('score-function'),
  },
  scoreFunctionBaseline: {
    idea: [
      'Take off what is usual for a point before weighing: a constant times ∇ log q has mean 0, so nothing is biased. Here the usual is the mean over the other draws of the same point.',
    ],
    equations: [
      {
        tex: String.raw`\frac1K\sum_k\Big(f(z_k)-\tfrac1{K-1}\sum_{j\ne k}f(z_j)\Big)\nabla_\phi\log q(z_k|x)`,
        says: 'Leave-one-out baseline.',
      },
    ],
    pseudocode: [
      'draw and decode as before',
      'take off the mean of the other draws’ log p(x|z)',
      'go on as the score function',
    ],
    tries: [
      { text: 'The fewest draws that have a baseline.', set: { k: 2 } },
      { text: 'Many draws.', set: { k: 32 } },
    ],
    look: [
      'Early, it removes most of the variance. Late, when log p(x|z) is near 0 by itself, little is left to remove.',
    ],
    source: source('score-function-baseline'),
  },
  iwae: {
    idea: [
      'With K draws the logarithm of the mean weight is a tighter bound than the mean logarithm. It rises to the likelihood as K grows.',
      'The posterior need no longer be good for every draw, only for the best of them: it grows wide, and its own ELBO falls.',
    ],
    equations: [
      {
        tex: String.raw`\mathcal L_K(x)=E\log\frac1K\sum_{k=1}^K\frac{p(x,z_k)}{q(z_k|x)},\qquad\mathcal L_1\le\mathcal L_K\le\mathcal L_{K+1}\le\log p(x)`,
        says: 'The bound of K draws.',
      },
      {
        tex: String.raw`\nabla\mathcal L_K=\sum_k\tilde w_k\nabla\log w_k,\qquad\tilde w_k=\frac{w_k}{\sum_jw_j}`,
        says: 'Weights are computed with the largest taken out first.',
      },
    ],
    pseudocode: [
      'draw and decode as before',
      'log w = log p(x|z) + log p(z) − log q(z|x); normalise in logarithms',
      'weigh the gradient of every draw by its share; Adam',
    ],
    tries: [
      { text: 'One draw: the ELBO with log q drawn.', set: { k: 1 } },
      { text: 'Many draws.', set: { k: 64 } },
    ],
    look: ['The likelihood gains and the ELBO loses: the encoder is no longer asked for a posterior.'],
    source: source('iwae'),
  },
};
