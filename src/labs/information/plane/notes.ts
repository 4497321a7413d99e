import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

/** What every observer watches. */
const training = [
  'train a network; after some epochs, stop and look:',
  '  send every pattern through it; a layer’s activations are T',
];

const plane = {
  tex: String.raw`H(X)\ge I(X;T_1)\ge I(X;T_2)\ge\dots,\qquad I(X;Y)\ge I(T_1;Y)\ge I(T_2;Y)\ge\dots`,
  says: 'Data processing: a layer knows no more than the one before it.',
};

const layersAgree = 'Pin this run and change the estimator: the training is the same, the picture is not.';

export const notes: Readonly<Record<string, MethodNotes>> = {
  binning: {
    idea: [
      'Ask of every layer two numbers: how many bits it keeps about the pattern, and how many about the label. While the network trains, each layer draws a path in the plane of these two.',
      'A layer’s output is continuous, so it is put into bins: thirty of them, the same for all layers. Patterns that fall into the same bins everywhere are the same to the layer.',
    ],
    equations: [
      plane,
      {
        tex: String.raw`I(X;T)=H(T),\qquad I(T;Y)=H(Y)-\textstyle\sum_t p(t)\,H(Y\mid t)`,
        says: 'For a network without noise and patterns that are all different.',
      },
    ],
    pseudocode: [
      ...training,
      '  bin every unit; hash the tuple of bins of a layer: t',
      '  I(X;T) = H(t); I(T;Y) = H(Y) − Σ p(t) H(Y|t)',
    ],
    tries: [
      {
        text: 'ReLU, with edges from the smallest to the largest activation.',
        set: { activation: 'relu', edges: 'range' },
      },
      { text: 'A hundred bins: less seems forgotten.', set: { bins: 100 } },
      { text: 'Weight decay: the layers forget more.', set: { l2: 4e-3 } },
    ],
    look: [
      'The late layers first climb, then turn left: they learn the label, then forget the pattern.',
      'The first layers stay at the right edge: they are one-to-one.',
      'The gradients’ mean falls below their spread long before the layers have turned.',
    ],
    source: source('binning'),
  },
  adaptiveBinning: {
    idea: [
      'Fixed bins suit units that end at ±1. A unit without limits needs bins that follow it. Here each bin gets as many different activation levels as any other, layer by layer and epoch by epoch.',
      'The estimate is then the same for any increasing function of the activations.',
    ],
    equations: [
      {
        tex: String.raw`\text{edges}=u_{\lfloor 0\,m/n\rfloor},u_{\lfloor 1\,m/n\rfloor},\dots,u_{m-1}`,
        says: 'u: the m different activation levels of a layer, sorted; n bins.',
      },
    ],
    pseudocode: [
      ...training,
      '  sort the different levels; put an edge at every m/n-th',
      '  bin and count as with fixed bins',
    ],
    tries: [
      { text: 'ELU compresses without saturating.', set: { activation: 'elu' } },
      { text: 'Weight decay compresses more.', set: { l2: 4e-3 } },
    ],
    look: [layersAgree, 'How much a layer forgets differs from seed to seed: run five.'],
    source: source('adaptive-binning'),
  },
  kdeUpper: kernel(
    'Noise of variance σ² is put on every unit, which makes the information finite; the entropy of the mixture of Gaussians that results is bounded from above by the distances between its centres.',
  ),
  kdeLower: kernel(
    'The same sum with four times the variance bounds the entropy from below. The truth lies between the two bounds.',
  ),
  adaptiveKde: kernel(
    'Fixed noise hides a layer whose activations are small and barely touches one whose activations are large. Here the variance grows with the layer’s largest activation.',
  ),
  kozachenkoLeonenko: {
    idea: [
      'Where points are dense, neighbours are near: the entropy of a cloud can be read from the distances to the k-th neighbours. Noise on the layer makes the information finite.',
    ],
    equations: [
      {
        tex: String.raw`\hat h=\ln(n-1)-\psi(k)+\ln c_d+\tfrac dn\textstyle\sum_i\ln r_{i,k}`,
        says: 'r is the distance to the k-th neighbour, c the volume of the unit ball.',
      },
    ],
    pseudocode: [
      ...training,
      '  add noise; find each row’s k-th neighbour; ĥ(T)',
      '  I(X;T) = ĥ(T) − h(noise); I(T;Y) = ĥ(T) − Σ p(y) ĥ(T|y)',
    ],
    tries: [{ text: 'Less noise: more bits, up to what the rows can tell.', set: { observerNoise: 0.02 } }],
    look: ['Wide layers are overestimated: neighbours are far in many dimensions.', layersAgree],
    source: source('kozachenko-leonenko'),
  },
  ksg: {
    idea: [
      'Count, around each row, how many neighbours it has in the code of the input and in that of the layer within the distance of its k-th neighbour in both together.',
    ],
    equations: [
      {
        tex: String.raw`\hat I=\psi(k)+\psi(n)-\big\langle\psi(n_x+1)+\psi(n_t+1)\big\rangle`,
        says: 'Kraskov, Stögbauer and Grassberger, first estimator.',
      },
    ],
    pseudocode: [
      ...training,
      '  compress X and T to a few principal components',
      '  count neighbours; average the digammas',
    ],
    tries: [{ text: 'Codes of four components.', set: { codeDimension: 4 } }],
    look: ['Twelve independent bits have no code of two numbers: nearly all of I(X;T) is lost.', layersAgree],
    source: source('lossy-compression'),
  },
  lossyCompression: {
    idea: [
      'Neighbours tell nothing in hundreds of dimensions. Real inputs lie near surfaces of few; so compress input and layer first, and estimate between the codes. What is lost in the code can only lower the number.',
    ],
    equations: [
      {
        tex: String.raw`I(c(X);c(T))\le I(X;T),\qquad \hat I=\hat H(c(X))+\hat H(c(T))-\hat H(c(X),c(T))`,
        says: 'Three entropies by nearest neighbours, each whitened.',
      },
    ],
    pseudocode: [
      ...training,
      '  compress X and T to a few principal components',
      '  whiten; three nearest-neighbour entropies',
    ],
    tries: [{ text: 'Noise in the network itself.', set: { noise: 0.05, layers: '32-16-8' } }],
    look: ['On images of one bump the codes hold nearly everything.', layersAgree],
    source: source('lossy-compression'),
  },
  cauchySchwarz: {
    idea: [
      'How far is a joint distribution from the product of its marginals, as an angle between their kernel means? It needs no density and no bins, but it is another functional than Shannon’s: no bound of the plane applies.',
    ],
    equations: [
      {
        tex: String.raw`\hat I_{CS}=\log\overline{K\circ Q}+\log\overline K\,\overline Q-2\log\overline{\bar K_j\,\bar Q_j}`,
        says: 'K and Q: Gaussian kernels of X and T over all pairs; bars are means.',
      },
    ],
    pseudocode: [...training, '  Gram matrices of X, T and Y', '  three sums over pairs each'],
    tries: [{ text: 'ReLU.', set: { activation: 'relu' } }],
    look: ['Read it against itself alone: its bits are not Shannon’s.'],
    source: source('cauchy-schwarz'),
  },
  diffusionSpectral: {
    idea: [
      'Let heat diffuse over the cloud of a layer’s activations. How evenly the eigenvalues of the diffusion are spread says how many directions the cloud has; noise sits in the small ones and counts little.',
    ],
    equations: [
      {
        tex: String.raw`p_i=\frac{|\lambda_i|^t}{\sum_j|\lambda_j|^t},\qquad \mathrm{DSE}=-\textstyle\sum_i p_i\log_2 p_i`,
        says: 'λ: eigenvalues of the normalised kernel matrix; t the diffusion time.',
      },
      {
        tex: String.raw`\mathrm{DSMI}(T;Y)=\textstyle\sum_c\tfrac{n_c}{N}\big(\overline{\mathrm{DSE}(T_{S_c})}-\mathrm{DSE}(T_{y=c})\big)`,
        says: 'Against random subsets S of the classes’ sizes.',
      },
    ],
    pseudocode: [
      ...training,
      '  kernel matrix, normalised; its eigenvalues; their entropy',
      '  the same inside each class and in random subsets of its size',
    ],
    tries: [
      { text: 'A longer diffusion counts fewer directions.', set: { time: 4 } },
      { text: 'A wider kernel.', set: { bandwidth: 2 } },
    ],
    look: ['The cloud unfolds while the network learns: the entropy grows where bins say it shrinks.'],
    source: source('diffusion-spectral'),
  },
};

function kernel(idea: string): MethodNotes {
  return {
    idea: [idea],
    equations: [
      {
        tex: String.raw`\hat H=-\frac1N\sum_i\ln\frac1N\sum_j e^{-\|t_i-t_j\|^2/2\sigma^2}+\frac d2\ln2\pi\sigma^2+\frac d2`,
        says: 'Upper bound on the entropy of T with noise; with 4σ² and less d/2 ln 4 it is a lower bound.',
      },
      {
        tex: String.raw`I(X;T)=\hat H-\tfrac d2(\ln2\pi\sigma^2+1)`,
        says: 'What is left when the noise is taken off.',
      },
    ],
    pseudocode: [
      ...training,
      '  pairwise squared distances of the rows watched',
      '  the sum above, for all rows and for each class',
    ],
    tries: [
      { text: 'More noise: fewer bits.', set: { variance: 1e-2 } },
      { text: 'ReLU: fixed noise becomes nothing as the units grow.', set: { activation: 'relu' } },
    ],
    look: ['No estimate can exceed log₂ of the rows watched.', layersAgree],
    source: source('kernel-bounds'),
  };
}
