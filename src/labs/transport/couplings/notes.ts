import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>(['./solvers/*.ts', '!./solvers/*.test.ts'], {
  query: '?raw',
  import: 'default',
});
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

/** What each method is, for the reader: idea, equations, what to try, what to look for. */
export const notes: Readonly<Record<string, MethodNotes>> = {
  exact: {
    idea: [
      'The cheapest plan without any blur: a linear programme whose optimum lies on a vertex, so that at most n + m − 1 entries carry mass. The network simplex walks from vertex to vertex along a spanning tree.',
    ],
    equations: [
      {
        tex: String.raw`\min_{P\ge 0}\ \langle P,C\rangle\quad\text{with } P\mathbf 1=a,\ P^\top\mathbf 1=b`,
        says: 'Every intermediate plan moves all the mass; only its cost falls.',
      },
      {
        tex: String.raw`f_i+g_j\le C_{ij},\quad P_{ij}>0\Rightarrow f_i+g_j=C_{ij}`,
        says: 'The potentials that prove the end is the optimum.',
      },
    ],
    pseudocode: [
      'Start from a feasible spanning tree of arcs.',
      'Compute the potentials along the tree.',
      'Look for an arc with C − f − g < 0, block by block; none: optimal, stop.',
      'Add it: it closes a cycle with the tree.',
      'Push as much mass around the cycle as fits; the emptied arc leaves.',
    ],
    tries: [],
    look: [
      'The duality gap is zero at the end and not before: that is the certificate.',
      'In the plan, one dot a row for assignments; a staircase for densities on a line.',
    ],
    source: source('exact'),
  },
  sinkhorn: {
    idea: [
      'Add an entropic term and the optimum has a closed form up to two potentials. Setting one so that the rows are right, then the other so that the columns are, and again, climbs the dual one side at a time. Working on logarithms keeps the smallest ε from underflowing.',
    ],
    equations: [
      {
        tex: String.raw`f_i\leftarrow\varepsilon\log a_i-\varepsilon\log\textstyle\sum_j e^{(g_j-C_{ij})/\varepsilon}`,
        says: 'Rows are exact after this, columns after the same for g.',
      },
      { tex: String.raw`P_{ij}=e^{(f_i+g_j-C_{ij})/\varepsilon}`, says: 'The plan that the potentials stand for.' },
    ],
    pseudocode: [
      'Start from f = g = 0.',
      'f: make every row sum to a, by a log-sum-exp over the row.',
      'g: make every column sum to b, by a log-sum-exp over the column.',
      'Back to line 2.',
    ],
    tries: [
      { text: 'Sharpen the plan and count the steps.', set: { eps: 0.001 } },
      { text: 'Blur it, and a handful is enough.', set: { eps: 0.1 } },
    ],
    look: [
      'A straight line on a log axis of errors: the rate is linear, and it gets worse as ε falls.',
      'The transport cost approaches from below: a plan with wrong marginals can be too cheap.',
    ],
    source: source('sinkhorn'),
  },
  sinkhornKernel: {
    idea: [
      'The same iteration as two matrix-vector products with the kernel exp(−C/ε): an order of magnitude cheaper a step. The scalings are folded into the potentials before they overflow, which is what makes small ε possible.',
    ],
    equations: [
      {
        tex: String.raw`u\leftarrow a/(Kv),\qquad v\leftarrow b/(K^\top u)`,
        says: 'One step: two products and two divisions.',
      },
      {
        tex: String.raw`f\leftarrow f+\varepsilon\log u,\quad g\leftarrow g+\varepsilon\log v,\quad K_{ij}\leftarrow e^{(f_i+g_j-C_{ij})/\varepsilon}`,
        says: 'Absorption, when a scaling grows too large.',
      },
    ],
    pseudocode: [
      'K = exp((f + g − C)/ε) with f = g = 0.',
      'u = a / (K v), v = b / (Kᵀ u).',
      'When log u or log v grows large, or every 200 steps: fold them into f and g, and form K again.',
      'Back to line 2.',
    ],
    tries: [{ text: 'Race it against the log-domain form: same steps, fewer seconds.', set: { eps: 0.01 } }],
    look: ['Against seconds it wins; against steps the two curves are one.'],
    source: source('sinkhorn-kernel'),
  },
  sinkhornGpu: {
    idea: [
      'Sinkhorn in float32 on the GPU: one fused kernel computes costs from the points, subtracts the running maximum and sums the exponentials, so that no n × m matrix exists anywhere. Memory is O(n), which is what lets 16,384 points run.',
    ],
    equations: [
      {
        tex: String.raw`f_i\leftarrow\varepsilon\log a_i-\varepsilon\,\operatorname{LSE}_j\big((g_j-c(x_i,y_j))/\varepsilon\big)`,
        says: 'One half-step; every row is one group of 64 lanes.',
      },
    ],
    pseudocode: [
      'Upload points and logarithms of the weights once.',
      'For each row: stride over the columns, four at a time, with a running maximum.',
      'Combine the lanes by a tree; write f. The same for g.',
      'Read the potentials back only when a number is to be shown.',
    ],
    tries: [{ text: 'Lower ε and watch where the error stops falling.', set: { eps: 0.001 } }],
    look: ['The dashed line is the float32 floor: the error does not go below it, whatever the theory says.'],
    source: source('sinkhorn-gpu'),
  },
  sinkhornUnbalanced: {
    idea: [
      'When the two heaps need not match, mass may be created or destroyed at a price τ. The update is Sinkhorn’s, damped: the larger τ, the harder the marginals.',
    ],
    equations: [
      {
        tex: String.raw`\min_{P\ge0}\ \langle P,C\rangle+\varepsilon\operatorname{KL}(P\,|\,ab^\top)+\tau\operatorname{KL}(P\mathbf 1|a)+\tau\operatorname{KL}(P^\top\mathbf 1|b)`,
        says: 'Marginals are a price, not a rule.',
      },
      {
        tex: String.raw`f_i\leftarrow-\tfrac{\tau}{\tau+\varepsilon}\,\varepsilon\log\textstyle\sum_j b_j\,e^{(g_j-C_{ij})/\varepsilon}`,
        says: 'The factor τ/(τ + ε) is all that is new.',
      },
    ],
    pseudocode: [
      'Start from f = g = 0.',
      'f: Sinkhorn’s row update times τ/(τ + ε).',
      'g: the same for the columns.',
      'Back to line 2.',
    ],
    tries: [
      { text: 'Make mass cheap to destroy: the far heap is given up.', set: { tau: 0.05 } },
      { text: 'Make it dear: balanced transport returns.', set: { tau: 100 } },
    ],
    look: ['The mass of the plan falls below one; the marginal error does not go to zero, and is not meant to.'],
    source: source('sinkhorn-unbalanced'),
  },
  sinkhornNewtonSparse: {
    idea: [
      'A few Sinkhorn sweeps make the plan nearly sparse. From then on Newton’s system is nearly sparse too: keep its k n largest entries, solve by conjugate gradients, and the error falls by orders of magnitude a step.',
    ],
    equations: [
      {
        tex: String.raw`\begin{bmatrix}\operatorname{diag}(P\mathbf 1)&S_k\\ S_k^\top&\operatorname{diag}(P^\top\mathbf 1)\end{bmatrix}\delta=\begin{bmatrix}a-P\mathbf 1\\ b-P^\top\mathbf 1\end{bmatrix}`,
        says: 'S keeps the largest entries of the plan; the diagonal keeps the full sums.',
      },
      {
        tex: String.raw`(f,g)\leftarrow(f,g)+\alpha\,\varepsilon\,\delta`,
        says: 'α is halved until the dual rises enough.',
      },
    ],
    pseudocode: [
      'Start from f = g = 0.',
      'N₁ times: rows, then columns, as Sinkhorn does.',
      'Form the plan; stop when its marginals are right.',
      'Keep its k n largest entries.',
      'Solve for δ by conjugate gradients, with the diagonal as preconditioner.',
      'Halve α until the dual rises enough; move; back to line 3.',
    ],
    tries: [
      { text: 'Keep two entries a row, and Newton turns linear.', set: { keepPerRow: 2 } },
      { text: 'Do everything in 32 bits, and see where it stops.', set: { arithmetic: 'float32' } },
      { text: 'Solve only the inner system in 32 bits: the outer steps correct it.', set: { arithmetic: 'mixed' } },
    ],
    look: [
      'For the first sweeps the two curves are one: Newton begins as Sinkhorn. Then it falls off a cliff.',
      'Conjugate-gradient steps a Newton step, and the share of mass left out of the system, say why it works or does not.',
    ],
    source: source('sinkhorn-newton-sparse'),
  },
  quadratic: {
    idea: [
      'Price the plan by its squared 2-norm in place of its entropy. The dual stays smooth, yet an entry whose potentials do not pay for its cost is exactly zero: the plan is sparse, how sparse only γ decides.',
    ],
    equations: [
      {
        tex: String.raw`\min_{P\mathbf 1=a,\,P^\top\mathbf 1=b,\,P\ge0}\ \langle P,C\rangle+\tfrac\gamma2\|P\|^2`,
        says: 'The ridge in place of the entropy.',
      },
      {
        tex: String.raw`P_{ij}=\tfrac1\gamma\big[f_i+g_j-C_{ij}\big]_+`,
        says: 'The plan, from the two potentials; the semi-dual chooses g so that the columns are exact.',
      },
    ],
    pseudocode: [
      'Start from f = 0 (dual: f = g = 0).',
      'Column by column: project (f − C)/γ onto the simplex of mass b.',
      'The gradient of the semi-dual is a minus the row sums.',
      'Take a step of L-BFGS with a strong Wolfe line search.',
      'Back to line 2 until no row is off by 1e-8.',
    ],
    tries: [
      { text: 'Lower γ: nearly the exact plan, in more steps.', set: { gamma: 0.05 } },
      { text: 'Raise γ: the mass spreads, and a few steps are enough.', set: { gamma: 20 } },
    ],
    look: [
      'Beside Sinkhorn, whose plan has no zeros at all, most cells are empty; but no two columns agree on how many are not.',
      'The duality gap closes faster than a line: the support is found, and what is left is a linear system.',
    ],
    source: source('quadratic'),
  },
  sparsityConstrained: {
    idea: [
      'Say how sparse the plan shall be: at most k sources a target. The constraint is not convex, yet its (semi-)dual needs only the k largest entries of each column, which is a selection and a projection. k = 1 is exact transport, k = n the quadratic one.',
    ],
    equations: [
      {
        tex: String.raw`t_j=\big[\operatorname{topk}\big((f-c_j)/\gamma\big)-\tau_j\big]_+,\qquad \mathbf 1^\top t_j=b_j`,
        says: 'Each column of the plan in the semi-dual; all but k entries are −∞ before the projection.',
      },
      {
        tex: String.raw`\nabla S(f)=a-\textstyle\sum_j t_j`,
        says: 'The gradient is what the rows lack: at a kink of the dual it does not go to zero.',
      },
    ],
    pseudocode: [
      'Start from f = 0.',
      'Column by column: keep the k largest of (f − c)/γ; ties go to the earlier row.',
      'Project them onto the simplex of mass b; in the dual, subtract −g/γ and cut at zero.',
      'The gradient is a minus the row sums.',
      'Take a step of L-BFGS or of ADAM.',
      'Back to line 2 until no row is off by 1e-8, the line search fails or the budget ends.',
    ],
    tries: [
      { text: 'One source a target: the exact assignment.', set: { k: 1 } },
      { text: 'Eight: smooth enough for a handful of steps.', set: { k: 8 } },
      { text: 'Gradients of ADAM, which do not mind the kinks.', set: { optimiser: 'adam' } },
      { text: 'The dual in place of the semi-dual: with k = 1 it gets stuck.', set: { k: 1, formulation: 'dual' } },
    ],
    look: [
      'No bar passes the line k, at any step. The price is said beside it: for k between 2 and a third of the points the rows are off by some hundredths, or by a tenth.',
      'The dual bounds the problem from below and no more, as the problem is not convex; so there is no duality gap to show.',
      'The dual value falls as k grows: from exact transport plus a constant down to the quadratic problem.',
    ],
    source: source('sparsity-constrained'),
  },
};
