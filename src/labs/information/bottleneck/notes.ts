import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

/** What each method is, for the reader: idea, equations, what to try, what to look for. */
export const notes: Readonly<Record<string, MethodNotes>> = {
  vib: {
    idea: [
      'The encoder answers with a Gaussian instead of a point, and pays for every nat by which it differs from a fixed one. Noise costs nothing, so the code is precise only where precision predicts the target.',
      'Both terms are bounds: the rate is at least what the code knows of the input, the cross-entropy gives at most what it knows of the target.',
    ],
    equations: [
      {
        tex: String.raw`\min\ \mathbb E\big[-\log q(y|z)\big]+\beta\,\mathrm{KL}\big(\mathcal N(\mu,s^2)\,\|\,\mathcal N(0,I)\big),\quad z=\mu+s\,\epsilon`,
        says: 'One draw ε a row; the gradient goes through it.',
      },
      {
        tex: String.raw`H(Y)-\text{cross-entropy}\ \le\ I(Z;Y)\ \le\ I(Z;X)\ \le\ \overline{\mathrm{KL}}`,
        says: 'What the two charts bound, from both sides.',
      },
    ],
    pseudocode: [
      'Encode a batch: μ and s for every row.',
      'Draw ε; the code is z = μ + s ε.',
      'Decode z; take −log q(y|z), the mean over the batch.',
      'Add β times the mean KL.',
      'One Adam step down the slope of both.',
    ],
    tries: [
      { text: 'Without a price the rate grows and the test loss rises.', set: { bottleneck: false } },
      { text: 'Too high a price, and the classes fall together.', set: { beta: 1 } },
      { text: 'Nine prices, one curve.', set: { sweep: true } },
    ],
    look: [
      'The ellipses: with a price they grow until they touch, and no further.',
      'The best test loss is between no price and a high one.',
    ],
    source: source('vib'),
  },
  deterministicVib: {
    idea: [
      'What is left of the variational bottleneck when its noise is taken out: a price on the length of the code. It looks like a rate and bounds nothing, because the decoder can undo any scaling.',
    ],
    equations: [
      {
        tex: String.raw`\min\ \mathbb E\big[-\log q(y|\mu)\big]+\beta\,\tfrac12|\mu|^2`,
        says: 'The rate of a Gaussian of unit deviation around μ, without the Gaussian.',
      },
    ],
    pseudocode: [
      'Encode a batch: μ is the code.',
      'Decode it; take −log q(y|μ), the mean over the batch.',
      'Add β times the mean of ½|μ|².',
      'One Adam step down the slope of both.',
    ],
    tries: [{ text: 'A price at which the noisy code loses accuracy.', set: { beta: 0.1 } }],
    look: ['Its number falls far below that of the noisy code, at the same accuracy: the code is only smaller.'],
    source: source('deterministic-vib'),
  },
  cauchySchwarzIb: {
    idea: [
      'Both terms are angles between clouds of points, computed from kernel matrices of a batch. No density is assumed: an outlier is far from every prediction and pulls at nothing.',
    ],
    equations: [
      {
        tex: String.raw`\min\ \hat D_{CS}\big(p(y|x);q(\hat y|x)\big)+\beta\,\frac{\hat I_{CS}(x;t)}{\sqrt{\hat I_{CS}(x;x)\hat I_{CS}(t;t)}}`,
        says: 'Prediction and compression, both from Gram matrices.',
      },
      {
        tex: String.raw`\hat D_{CS}=\log\textstyle\sum_j\frac{\sum_iK_{ji}L^1_{ji}}{(\sum_iK_{ji})^2}+\log\sum_j\frac{\sum_iK_{ji}L^2_{ji}}{(\sum_iK_{ji})^2}-2\log\sum_j\frac{\sum_iK_{ji}L^{21}_{ji}}{(\sum_iK_{ji})^2}`,
        says: 'K between inputs; L¹, L², L²¹ between targets, predictions, and across.',
      },
    ],
    pseudocode: [
      'Encode a batch to t, decode it to ŷ.',
      'Form the kernel matrices of x, y, ŷ, of ŷ against y, and of t.',
      'D: the conditional divergence. I: the normalised information of x and t.',
      'One Adam step down the slope of D + β I.',
    ],
    tries: [
      { text: 'A wide kernel on x only matches marginals.', set: { sigmaX: 3 } },
      { text: 'A higher price: less of x in the code.', set: { beta: 0.5 } },
      { text: 'The denominator of the released code.', set: { form: 'sumOfSquares' } },
    ],
    look: [
      'With outliers, the offset stays near zero where the squared error drifts.',
      'With Gaussian noise the squared error is ahead.',
    ],
    source: source('cauchy-schwarz-ib'),
  },
  crossEntropy: {
    idea: [
      'The baseline of classification: the same network, with no price on what the code knows. It fits the training rows until its probabilities are far too sure.',
    ],
    equations: [
      { tex: String.raw`\min\ \mathbb E\big[-\log q(y|\mu)\big]`, says: 'Only the first term of the bottleneck.' },
    ],
    pseudocode: [
      'Encode a batch: μ is the code.',
      'Decode it; take −log q(y|μ), the mean over the batch.',
      'One Adam step.',
    ],
    tries: [{ text: 'Train longer, and watch the test loss rise.', set: { epochs: 400 } }],
    look: ['The train loss goes to zero; the test loss has its least value early.'],
    source: source('cross-entropy'),
  },
  mse: {
    idea: [
      'The baseline of regression: the mean squared error, which is right for Gaussian noise and follows every outlier with the square of its distance.',
    ],
    equations: [{ tex: String.raw`\min\ \mathbb E\,|\hat y-y|^2`, says: 'Its optimum is the conditional mean.' }],
    pseudocode: ['Encode and decode a batch.', 'Take the mean squared error.', 'One Adam step.'],
    tries: [{ text: 'Stop early, before single outliers are fitted.', set: { epochs: 10 } }],
    look: ['The offset: one-sided outliers lift the whole fit.'],
    source: source('mse'),
  },
};
