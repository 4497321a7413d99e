import type { MethodNotes } from '../../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('../solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`../solvers/${file}.ts`]!();

const predictive = {
  tex: String.raw`p(y\mid x)=\frac1S\sum_{s=1}^{S}\mathrm{softmax}\big(f_{w_s}(x)\big)_y`,
  says: 'The prediction: the mean of probabilities over networks, never the softmax of mean logits.',
};

/** Notes of the methods that train a dense network. */
export const denseNotes: Readonly<Record<string, MethodNotes>> = {
  deterministic: {
    idea: [
      'The plain network. Every weight is one number, and the training makes the labels likely. It says how sure it is by its softmax alone, and far from all data that is a straight line through the logits: it is the surer, the farther away.',
      'It is here as the measure of the others: what a distribution of weights must beat in likelihood and calibration.',
    ],
    equations: [
      {
        tex: String.raw`\mathcal L(w)=-\frac1B\sum_{n\in B}\ln p(y_n\mid x_n,w)+\frac\lambda2\lVert W\rVert^2`,
        says: 'Cross-entropy, or squared error over twice the noise variance, and weight decay; biases do not decay.',
      },
      {
        tex: String.raw`W\sim\mathcal N(0,\,2/\text{inputs}),\qquad b=0`,
        says: 'The start, the same for all methods of this bench.',
      },
    ],
    pseudocode: [
      'draw a batch; pass it forward and back',
      'Adam on the weights and biases, with a rate that falls along a cosine',
    ],
    tries: [
      { text: 'As the paper’s digits are trained: 660 steps.', set: { updates: 660 } },
      { text: 'With weight decay, which holds the logits back.', set: { decay: 0.003 } },
    ],
    look: [
      'The epistemic map is empty: one network cannot disagree with itself.',
      'The training loss goes to 0 and the calibration error rises while accuracy stands still.',
    ],
    source: source('deterministic'),
  },
  deepEnsemble: {
    idea: [
      'Train the plain network several times from different first weights and average the probabilities. The networks agree where there is data and part where there is none.',
      'It is no approximation of a posterior, and yet hard to beat; its price is a training and a memory for every network.',
    ],
    equations: [
      predictive,
      {
        tex: String.raw`\underbrace{H\Big[\tfrac1M\textstyle\sum_m p_m\Big]}_{\text{total}}-\underbrace{\tfrac1M\textstyle\sum_m H[p_m]}_{\text{aleatoric}}=\underbrace{I}_{\text{epistemic}}`,
        says: 'What the networks disagree on is what they do not know.',
      },
    ],
    pseudocode: [
      'start M networks from weights of their own',
      'each step: every network takes a batch from an order of its own and one step of Adam',
      'predict with the mean of the M softmaxes',
    ],
    tries: [
      { text: 'Ten networks.', set: { members: 10 } },
      { text: 'Two: already much of the gain.', set: { members: 2 } },
    ],
    look: [
      'The decision boundary is a bundle of lines that opens away from the data.',
      'Total cost against dense variational inference: half a step for every network.',
    ],
    source: source('deep-ensemble'),
  },
  meanFieldVi: {
    idea: [
      'Give every weight a Gaussian of its own and fit all means and standard deviations at once: the data pull the means to where labels are likely, the KL term pulls every Gaussian towards the prior. Weights the data do not need stay broad.',
      'The gradient is noisy because weights are drawn. One matrix for the whole batch gives all its rows the same error. Flipout turns the signs of that error row by row. Local reparameterisation draws the sums in place of the weights, with a noise of each row’s own, and is the calmest.',
    ],
    equations: [
      {
        tex: String.raw`\mathcal L=-\frac1B\sum_{n\in B}\mathbb E_q\ln p(y_n\mid x_n,w)+\frac{\beta_t}N\sum_i\Big(\ln\frac p{\sigma_i}+\frac{\sigma_i^2+\mu_i^2}{2p^2}-\frac12\Big)`,
        says: 'What is minimised; β is faded in over the first half of the steps.',
      },
      {
        tex: String.raw`h=x\mu^\top+b+\sqrt{(x\odot x)(\sigma\odot\sigma)^\top+10^{-8}}\odot\varepsilon`,
        says: 'Local reparameterisation: a sum of Gaussians is a Gaussian.',
      },
      {
        tex: String.raw`h=x\mu^\top+\big((x\odot s)(\sigma\odot\varepsilon)^{\!\top}\big)\odot t+b,\qquad s,t\in\{\pm1\}`,
        says: 'Flipout: one draw for the batch, with signs of each row.',
      },
      predictive,
    ],
    pseudocode: [
      'μ ~ N(0, 2/inputs), σ = ln(1 + e^ρ) = σ₀, biases 0',
      'each step: a batch, and noise by the estimator; pass forward and back',
      'add the gradient of the KL term: μ/p² in μ, σ/p² − 1/σ in σ',
      'Adam on μ, ρ and the biases',
    ],
    tries: [
      { text: 'As on the paper’s digits.', set: { updates: 660, priorSd: 0.2, beta: 0.02 } },
      { text: 'As on the curve with a gap.', set: { updates: 1500, beta: 0.3, sigma0: 0.05 } },
      { text: 'One matrix a batch: the same target, a noisier way.', set: { estimator: 'bayesByBackprop' } },
      { text: 'The full weight of the prior.', set: { beta: 1 } },
    ],
    look: [
      'On the moons and on XOR the six far points have several times the epistemic uncertainty of the test data; on the spirals often none.',
      'Between two groups of data it does not: on the curve with a gap the band stays thin where no point is. Independent weights cannot express that.',
      'Pin the three estimators: the loss of one matrix a batch jumps most.',
    ],
    source: source('mean-field-vi'),
  },
  magnitudePruning: {
    idea: [
      'Train dense first, then keep of every matrix only the strongest weights and train those on. Of a posterior, strong means a mean many standard deviations from 0; of a plain network, a large weight.',
      'It is the usual way to a sparse network, and it pays for the dense one before it saves anything.',
    ],
    equations: [
      {
        tex: String.raw`\text{score}_i=\frac{|\mu_i|}{\sigma_i}\quad\text{or}\quad|w_i|`,
        says: 'The lowest leave; of equal ones the later.',
      },
      {
        tex: String.raw`s_t=s_f\Big(1-\Big(1-\frac{t-t_0}{t_1-t_0}\Big)^3\Big)`,
        says: 'The gradual schedule: fast first, when there is much to spare, then slower.',
      },
    ],
    pseudocode: [
      'train the dense network (with its posterior, or without)',
      'after 66 % of the steps, or every 10 steps from 20 % to 75 %: in every layer set the lowest scores to 0, with their running moments',
      'train on; what was cut stays cut',
    ],
    tries: [
      { text: 'A twentieth, cut at once.', set: { density: 0.05 } },
      { text: 'The same share, cut gradually.', set: { density: 0.05, schedule: 'gradual' } },
      { text: 'A plain network, by the size of its weights.', set: { of: 'deterministic', density: 0.05 } },
    ],
    look: [
      'The step of the cut: loss and error jump, and fine-tuning wins back a part.',
      'The cost bar reaches that of dense inference: zeros are multiplied too.',
    ],
    source: source('magnitude-pruning'),
  },
};
