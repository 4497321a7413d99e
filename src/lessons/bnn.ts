import type { Path } from './path.ts';

export const bnn: Path = {
  id: 'bnn',
  title: 'Knowing what one does not know',
  learn:
    'What a posterior over the weights of a network says, what it costs to keep few of them, and what a network forgets.',
  minutes: 14,
  stops: [
    {
      link: '#/bnn/posterior/hmc?instance=gap&n=40&width=8&depth=1&updates=60',
      title: 'Many networks at once',
      text: [
        'Forty points on a curve, with a gap in the middle. Many settings of the weights fit them. Bayes’ rule weighs all of these settings: the posterior.',
        'Hamiltonian Monte Carlo draws networks from it. Where they agree the band is narrow, where they differ it is wide.',
      ],
      predict: {
        question: 'Where will the band be widest?',
        options: ['At the data', 'In the gap', 'Outside the data, at both ends'],
        right: 2,
        why: 'Outside. In the gap the curve is held from both sides; beyond the ends nothing holds it. The standard deviation there is several times that at the data.',
      },
      look: 'Compare the three charts of standard deviations: at the data, in the gap, outside.',
    },
    {
      link: '#/bnn/posterior/deepEnsemble?n=100&width=16&updates=200&members=4&pin=deterministic~updates:200',
      title: 'One network has no doubts',
      text: [
        'Now two classes, two moons. One network is trained as usual, and pinned as run A. Beside it four networks that differ only in their starting weights: an ensemble.',
        'Epistemic uncertainty is how much networks disagree beyond what each of them says is noise.',
      ],
      predict: {
        question: 'Far from all data, how much will the four networks disagree, compared with at the test data?',
        options: ['Less: far away all are sure', 'About as much', 'Several times as much'],
        right: 2,
        why: 'Several times as much. Near the data they had to agree; far away each goes on in its own way. For the single network this uncertainty is zero everywhere: there is nobody to disagree with.',
      },
      look: 'In “Prediction”, compare how sure the two runs are far from the data.',
    },
    {
      link: '#/bnn/posterior/magnitudePruning?n=100&width=16&updates=200&density=0.1&pin=magnitudePruning~updates:200~density:0.1~schedule:gradual',
      title: 'Ninety percent less',
      text: [
        'Most weights of a network can go. Here nine in ten are removed, the ones that are smallest for their uncertainty.',
        'The run you see removes them all at once, at the end. The pinned run A removes them bit by bit, while the others still learn.',
      ],
      predict: {
        question: 'Which of the two will classify better with the one tenth that is left?',
        options: ['Removing at once', 'Removing bit by bit', 'No difference'],
        right: 1,
        why: 'Bit by bit. The weights that stay had time to take over the work of those that went. Cut at once, the network drops close to guessing.',
      },
      look: 'In “Sparsity” one line is a step and the other a ramp. See what “Accuracy” does at each.',
    },
    {
      link: '#/bnn/continual/fineTuning?instance=splitDigits&images=300&epochs=5&width=32',
      title: 'Forgetting',
      text: [
        'Five tasks, one after the other: 0 or 1, 2 or 3, and so on. At each task the network sees only the digits of that task.',
        'It goes on from the weights it had. Nothing else protects what it learned before.',
      ],
      predict: {
        question: 'After the fifth task, how well will it still tell the digits of the first?',
        options: ['Nearly as well as before', 'About as well as tossing a coin', 'It gets them all wrong'],
        right: 2,
        why: 'All wrong. The network has learned that the answer is always one of the last two digits. This is called catastrophic forgetting, and here it is complete.',
      },
      look: '“Accuracy on task 1” is at one, until the second task begins.',
    },
    {
      link: '#/bnn/continual/replay?instance=splitDigits&images=300&epochs=5&width=32',
      title: 'A few examples kept',
      text: [
        'The same tasks. This time ten examples are kept of what was seen before, and trained on along with each new task.',
        'Ten is few against the hundreds of the task at hand.',
      ],
      predict: {
        question: 'How much of the first task will be left at the end?',
        options: ['Nothing, ten are too few', 'More than half', 'Everything'],
        right: 1,
        why: 'About three quarters. A handful of examples is enough to keep the old answers in play. Not all: the boundary around ten examples is not the boundary around all.',
      },
      look: 'Tick “Elastic weights”, which keeps no example but ties weights that mattered, and compare. Then change how many examples are kept.',
    },
    {
      link: '#/bnn/continual/sequentialBayes?instance=conjugate&burnIn=50&draws=100&chains=2',
      title: 'Exact, and still wrong',
      text: [
        'Would exact Bayesian inference solve it? Here it is exact: one number to be learned, a bell-shaped prior, two tasks. But the model is wrong. It believes that both tasks have the same answer; in truth they are two apart.',
        'The posterior after task one is the prior of task two. Nothing is lost on the way.',
      ],
      predict: {
        question: 'After both tasks, where will the posterior stand?',
        options: ['At the first answer', 'At the second answer', 'Halfway, at neither'],
        right: 2,
        why: 'Halfway: its distance from both truths is one. Bayes’ rule did what it should and averaged. No inference mends a model that cannot say “the task has changed”.',
      },
      look: 'Change the number of examples of a task: the posterior moves towards the task with more of them.',
    },
  ],
};
