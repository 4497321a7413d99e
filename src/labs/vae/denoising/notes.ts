import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  scoreDvi: {
    idea: [
      'A denoiser knows what images look like: the difference between its output and its input is the slope of the log-density of noisy images, the score. That is all a variational posterior needs from a prior, so no density has to be written down.',
      'The strength of the noise is unknown at every pixel and gets a Gamma posterior of its own. Where it is found to be strong, the image leans on the prior.',
    ],
    equations: [
      {
        tex: String.raw`\nabla_z\log p_{s}(z)=\frac{D_{s^2}(z)-z}{s^2},\qquad z=m+s\varepsilon`,
        says: 'Score of the prior, smoothed by the posterior’s own variance.',
      },
      {
        tex: String.raw`-\tfrac12\big(\psi(\alpha)-\log\beta\big)+\tfrac12\big((m-y)^2+s^2\big)\frac{\alpha}{\beta}`,
        says: 'What a pixel costs under noise of precision Gamma(α, β).',
      },
      {
        tex: String.raw`D_{s^2}(z)=\mu+C(C+s^2I)^{-1}(z-\mu)`,
        says: 'The denoiser here: exact for Gaussian images with the mean and covariance of the training digits.',
      },
    ],
    pseudocode: [
      'z ← m + s ε, one sample of every image',
      'd ← D(z) at the posterior’s mean variance; the prior pulls by −(d − z)/s²',
      'gradients of m, log s², log α, log β; one Adam step',
      'output: running mean of m',
    ],
    tries: [
      { text: 'A weak prior fits the noise.', set: { priorWeight: 0.5 } },
      { text: 'A precision for every pixel of every image: nothing left to tell noise by.', set: { shared: false } },
      { text: 'The same noise everywhere.', set: { left: 0.25, right: 0.25 } },
    ],
    look: [
      'The noise map splits in two halves within a hundred steps.',
      'The posterior’s deviation is large where the noise is, and larger still where digits differ.',
    ],
    source: source('score-dvi'),
  },
  wiener: {
    idea: [
      'The best linear filter if the noise were the same everywhere. It is told the average strength, which is already more than ScoreDVI knows.',
    ],
    equations: [
      { tex: String.raw`\hat x=\mu+C(C+\bar\sigma^2I)^{-1}(y-\mu)`, says: 'σ̄ is the mean of the standard deviations.' },
    ],
    pseudocode: ['average the standard deviations', 'one denoising of every image'],
    tries: [{ text: 'Even noise: nothing is lost by averaging.', set: { left: 0.25, right: 0.25 } }],
    look: ['The left half is smoothed although it was nearly clean.'],
    source: source('wiener'),
  },
  oracle: {
    idea: ['What could be reached with this law of images by someone who knows the noise at every pixel.'],
    equations: [
      {
        tex: String.raw`\hat x=\mu+C\big(C+\operatorname{diag}\sigma^2\big)^{-1}(y-\mu)`,
        says: 'The exact posterior mean.',
      },
    ],
    pseudocode: ['one linear system of 64 unknowns, the same for every image'],
    tries: [{ text: 'Very strong noise on the right.', set: { right: 0.6 } }],
    look: ['ScoreDVI comes to within a decibel of it.'],
    source: source('oracle'),
  },
};
