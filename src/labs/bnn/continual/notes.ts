import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  isolatedSubnetworks: {
    idea: [
      'Forgetting comes from sharing. Give each task a sparse part of the network, find that part while training, and freeze it afterwards: later tasks may read what it computes and cannot change it.',
      'Finding it is dynamic sparse training: every few batches the smallest free weights leave and as many enter, where the gradient is largest or at random.',
    ],
    equations: [
      {
        tex: String.raw`\Delta W=-\eta\,\nabla L_t\odot M_t\odot(1-U_{t-1}),\qquad U_t=U_{t-1}\vee M_t`,
        says: 'M is the mask of the present task, U what earlier ones use.',
      },
    ],
    pseudocode: [
      'a random mask of density d; new values for its free weights',
      'batches of the task, on the columns of its classes; Adam on free weights of the mask',
      'every ΔT batches: smallest free weights leave, as many enter',
      'after the task: store the mask, freeze its weights',
    ],
    tries: [
      { text: 'One weight in fifty.', set: { instance: 'splitDigits', density: 0.02 } },
      { text: 'Freeze nothing.', set: { instance: 'splitDigits', freeze: false } },
      { text: 'Densities by the shapes of the layers.', set: { instance: 'splitDigits', spread: 'erk' } },
    ],
    look: [
      'Rows of the task matrix repeat: nothing is forgotten, exactly.',
      'Later subnetworks use weights of earlier ones.',
    ],
    source: source('isolated-subnetworks'),
  },
  binaryVariational: {
    idea: [
      'A weight of ±1 cannot be moved a little, but the chance that it is +1 can. Every weight gets a field θ; its mean is tanh βθ, and what a unit receives is nearly Gaussian, so the loss has a gradient through mean and variance.',
      'What was learned is a distribution, and it is the prior of the next task. Where |m| is close to 1 the gradient vanishes with 1 − m²: sure weights are rigid and unsure ones plastic, without anybody having said so.',
    ],
    equations: [
      {
        tex: String.raw`P(w=\pm1)=\frac{e^{\pm\beta\theta}}{2\cosh\beta\theta},\qquad m=\tanh\beta\theta`,
        says: 'A weight’s field, and its mean.',
      },
      {
        tex: String.raw`z=\frac{x\,m^\top}{\sqrt n}+\sqrt{\frac{x^2(1-m^2)^\top}{n}}\;\varepsilon`,
        says: 'What a unit receives; the perceptron’s error is integrated over ε in closed form.',
      },
      {
        tex: String.raw`\partial_\theta\,\gamma\,\mathrm{KL}(q_\theta\|q_{\theta^0})=\gamma\beta^2(1-m^2)(\theta-\theta^0)`,
        says: 'The pull of the anchor θ⁰.',
      },
    ],
    pseudocode: [
      'perceptron: θ ← 0.1 N(0, 1), θ⁰ ← 0; network: θ ← N(0, 1), no anchor in the first task',
      'for every task:',
      '  repeat: m ← tanh βθ; loss and gradient through m and 1 − m²',
      '    add γ β² (1 − m²)(θ − θ⁰); Adam on θ',
      '  θ⁰ ← θ',
      'test with sign(θ)',
    ],
    tries: [
      { text: 'No anchor: the first task goes.', set: { anchor: 'none' } },
      { text: 'A light anchor.', set: { gamma: 0.1 } },
      { text: 'Drag by the update before, as in the released code.', set: { anchor: 'step' } },
      { text: 'Teachers that contradict each other.', set: { r0: -0.5 } },
    ],
    look: [
      'In the plane of both errors the way ends at theory’s dot.',
      'In the cloud of certainty the fields of sure weights move as far as others; out there tanh is flat, so that their means, which is all that counts, stay.',
      'Without an anchor the histogram piles up at ±1, and little is left to learn with.',
    ],
    source: source('binary-variational'),
  },
  fineTuning: {
    idea: ['A plain network that goes on training. It learns every task, and each takes from those before.'],
    equations: [{ tex: String.raw`\min_\theta\;-\log p(D_t\mid\theta)`, says: 'The present task, and nothing else.' }],
    pseudocode: ['for every task, every epoch, every batch: Adam on the cross-entropy'],
    tries: [
      { text: 'One epoch a task: less time to forget, and to learn.', set: { epochs: 1 } },
      { text: 'A narrow network.', set: { width: 16 } },
    ],
    look: ['The diagonal of the matrix is bright, and below it the columns fade.'],
    source: source('fine-tuning'),
  },
  elasticWeights: {
    idea: [
      'After a task, ask how much each weight mattered: the Fisher information says how fast the answers change with it. Then tie every weight to where it was by a spring of that stiffness, and learn the next task.',
      'It is Bayes’ rule with the posterior replaced by a Gaussian around the optimum, without correlations.',
    ],
    equations: [
      {
        tex: String.raw`F_i=\sum_x\mathbb E_{y\sim p(y|x)}\Big[\big(\partial_{\theta_i}\log p(y|x)\big)^2\Big]`,
        says: 'The diagonal of the Fisher information of a task.',
      },
      {
        tex: String.raw`-\log p(D_t\mid\theta)+\frac\lambda2\sum_{s<t}\sum_iF_{s,i}(\theta_i-\theta^*_{s,i})^2`,
        says: 'The present task, and the springs of all earlier ones.',
      },
    ],
    pseudocode: [
      'for every task:',
      '  Adam on cross-entropy + λ/(2M) Σ F (θ − θ*)²',
      '  F ← F + Fisher information of the task; θ* ← mean of the optima, weighted by F',
    ],
    tries: [
      { text: 'Soft springs.', set: { stiffness: 0.1 } },
      { text: 'Stiff springs: nothing new is learned.', set: { stiffness: 1000 } },
    ],
    look: ['Stiffness trades the lower left of the matrix for its diagonal.'],
    source: source('elastic-weights'),
  },
  variationalContinual: {
    idea: [
      'Every weight is a Gaussian. After a task its mean and width are the prior of the next: weights that the data pinned down are held, the others are free.',
    ],
    equations: [
      {
        tex: String.raw`\min_{q_t}\;\mathbb E_{q_t}\big[-\log p(D_t\mid\theta)\big]+\mathrm{KL}(q_t\,\|\,q_{t-1})`,
        says: 'Yesterday’s posterior is today’s prior.',
      },
    ],
    pseudocode: [
      'q₀ ← N(0, 1)',
      'for every task:',
      '  Adam on E[cross-entropy] + KL(q ‖ q before)/M, with noise on every unit',
      '  q before ← q',
    ],
    tries: [
      { text: 'Wide at the start: slower to learn.', set: { deviation: 0.2 } },
      { text: 'Longer on every task.', set: { epochs: 40 } },
    ],
    look: ['It forgets more slowly than fine-tuning, and its answers stay unsure where tasks disagree.'],
    source: source('variational-continual'),
  },
};
