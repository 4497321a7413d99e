import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  semanticPartial: {
    idea: [
      'Rows that resemble each other should get one label. The reward for that is quadratic in the plan; its tangent at the present plan is linear, so each step is a partial transport with a cost that is lower where a row’s neighbours already are.',
      'The mass ρ keeps unsure rows out: they keep their mass back until their neighbours make a column cheap for them.',
    ],
    equations: [
      {
        tex: String.raw`\min_{Q}\ \langle Q,C\rangle-\lambda_1\langle S,QQ^\top\rangle+\gamma\,\mathrm{KL}\big(Q^\top\mathbf 1\,\big\|\,\tfrac\rho K\mathbf 1\big)`,
        says: 'Rows send at most 1/n each, ρ in all; S holds similarities of rows.',
      },
      {
        tex: String.raw`Q\leftarrow\mathrm{P^2OT}\big(C-\lambda_1(S+S^\top)Q\big)`,
        says: 'A step: transport with the reward replaced by its tangent.',
      },
    ],
    pseudocode: [
      'Q ← ρ/(nK)',
      'repeat',
      '  Ĉ ← C − λ₁ (S + Sᵀ) Q',
      '  Q ← partial transport with cost Ĉ, from the last potentials',
      'until the objective falls by less than 1e-6',
    ],
    tries: [
      { text: 'No reward: P²OT.', set: { lambda: 0 } },
      { text: 'A reward that overrules the classifier.', set: { lambda: 600 } },
      { text: 'All the mass.', set: { semanticRho: 1 } },
      { text: 'Poor prototypes.', set: { noise: 1.5 } },
    ],
    look: [
      'Marks gather in neighbourhoods, where P²OT picks single rows: rightly or not, as the first of them went.',
      'The objective falls fast at first; with a large λ₁ on few rows it may rise, since neighbours alone make no positive semi-definite S.',
    ],
    source: source('semantic-partial'),
  },
  progressivePartial: {
    idea: [
      'Transport only a share ρ of the mass. A column at no cost takes the rest, so the rows whose labels are cheap, the sure ones, go first. Column masses may be uneven at the price γ.',
      'With a growing mass every step solves for a larger ρ: in training, the classifier gets better meanwhile; here its scores stay.',
    ],
    equations: [
      {
        tex: String.raw`a\leftarrow\frac{\alpha}{Mb},\qquad b\leftarrow\Big(\frac{\beta}{M^\top a}\Big)^{\gamma/(\gamma+\varepsilon)},\qquad M=e^{-\hat C/\varepsilon}`,
        says: 'Rows to 1/n exactly, columns as far as γ asks; the virtual column exactly to 1 − ρ.',
      },
      {
        tex: String.raw`\rho_t=\rho_0+(1-\rho_0)\,e^{-5(1-t/T)^2}`,
        says: 'The ramp.',
      },
    ],
    pseudocode: [
      'append a column of zeros to C = −log softmax(logits)',
      'β ← (ρ/K, …, ρ/K, 1 − ρ)',
      'repeat: rows to 1/n; columns towards β, the last one exactly',
      'drop the last column',
    ],
    tries: [
      { text: 'Let the mass grow.', set: { schedule: 'ramp' } },
      { text: 'Nearly even columns.', set: { gamma: 100 } },
      { text: 'Columns as they come.', set: { gamma: 0.01 } },
      { text: 'A tenth of the mass.', set: { rho: 0.1 } },
    ],
    look: [
      'Accuracy where mass moves is above that of all rows: the first to go are right more often.',
      'With a large γ the bars become even, and with all the mass the plan that of uniform Sinkhorn.',
    ],
    source: source('progressive-partial'),
  },
  uniformSinkhorn: {
    idea: [
      'The usual way to tidy pseudo-labels: scale the exponentials of the scores until all rows and all columns have equal mass. Clusters of unequal size are cut to one measure.',
    ],
    equations: [
      {
        tex: String.raw`f_i=\varepsilon\Big(\log\tfrac1n-\mathrm{LSE}_k\tfrac{g_k-C_{ik}}\varepsilon\Big),\qquad g_k=\varepsilon\Big(\log\tfrac1K-\mathrm{LSE}_i\tfrac{f_i-C_{ik}}\varepsilon\Big)`,
        says: 'Sums in the log domain; pairs are capped at 1/(nK) where rows take K columns.',
      },
    ],
    pseudocode: ['repeat: g such that columns are even; f such that rows are'],
    tries: [
      { text: 'Close to the exact assignment.', set: { uniformEps: 0.01 } },
      { text: 'No imbalance: nothing to get wrong.', set: { imbalance: 1 } },
      { text: 'Strong imbalance.', set: { imbalance: 50 } },
    ],
    look: ['Bars are even, whatever the truth is.', 'Its potentials are prices: their duality gap shrinks with ε.'],
    source: source('uniform-sinkhorn'),
  },
  lossFreeBalancing: {
    idea: [
      'Every token goes to the K experts with the largest score plus bias. After each batch the bias of an overloaded expert goes down and that of an idle one up: a subgradient step on the dual of the balanced assignment, without touching the loss.',
      'Small constant steps come close to balance; steps that shrink as 1/n arrive at the optimum.',
    ],
    equations: [
      {
        tex: String.raw`p\leftarrow p+u_n\,\mathrm{sign}(L-A)\quad\text{or}\quad p\leftarrow p+u_n\,\frac{L-A}{L}`,
        says: 'A: loads of the batch; L = KT/E: an even load.',
      },
      {
        tex: String.raw`\mathcal L(p)=\sum_i\sum_{k\in\mathrm{TopK}(\gamma_i+p)}(\gamma_{ik}+p_k)-L\sum_kp_k`,
        says: 'Never below the optimum of the balanced assignment.',
      },
    ],
    pseudocode: [
      'p ← 0',
      'for n = 1, 2, …: choose TopK(γ + p) for every token, lower experts first in ties',
      '  A ← loads',
      '  p ← p + u_n sign(L − A), or linear; u_n = u, u/n or u/√n',
    ],
    tries: [
      { text: 'Steps u/n, linear: the optimum.', set: { direction: 'linear', rate: 0.5, decay: 'harmonic' } },
      { text: 'Steps too large.', set: { rate: 0.02 } },
      { text: 'A fresh batch each time.', set: { batches: 'fresh' } },
      { text: 'A gate that favours few experts.', set: { skew: 3 } },
    ],
    look: [
      'Prices part until loads are even, then tremble by a step.',
      'Tokens move from the first experts, which the gate favours, to the last.',
    ],
    source: source('loss-free-balancing'),
  },
  exact: {
    idea: [
      'The best even assignment, exactly: rows start in their best columns, and as long as a column is too full, the rows that lose least by it give way, along a shortest path of such moves to a column with room.',
    ],
    equations: [
      {
        tex: String.raw`\max\sum\gamma_{ik}x_{ik}\quad\sum_kx_{ik}=K,\ \sum_ix_{ik}=L,\ 0\le x\le1`,
        says: 'Its dual prices are those the biases look for.',
      },
    ],
    pseudocode: [
      'every row takes its K best columns',
      'while a column is too full:',
      '  shortest path from it to one with room; an edge costs what the row that loses least loses',
      '  move the rows along it; prices follow the distances',
    ],
    tries: [
      { text: 'Loads that are no whole number.', set: { experts: 12 } },
      { text: 'Every token takes eight.', set: { choices: 8 } },
    ],
    look: ['The duality gap falls to 0 with the last step, and the score is the optimum.'],
    source: source('exact'),
  },
};
