import type { Path } from './path.ts';

export const information: Path = {
  id: 'information',
  title: 'Bits that one can trust',
  learn:
    'What mutual information measures, how much an estimate of it owes to the estimator, and what squeezing information does to a network.',
  minutes: 12,
  stops: [
    {
      link: '#/information/estimators/binning?information=0&n=600&stages=8',
      title: 'Nothing in common',
      text: [
        'Mutual information $I(X;Y)$ says how many bits one learns about $Y$ from seeing $X$. It is zero exactly when the two are independent.',
        'Here they are: 600 pairs of independent Gaussian vectors, two coordinates each. We cut every coordinate into ten bins and count.',
      ],
      predict: {
        question: 'The truth is zero bits. What will the histogram say?',
        options: ['Zero, or nearly', 'More than one bit', 'Less than zero'],
        right: 1,
        why: 'More than one bit. There are ten thousand cells for 600 pairs, so most pairs sit alone in theirs, and being alone looks like being determined. Chance looks like structure.',
      },
      look: 'The estimate falls as more pairs are used, and would need very many more to reach zero.',
    },
    {
      link: '#/information/estimators/binning?n=600&stages=8&bins=40&pin=binning~bins:4',
      title: 'The answer you choose',
      text: [
        'Now the vectors are dependent; the truth is 2.9 bits. The same estimator with 40 bins a coordinate, and with 4 as the pinned run A.',
        'Same data, same formula, another ruler.',
      ],
      predict: {
        question: 'How will the two estimates compare with the truth?',
        options: ['Both close to it', 'One far above, one far below', 'Both below'],
        right: 1,
        why: 'About 7.5 bits with 40 bins, 1.2 with 4. Somewhere between there is a number of bins that gives the right answer, but without the truth nobody could tell which.',
      },
      look: 'Move the slider of bins and see the estimate pass the truth.',
    },
    {
      link: '#/information/estimators/ksg?information=0&n=600&stages=8&with=binning',
      title: 'Rulers that adapt',
      text: [
        'Kraskov’s estimator has no bins. Around each pair it takes the distance to the fifth neighbour, and counts how many points are as close in $X$ alone and in $Y$ alone. Its errors mostly cancel.',
        'We go back to independent vectors. The histogram runs beside it.',
      ],
      predict: {
        question: 'What will Kraskov’s estimator say, where the truth is zero?',
        options: ['About as much as the histogram', 'About half as much', 'Within a tenth of a bit of zero'],
        right: 2,
        why: 'Within a few hundredths of a bit, and it may be negative: it is not forced to be a valid information, only to be right on average.',
      },
      look: 'The two lines in “Estimate”: one near the truth from the start, one sinking towards it slowly.',
    },
    {
      link: '#/information/estimators/ksg?information=8&n=600&stages=8',
      title: 'A ceiling',
      text: [
        'Is that the end of the trouble? Now the vectors are nearly functions of each other, and the truth is 11.5 bits.',
        'There are 600 pairs. To tell 600 things apart takes $\\log_2 600$, a little more than nine bits.',
      ],
      predict: {
        question: 'What will the estimator say?',
        options: ['Close to 11.5 bits', 'Far less', 'Far more'],
        right: 1,
        why: 'About 6.5 bits. From n samples one cannot certify much more than log n, and this estimator stays below. Large information cannot be read off small samples.',
      },
      look: 'Raise n: the estimate climbs, slowly. Each further bit needs about twice the samples.',
    },
    {
      link: '#/information/plane/binning?layers=10-7-5&batch=128&epochs=100',
      title: 'The plane of a network',
      text: [
        'A layer $T$ of a network is a function of the input. How much it knows of the input, $I(X;T)$, and of the label, $I(T;Y)$, can be drawn as a point for each layer, and the points move as it learns.',
        'A later layer is computed from an earlier one. It cannot know what the earlier one has dropped.',
      ],
      predict: {
        question: 'During training, what will the last hidden layer’s information about the label do?',
        options: ['Rise', 'Stay', 'Fall'],
        right: 0,
        why: 'It rises: to say the label at the end, the last layer must carry it. Whether $I(X;T)$ then falls, as once was claimed, depends on the bins, as you have seen.',
      },
      look: 'Follow one layer’s path in the plane. Change the activation or the number of bins and see how much of the path is the ruler.',
    },
    {
      link: '#/information/bottleneck/vib?n=128&beta=1&epochs=40&pin=vib~epochs:40',
      title: 'Squeezing on purpose',
      text: [
        'One can make compression part of training: fit the labels, and pay $\\beta$ for what the code keeps of the input.',
        'Here $\\beta$ is 1. The pinned run A has $\\beta$ = 0.001, hardly any price.',
      ],
      predict: {
        question: 'With the high price, what happens to test accuracy?',
        options: [
          'It is better: noise is squeezed out',
          'It is the same',
          'It is worse: the signal is squeezed out too',
        ],
        right: 2,
        why: 'Worse. The code keeps less than two bits instead of eleven, and loses the classes with the noise. Some squeezing helps: try β = 0.1.',
      },
      look: '“Rate” shows what the code keeps. Between the two prices there is one that keeps the classes and little else.',
    },
  ],
};
