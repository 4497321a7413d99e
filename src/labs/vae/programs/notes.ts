import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const path = String.raw`\nabla\,\mathbb E[f(x)]=\mathbb E\left[f'(\mu+\sigma\varepsilon)\,(\nabla\mu+\varepsilon\nabla\sigma)\right]`;

export const notes: Readonly<Record<string, MethodNotes>> = {
  reparameterised: {
    idea: [
      'Write a draw as a smooth map of the parameters and of noise that does not depend on them. Move the parameters and the draw moves along: the derivative goes through it.',
    ],
    equations: [{ tex: path, says: 'The derivative of f itself is used, so that the estimate is quiet.' }],
    pseudocode: [
      'ε from N(0, 1); x = μ + σ ε as a dual number',
      'run the rest of the program; its tangent is the gradient',
    ],
    tries: [
      { text: 'Climb the bound.', set: { learningRate: 0.02 } },
      { text: 'A wide q.', set: { sd: 2.5 } },
    ],
    look: ['A flip is refused: its outcome jumps, and a jump has no derivative.'],
    source: source('reparameterised'),
  },
  scoreFunction: {
    idea: [
      'Leave the draws where they are and ask how likely they become when the parameters move. Values weigh the derivative of the log density.',
      'Only the value of f is used, so that anything can be inside it. The price is variance: a constant added to f changes no mean and adds noise.',
    ],
    equations: [
      {
        tex: String.raw`\nabla\,\mathbb E_{q_\theta}[f]=\mathbb E_{q_\theta}\left[f\,\nabla\log q_\theta+\nabla f\right]`,
        says: 'x is held fixed in both terms.',
      },
    ],
    pseudocode: ['draw x, without a tangent', 'run the rest; add its value times ∇log q(x) to its tangent'],
    tries: [{ text: 'Climb with it.', set: { learningRate: 0.02 } }],
    look: ['On the square, seven times the variance of the path.'],
    source: source('score-function'),
  },
  scoreFunctionBaseline: {
    idea: [
      'The score has mean 0, so that any constant may be taken off f. The best one is a weighted mean of f itself.',
    ],
    equations: [
      {
        tex: String.raw`\mathbb E\left[(f-b)\,\nabla\log q\right],\qquad b^\star=\frac{\mathbb E[f\,s^2]}{\mathbb E[s^2]},\quad s=\nabla\log q`,
        says: 'b is learned from the batches before, so that nothing is biased.',
      },
    ],
    pseudocode: ['b from the batches before', 'draw x; run the rest; add (value − b) ∇log q(x) to its tangent'],
    tries: [{ text: 'Climb with it.', set: { learningRate: 0.02 } }],
    look: ['On the square 14 in place of 30. On one flip almost nothing is left.'],
    source: source('score-function-baseline'),
  },
  enumerated: {
    idea: ['A coin has two sides: run the rest of the program for both, and weigh.'],
    equations: [
      {
        tex: String.raw`\nabla\sum_vq(v)f(v)=\sum_v\left[\nabla q(v)\,f(v)+q(v)\,\nabla f(v)\right]`,
        says: 'No chance is left at this site.',
      },
    ],
    pseudocode: ['run the rest for heads and for tails', 'add the two, weighed by chances that carry their tangents'],
    tries: [
      { text: 'Score the normal sites and keep enumerating the flip.', set: { normalSite: 'scoreFunction' } },
      { text: 'Climb.', set: { learningRate: 0.02 } },
    ],
    look: ['Where nothing but flips is drawn, the variance is 0. Programs without a flip are as reparameterised.'],
    source: source('enumerated'),
  },
  measureValued: {
    idea: [
      'Draw the coin, and evaluate the side not drawn as well, on the same randomness: the derivative of the chance multiplies the difference.',
    ],
    equations: [
      {
        tex: String.raw`\nabla\,\mathbb E[f(b)]=\mathbb E[\nabla f(b)]+\nabla p\,\left(f(1)-f(0)\right)`,
        says: 'Common randomness keeps the difference quiet.',
      },
    ],
    pseudocode: [
      'draw b; run the rest',
      'rewind the randomness; run the rest for the other side',
      'add p′ (f(1) − f(0)) to the tangent',
    ],
    tries: [{ text: 'Score the normal sites.', set: { normalSite: 'scoreFunction' } }],
    look: ['On the mixture it varies a little more than enumeration, and its value is of one side only.'],
    source: source('measure-valued'),
  },
  iwae: {
    idea: [
      'Average the weights of K draws before the logarithm is taken: the bound tightens as K grows.',
      'The gradient of q does not profit. Its mean vanishes faster than its noise, so that q learns less and less from each step.',
    ],
    equations: [
      {
        tex: String.raw`L_K=\mathbb E\Big[\log\tfrac1K\sum_kw_k\Big],\qquad \nabla L_K=\mathbb E\Big[\sum_k\tfrac{w_k}{\sum_jw_j}\nabla\log w_k\Big]`,
        says: 'With reparameterised draws.',
      },
    ],
    pseudocode: [
      'K runs of the program, each a log weight with its tangent',
      'log mean exp, shifted by the largest; tangents weighed alike',
    ],
    tries: [
      { text: 'Many particles: a tight bound, a drowned gradient.', set: { particles: 64 } },
      { text: 'One: the ELBO.', set: { particles: 1 } },
    ],
    look: ['On the cone five particles let q be wider than the ring, and twenty let it cover all of it.'],
    source: source('iwae'),
  },
};
