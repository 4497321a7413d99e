import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const contrast = {
  tex: String.raw`-\frac1B\sum_i\log\frac{e^{f(x_i,y_i)}}{\sum_je^{f(x_i,y_j)}},\quad f(x,y)=g(x)^\top h(y)`,
  says: 'Which of the B partners belongs to x? ln B less this is a lower bound of the information.',
};

export const notes: Readonly<Record<string, MethodNotes>> = {
  contrastive: {
    idea: [
      'A critic scores pairs; it is trained to find the partner of each x among those of the batch. What its encoder of x has learnt by then is the representation.',
      'To find one of 32 partners takes 3.5 nats. When x and y share 18, a few factors suffice, and the others may be left out.',
    ],
    equations: [contrast],
    pseudocode: ['draw B pairs', 'scores f(x_i, y_j) of all of them', 'softmax over each row', 'one step of Adam'],
    tries: [
      { text: 'Larger batches certify more.', set: { batch: 128 } },
      { text: 'Train longer.', set: { rounds: 1000 } },
    ],
    look: ['The loss falls to almost nothing while some factors are read badly.'],
    source: source('contrastive'),
  },
  wassersteinContrastive: {
    idea: [
      'With slopes of at most 1 a critic cannot tell pairs apart by one factor alone: how far scores can lie apart is bounded by how far x and y move, and every factor adds to that.',
      'This measures dependence by a Wasserstein distance between pairs that belong together and pairs that do not, in place of a Kullback-Leibler divergence.',
    ],
    equations: [
      {
        tex: String.raw`I_W=\sup_{|\nabla f|\le1}\mathbb E_{p(x,y)}f-\mathbb E_{p(x)p(y)}f`,
        says: 'The dependency measure.',
      },
      contrast,
      {
        tex: String.raw`+\ \lambda\,\mathbb E\,\max\big(0,|\nabla_{x,y}f|-1\big)^2`,
        says: 'At pairs that do not belong together; two-sided in the paper.',
      },
    ],
    pseudocode: [
      'loss as without the penalty',
      'slopes a = J_gᵀh(y), b = J_hᵀg(x) at pairs (x_i, y_i+s)',
      'penalty and its derivative: tangents J_g a, J_h b through the same masks',
      'one step of Adam',
    ],
    tries: [
      { text: 'Press harder.', set: { lambda: 10 } },
      { text: 'No penalty: it is CPC again.', set: { lambda: 0 } },
      { text: 'Punish slopes below 1 as well.', set: { penalty: 'both' } },
    ],
    look: ['Its contrastive loss stays higher, and its probes are better: the loss is not the goal.'],
    source: source('wasserstein-contrastive'),
  },
};
