import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>(['./solvers/*.ts', '!./solvers/*.test.ts'], {
  query: '?raw',
  import: 'default',
});
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const information = {
  tex: 'I(X;Y)=H(X)+H(Y)-H(X,Y)',
  says: 'Information is how much less the pair is uncertain than its parts.',
};

/** What each method is, for the reader: idea, equations, what to try, what to look for. */
export const notes: Readonly<Record<string, MethodNotes>> = {
  binning: {
    idea: [
      'Cut every coordinate into bins of equal width and count. The counts are a distribution over cells, whose information is a sum. It is the estimator of the first information planes, and the easiest to fool: with d coordinates there are binsᵈ cells, soon more than samples.',
    ],
    equations: [
      information,
      {
        tex: String.raw`\hat H=-\textstyle\sum_c\frac{n_c}{n}\log_2\frac{n_c}{n}`,
        says: 'Each entropy from the counts n of the cells.',
      },
    ],
    pseudocode: [
      'Lay edges between the smallest and the largest number, equally far apart.',
      'Give every sample the tuple of its bins, for x and for y.',
      'Count tuples of x, of y and of both.',
      'Add the entropies of the counts.',
    ],
    tries: [
      { text: 'Many bins: every sample in its own cell, and the estimate is log₂ n.', set: { bins: 60 } },
      { text: 'Two bins: what is left is the sign of each coordinate.', set: { bins: 2 } },
    ],
    look: [
      'With 60 bins the curve follows log₂ n: it says how many samples there are, and nothing of x and y.',
      'It may cross the true value on its way; that is no convergence.',
    ],
    source: source('binning'),
  },
  adaptiveBinning: {
    idea: [
      'Edges that adapt to the numbers seen: between any two lie as many distinct values. Stretching an axis changes nothing, so that activations that grow in training stay resolved. The number of cells is what it was.',
    ],
    equations: [
      {
        tex: String.raw`e_j=u_{\lfloor jm/b\rfloor},\quad j=0,\dots,b-1`,
        says: 'Edges at the quantiles of the m distinct values u, sorted.',
      },
    ],
    pseudocode: [
      'Sort the distinct numbers of all coordinates of x.',
      'Take every m/b-th as an edge, and the last.',
      'The same for y.',
      'Count, as with fixed bins.',
    ],
    tries: [
      { text: 'Compare with fixed bins at the same number.', set: { bins: 10 } },
      { text: 'Few bins lose information; many saturate.', set: { bins: 4 } },
    ],
    look: ['Edges crowd where the samples do. Fixed bins leave most samples in a few of them.'],
    source: source('adaptive-binning'),
  },
  kdeUpper: {
    idea: [
      'Put a little Gaussian noise on every sample. The entropy of the mixture that results is bounded from above by the divergences between all pairs of its parts, in closed form. No cells, but the noise decides what counts as different.',
    ],
    equations: [
      {
        tex: String.raw`\hat H=-\frac1N\sum_i\ln\frac1N\sum_je^{-\|t_i-t_j\|^2/2\sigma^2}+\frac d2\ln(2\pi e\sigma^2)`,
        says: 'Upper bound on the entropy of the noisy samples.',
      },
      information,
    ],
    pseudocode: [
      'Squared distance of every pair.',
      'For each sample, log of the mean kernel to all.',
      'The mean of these is the entropy; for x, for y, for both.',
      'For classes: the whole less the mean of the classes.',
    ],
    tries: [
      { text: 'Little noise: all samples are different, and the estimate is log₂ n.', set: { noiseVariance: 0.0001 } },
      { text: 'Much noise: nothing can be told apart.', set: { noiseVariance: 1 } },
    ],
    look: [
      'It answers for x and y with noise. How it moves with σ² is the point.',
      'A bound on each entropy is no bound on their difference: with a real y both kernels can be on either side.',
    ],
    source: source('kde-upper'),
  },
  kdeLower: {
    idea: [
      'The same mixture, bounded from below: the Bhattacharyya distance of two Gaussians takes the place of the divergence, which is the same sum with kernels twice as wide.',
    ],
    equations: [
      {
        tex: String.raw`\hat H_{low}(\sigma^2)=\hat H_{up}(4\sigma^2)-\tfrac d2\ln4`,
        says: 'Wider kernels, less a constant that cancels in the information.',
      },
    ],
    pseudocode: ['As the upper bound, with 8σ² in the exponent where it has 2σ².'],
    tries: [
      { text: 'Pin the upper bound and narrow the noise: the two meet at log₂ n.', set: { noiseVariance: 0.001 } },
    ],
    look: ['Where upper and lower bound agree, the noise is so small that only the number of samples is seen.'],
    source: source('kde-lower'),
  },
  adaptiveKde: {
    idea: [
      'Noise that scales with the data: its variance is multiplied by the largest absolute value seen so far. For a network whose activations grow, noise of fixed size would mean less and less.',
    ],
    equations: [
      { tex: String.raw`\sigma^2=\sigma_0^2\,\max|T|`, says: 'For x and for y, each with its own largest value.' },
    ],
    pseudocode: [
      'Find the largest absolute number of x and of y.',
      'Multiply the variance.',
      'Go on as the kernel bounds do.',
    ],
    tries: [
      { text: 'The other bound.', set: { bound: 'lower' } },
      { text: 'Compare with fixed noise of the same nominal size.', set: { noiseVariance: 0.01 } },
    ],
    look: ['Its noise grows slowly with n, because the largest of more samples is larger.'],
    source: source('adaptive-kde'),
  },
  kozachenkoLeonenko: {
    idea: [
      'Where samples are dense, the nearest other one is near. The mean logarithm of that distance is the entropy, without any bins. Three such entropies make an information. Their errors do not cancel, and in many dimensions the nearest neighbour is far: weights over several neighbours cancel that bias and pay for it in variance.',
    ],
    equations: [
      {
        tex: String.raw`\hat h_j=\ln(n-1)-\psi(j)+\ln c_d+\frac dn\sum_i\ln r_{i,j}`,
        says: 'Entropy from the distance r to the j-th neighbour; c is the volume of the unit ball.',
      },
      {
        tex: String.raw`\hat H=\textstyle\sum_jw_j\hat h_j,\quad\sum_jw_j=1,\ \sum_jw_j\frac{\Gamma(j+2l/d)}{\Gamma(j)}=0`,
        says: 'Weights that cancel the leading bias terms.',
      },
    ],
    pseudocode: [
      'Whiten x: unit covariance, and keep log|Σ|/2.',
      'Distances to the k nearest neighbours of every sample.',
      'Mean logarithm, weighted; add log|Σ|/2.',
      'The same for y and for the pair; or within every class.',
    ],
    tries: [
      { text: 'Without weights: the k-th neighbour alone.', set: { weighting: 'last' } },
      { text: 'The nearest neighbour alone: least bias, most variance.', set: { neighbours: 1, weighting: 'last' } },
    ],
    look: [
      'Above four coordinates the largest weight is drawn: above 5 the estimate is mostly variance.',
      'Up to some 6 nats it follows the truth, where KSG stays behind.',
    ],
    source: source('kozachenko-leonenko'),
  },
  ksg: {
    idea: [
      'One radius for each sample, from the k-th neighbour in the joint space; then count how many are within it in x alone and in y alone. Because all three entropies use one scale, most of their errors cancel: it is the standard for moderate information.',
    ],
    equations: [
      {
        tex: String.raw`\hat I=\psi(k)+\psi(n)-\big\langle\psi(n_x+1)+\psi(n_y+1)\big\rangle`,
        says: 'n_x and n_y: samples strictly nearer than the k-th joint neighbour, in the max-norm.',
      },
    ],
    pseudocode: [
      'For each sample the distance to its k-th neighbour, by the larger of the distances in x and y.',
      'Count the samples nearer than that in x.',
      'Count them in y.',
      'Average the digammas.',
    ],
    tries: [
      { text: 'One neighbour: less bias, more variance.', set: { neighbours: 1 } },
      { text: 'More neighbours: less variance, more bias.', set: { neighbours: 10 } },
    ],
    look: [
      'It never says more than about ψ(n): to see I nats it needs some eᴵ samples.',
      'On independent samples it is 0 to a few hundredths.',
    ],
    source: source('ksg'),
  },
  lossyCompression: {
    idea: [
      'No estimator sees through hundreds of pixels. But images often have few degrees of freedom: compress x and y each to a handful of numbers, and estimate on those. Processing never adds information, so the result is a lower bound; if the code loses nothing, it is the same.',
    ],
    equations: [
      {
        tex: String.raw`I(E_X(X);E_Y(Y))\le I(X;Y)`,
        says: 'Data processing; equality when the codes determine the originals.',
      },
    ],
    pseudocode: [
      'Principal components of x, from the samples so far; keep the first d′ coordinates.',
      'The same for y.',
      'Whiten, and estimate on the codes by nearest neighbours.',
    ],
    tries: [
      { text: 'A code of one number cannot hold two places.', set: { codeDimension: 1 } },
      { text: 'No compression, on the pixels.', set: { compressor: 'none', estimator: 'ksg' } },
      { text: 'KSG on the codes.', set: { compressor: 'pca', estimator: 'ksg' } },
    ],
    look: [
      'On images of wide bumps the estimate follows the truth to 5 nats; on the raw pixels it stays more than a nat behind.',
      'With eight numbers a side the weights explode; the picture says so.',
    ],
    source: source('lossy-compression'),
  },
  cauchySchwarz: {
    idea: [
      'Not Shannon’s information but another measure of dependence: the angle between the joint distribution and the product of its parts, as kernels see them. It needs no density, only Gram matrices, and it is smooth enough to train with.',
    ],
    equations: [
      {
        tex: String.raw`\hat I_{CS}=\ln\frac{\sum_{ij}K_{ij}Q_{ij}\,\sum K\sum Q}{\big(\sum_j\sum_iK_{ij}\sum_iQ_{ij}\big)^2}`,
        says: 'K and Q are the kernels of x and of y; 0 when one is constant.',
      },
    ],
    pseudocode: [
      'Divide every coordinate by its standard deviation.',
      'Gaussian kernels of all pairs, for x and for y.',
      'Their row sums, and the sum of their products.',
      'The logarithm of the ratio, divided by ln 2.',
    ],
    tries: [
      { text: 'Narrow kernels: every sample is alone, and the number grows with log n.', set: { kernelWidth: 0.1 } },
      { text: 'Wide kernels see only the mean.', set: { kernelWidth: 10 } },
    ],
    look: ['It settles, but not on the line: compare it with itself, not with bits of Shannon.'],
    source: source('cauchy-schwarz'),
  },
  diffusionSpectral: {
    idea: [
      'Let heat flow between the samples, and look at the spectrum of the flow: many slow modes mean many directions to spread into. The entropy of the spectrum falls when one looks at a single class; by how much is what the class says about x.',
    ],
    equations: [
      {
        tex: String.raw`\mathrm{DSE}=-\sum_ip_i\log_2p_i,\quad p_i=\frac{|\lambda_i|^t}{\sum_j|\lambda_j|^t}`,
        says: 'λ: eigenvalues of the diffusion operator; the power t damps the fast modes.',
      },
      {
        tex: String.raw`\mathrm{DSMI}=\sum_c\tfrac{n_c}N\Big(\tfrac1R\sum_r\mathrm{DSE}(Z_{S_{c,r}})-\mathrm{DSE}(Z_{y=c})\Big)`,
        says: 'Random subsets as large as the class, so that log n cancels.',
      },
    ],
    pseudocode: [
      'Gaussian kernels of all pairs; divide by the roots of the row sums.',
      'Eigenvalues; to the power t, divided by their sum; entropy.',
      'For every class: random subsets of its size, and the class.',
      'Add the differences, weighted by the share of the class.',
    ],
    tries: [
      { text: 'Longer diffusion: only the slow modes count.', set: { diffusionTime: 4 } },
      { text: 'The operator of the paper’s text.', set: { operator: 'anisotropic' } },
    ],
    look: [
      'Its bits are its own: for well separated blobs it comes near the entropy of the classes, and nowhere near a closed form in between.',
      'The spectrum falls off where the kernel cannot tell samples apart.',
    ],
    source: source('diffusion-spectral'),
  },
};
