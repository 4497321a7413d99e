import type { Path } from './path.ts';

export const vae: Path = {
  id: 'vae',
  title: 'Codes with a price',
  learn:
    'What the two terms of a variational autoencoder want, why parts of its code fall silent, and exactly when, in a model simple enough to be solved.',
  minutes: 12,
  stops: [
    {
      link: '#/vae/images/vae?instance=digits&n=300&latent=2&steps=150',
      title: 'Two terms',
      text: [
        'An encoder turns each digit into a small cloud in the plane, a decoder turns points of the plane back into digits. Training makes the sum of two terms small, $\\mathcal L=D+\\mathrm{KL}$.',
        '$D$ is how badly the digit comes back. $\\mathrm{KL}$ is the price of the code, in nats: how far the clouds stray from the prior, a standard bell around the origin. A cloud equal to the prior is free, and says nothing.',
      ],
      predict: {
        question: 'As training goes on, what will the price of the code do?',
        options: ['Fall towards zero', 'Stay where it started', 'Rise'],
        right: 2,
        why: 'It rises to about one and a half nats. The decoder learns to use the code, so it is worth paying for: each nat spent saves more than a nat of D.',
      },
      look: 'In the latent plane the digits move apart. The chart “Distortion” falls while “Rate” rises.',
    },
    {
      link: '#/vae/images/autoencoder?instance=digits&n=300&steps=150&pin=vae~steps:150',
      title: 'What the price is for',
      text: [
        'Leave out the price and an ordinary autoencoder remains. It may place its codes wherever it likes.',
        'A VAE with the same network, seed and steps runs beside it, as pinned run A.',
      ],
      predict: {
        question: 'Which of the two will give the digits back more exactly?',
        options: ['The autoencoder', 'The VAE', 'They will be equal'],
        right: 0,
        why: 'The autoencoder: its squared error of a pixel is clearly smaller. It has one thing to do. What it loses is a place to draw from: nothing says where in its code space digits live.',
      },
      look: 'Compare the “Reconstructions” of the two. Only the VAE has a picture “Samples”: there is a prior to draw from.',
    },
    {
      link: '#/vae/images/betaVae?instance=digits&n=300&steps=150&pin=vae~steps:150',
      title: 'Too dear',
      text: [
        'Now the price is multiplied by $\\beta$ = 4. The digits are small, 8 × 8 pixels, and a nat of code saves only a few nats of $D$.',
        'The plain VAE, $\\beta$ = 1, runs beside it again.',
      ],
      predict: {
        question: 'How many of the eight axes of the code will still say something after 150 steps?',
        options: ['All eight', 'About half', 'None'],
        right: 2,
        why: 'None. The rate is nearly zero: every cloud equals the prior and every digit comes back as the same grey mean. This is posterior collapse, and at this price it is the best the network has found.',
      },
      look: '“Active axes” is at zero while the plain VAE keeps several. Train longer, or lower β, and see axes wake up.',
    },
    {
      link: '#/vae/linear/linearVae',
      title: 'Collapse you can compute',
      text: [
        'Is collapse a failure of training? In a linear VAE one can tell, because its minimum has a closed form. The data have six directions with strengths 3, 2.2, 1.6 and so on down to 0.3; $\\theta$ stands for one of them.',
        'Along such a direction the solution is $\\sqrt{\\theta^2-\\beta\\eta^2}$, or zero when that is negative. Here $\\beta$ and $\\eta$ are 1.',
      ],
      predict: {
        question: 'Weak directions, with θ of 1 or less, will be',
        options: ['coded, but with little weight', 'not coded at all', 'coded as well as the strong ones'],
        right: 1,
        why: 'They are exactly zero: two directions collapse, as the formula says. It is not a fault of gradient descent. To code a direction whose variance is below the noise costs more than it saves.',
      },
      look: '“Distance to the closed form” goes down to rounding: the run ends where the formula says.',
    },
    {
      link: '#/vae/linear/linearVae?beta=4',
      title: 'The threshold moves with β',
      text: [
        'The same data, with $\\beta$ = 4. A direction survives only if $\\theta^2>\\beta\\eta^2=4$, so if its strength is above 2.',
        'The strengths are 3, 2.2, 1.6, 1.1, 0.7 and 0.3; at $\\beta$ = 1 two of the six were gone.',
      ],
      predict: {
        question: 'How many of the six directions will have collapsed?',
        options: ['Still two', 'Four', 'All six'],
        right: 1,
        why: 'Four. Only those stronger than 2 are left. Multiplying the price by four doubled the strength a direction needs.',
      },
      look: 'Raise β beyond 9, the square of the strongest: everything collapses, as with the digits.',
    },
    {
      link: '#/vae/linear/linearConditionalVae?instance=conditioned&pin=linearVae',
      title: 'A code for what is not known yet',
      text: [
        'A conditional VAE is told something, here an input that is correlated with the output at $\\rho$ = 0.8. The code only has to say the rest.',
        'Of the variance of a direction, the share $1-\\rho^2$ is left: about a third. The linear VAE that is told nothing is pinned as run A.',
      ],
      predict: {
        question: 'With the condition given, how many directions will need no code?',
        options: ['Fewer than without it', 'As many', 'More'],
        right: 2,
        why: 'More: three of them, against one without the condition. What the condition explains is not worth paying for twice, so directions fall below the threshold that were above it before. Here collapse means that the condition suffices.',
      },
      look: 'Set ρ to 0: the condition is useless and the directions come back.',
    },
  ],
};
