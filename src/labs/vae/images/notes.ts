import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const gaussianKl = {
  tex: String.raw`\mathrm{KL}_l=\tfrac12\big(\sigma_l^2+\mu_l^2-1-\log\sigma_l^2\big)`,
  says: 'What axis l tells about one image, in nats; 0 where the posterior is the prior.',
};

export const notes: Readonly<Record<string, MethodNotes>> = {
  vae: {
    idea: [
      'An encoder turns an image into a small cloud of codes, a Gaussian; a decoder turns a code drawn from it back into an image. Both are trained at once, so that images come back and the clouds stay near a fixed prior. New images come from codes drawn from that prior.',
      'The loss is a bound: minus the logarithm of how likely the model finds the image is at most the reconstruction error plus the KL between cloud and prior.',
    ],
    equations: [
      {
        tex: String.raw`\mathcal L=\underbrace{-\mathbb E_{q(z|x)}\log p(x|z)}_{\text{reconstruction}}+\underbrace{\mathrm{KL}(q(z|x)\,\|\,\mathcal N(0,I))}_{\text{rate}}\ \ge\ -\log p(x)`,
        says: 'Negative evidence lower bound, nats an image.',
      },
      gaussianKl,
      {
        tex: String.raw`z=\mu(x)+\sigma(x)\odot\varepsilon,\qquad\varepsilon\sim\mathcal N(0,I)`,
        says: 'The draw, written so that gradients pass through it.',
      },
    ],
    pseudocode: [
      'draw a batch of images',
      'μ, log σ² ← encoder (log σ² kept within ±10); z ← μ + σ ε',
      'loss ← mean over the batch of reconstruction + KL, summed over pixels and axes',
      'one Adam step on encoder and decoder',
    ],
    tries: [
      { text: 'Two axes: a map of the digits.', set: { latent: 2 } },
      { text: 'Convolutions in place of dense layers.', set: { network: 'convolutional' } },
      {
        text: 'A Gaussian likelihood whose variance is learned.',
        set: { likelihood: 'gaussian', learnVariance: true },
      },
    ],
    look: [
      'Of eight axes some five stay in use; the others collapse on the prior and carry nothing.',
      'In the plane, classes are islands; the decoded grid changes smoothly from one to the next.',
    ],
    source: source('vae'),
  },
  betaVae: {
    idea: [
      'A weight β on the KL moves the model along a trade: below 1 images come back sharper and codes spread out, above 1 codes are pressed on the prior until nothing is left in them.',
      'Warm-up lets the weight grow from 0, so that axes find a use before they are taxed. Free bits leave the first nats of each axis untaxed.',
    ],
    equations: [
      {
        tex: String.raw`\mathcal L=D+\beta_t\sum_l\max(\lambda,\ \mathrm{KL}_l),\qquad\beta_t=\beta\,\min(1,\,t/T_w)`,
        says: 'Distortion and weighted rate; λ is the free allowance of an axis (0: none), T_w the warm-up.',
      },
      gaussianKl,
    ],
    pseudocode: [
      'as the VAE, with β in front of the KL',
      'during the first T_w steps β grows in proportion',
      'axes below λ nats, on average over the batch, are not pushed',
    ],
    tries: [
      { text: 'β = 4: everything collapses.', set: { beta: 4 } },
      { text: 'β = 0.3: nearly an autoencoder.', set: { beta: 0.3 } },
      { text: 'Half a nat free on each axis.', set: { freeBits: 0.5 } },
    ],
    look: [
      'In the plane of rate and distortion, pinned runs of different β lie on one falling curve.',
      'At β = 4 no bar of the KL is left.',
    ],
    source: source('beta-vae'),
  },
  conditionalVae: {
    idea: [
      'The encoder and the decoder are told what is known about the image: its attributes, or its class. What is told need not be coded, so the code is left with the rest, and one can ask for a smile and keep the face.',
      'The weight on the KL decides how strictly: with a small weight the code keeps the attributes as well, and what was asked for is overruled by it.',
    ],
    equations: [
      {
        tex: String.raw`\mathcal L=-\mathbb E_{q(z|x,a)}\log p(x|z,a)+\beta\,\mathrm{KL}\big(q(z|x,a)\,\|\,p(z|a)\big)`,
        says: 'The prior p(z|a) is the standard normal, or a small network of the attributes.',
      },
      {
        tex: String.raw`\mathrm{KL}=\tfrac12\sum_l\Big[\log\tfrac{s_l^2}{\sigma_l^2}+\tfrac{\sigma_l^2+(\mu_l-m_l)^2}{s_l^2}-1\Big]`,
        says: 'Between two Gaussians; m and s² belong to the prior.',
      },
    ],
    pseudocode: [
      'append the attributes to the image (encoder) and to the code (decoder)',
      'prior: (0, 1), or a network 32 wide of the attributes',
      'train as the VAE, the KL weighted by β',
      'generate: choose attributes, draw a code from the prior, decode; edit: encode, change the attributes, decode',
    ],
    tries: [
      { text: 'A weak weight: the code keeps the attributes.', set: { beta: 0.1 } },
      { text: 'Faces with smile, glasses, hair and hat.', set: { instance: 'faces' } },
      { text: 'A learned prior for each attribute.', set: { learnedPrior: true } },
    ],
    look: [
      'Rows of the grid differ in what was asked for, columns in everything else.',
      'Leakage is how well the attributes can be read from the code: 0.5 would be not at all.',
    ],
    source: source('conditional-vae'),
  },
  ardVae: {
    idea: [
      'How many axes does the data need? Give each axis a prior of its own variance and let the codes themselves set it, as a Gamma hyper-prior does in closed form. An axis that the decoder does not look at loses all influence whatever its variance.',
      'Relevance is therefore measured at the decoder: variance of the code times the squared sensitivity of the image to it. Axes are counted until they explain 95 per cent.',
    ],
    equations: [
      {
        tex: String.raw`p(z_l\,|\,\alpha_l)=\mathcal N(0,\alpha_l^{-1}),\quad \alpha_l\sim\Gamma(a^0,b^0)\ \Rightarrow\ v_l=\frac{b_l}{a}=\frac{1}{T}\sum_{i\le T}(z_l^{(i)})^2`,
        says: 'With a⁰ = b⁰ = 0, from the codes of T training images, every U steps.',
      },
      {
        tex: String.raw`\mathcal L=D+\beta\sum_l\tfrac12\Big[\log v_l-\log\sigma_l^2+\frac{\sigma_l^2+\mu_l^2}{v_l}-1\Big]`,
        says: 'v is held fixed within a step.',
      },
      {
        tex: String.raw`w_l=v_l\sum_d\Big(\tfrac1n\sum_i|J_{dl}^{(i)}|\Big)^2`,
        says: 'Relevance of an axis; J is the Jacobian of the decoder.',
      },
    ],
    pseudocode: [
      'every U steps: T training images, draw their codes, v ← mean of their squares',
      'U Adam steps with v fixed',
      'at the end: Jacobian of the decoder by central differences at 64 codes, relevance, sort, count to 95 per cent',
    ],
    tries: [
      { text: 'Discs with three factors, sixteen axes.', set: { instance: 'shapes', latent: 16 } },
      { text: 'A weak weight: more axes than factors.', set: { beta: 1 } },
    ],
    look: [
      'Relevance falls off a cliff after the true number of factors, however many axes there are.',
      'Variances of used axes drift: only their product with the decoder means anything.',
    ],
    source: source('ard-vae'),
  },
  autoencoder: {
    idea: [
      'The baseline: encoder and decoder without noise and without a prior. Images come back best, and nothing says where to draw new codes from.',
    ],
    equations: [
      {
        tex: String.raw`\mathcal L=-\log p\big(x\,|\,z=\mu(x)\big)`,
        says: 'The reconstruction alone: β = 0 and σ = 0.',
      },
    ],
    pseudocode: ['as the VAE with z ← μ and without the KL'],
    tries: [{ text: 'Two axes only.', set: { latent: 2 } }],
    look: ['Codes leave the rings of the prior; samples of the prior decode to nothing in particular.'],
    source: source('autoencoder'),
  },
};
