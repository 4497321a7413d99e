import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  lightBridge: {
    idea: [
      'A bridge is known once one function v of the target’s space is known. Let v be a Gaussian mixture, and everything is in closed form: its normaliser, where the mass of each x goes, and the drift. No path has to be simulated in order to learn.',
      'The divergence to the true bridge is, but for a constant, the mean of log c over the source less the mean of log v over the target. Two batches and a few exponentials make a step.',
    ],
    equations: [
      {
        tex: String.raw`v(y)=\sum_k\alpha_k\,\mathcal N(y\mid r_k,\varepsilon S_k),\qquad \pi(y\mid x)=\tfrac1{c(x)}e^{\langle x,y\rangle/\varepsilon}v(y)`,
        says: 'The adjusted potential, and the conditional plan it stands for.',
      },
      {
        tex: String.raw`c(x)=\sum_k\tilde\alpha_k(x),\qquad \tilde\alpha_k(x)=\alpha_k\exp\frac{x^\top S_kx+2r_k^\top x}{2\varepsilon}`,
        says: 'The normaliser; given x, component k has mean rₖ + Sₖ x and covariance ε Sₖ.',
      },
      {
        tex: String.raw`\mathcal L=\mathbb E_{p_0}\log c(x)-\mathbb E_{p_1}\log v(y)=\operatorname{KL}(\pi^*\Vert\pi_\theta)+\text{constant}`,
        says: 'What Adam makes small.',
      },
      {
        tex: String.raw`g(x,t)=\frac{\mathbb E[X_1\mid X_t=x]-x}{1-t},\qquad dX=g\,dt+\sqrt\varepsilon\,dW`,
        says: 'The drift; the mean is again that of a mixture.',
      },
    ],
    pseudocode: [
      'rₖ ← K target points, Sₖ ← S₀ I, αₖ ← 1/K',
      'x, y ← fresh batches of source and target',
      'p ← softmax of log α̃(x); q ← posteriors of v at y',
      'gradient of log α: E p − E q; of r and S likewise',
      'Adam on ε log α, r and log S; S is kept in [e⁻⁸, e⁴]',
      'to sample: k by p(x), y ~ N(rₖ + Sₖ x, ε Sₖ), then a Brownian bridge from x to y',
    ],
    tries: [
      { text: 'Too few components for little noise: some of the target is never found.', set: { components: 5 } },
      { text: 'Much noise: few components will do.', set: { eps: 1, components: 10 } },
      { text: 'Small steps at the end take the jitter out.', set: { dropAt: 1000 } },
    ],
    look: [
      'Components that carry no mass grow faint: their ellipses are left over from the start.',
      'Paths of one colour begin at one point and end where the conditional plan says, some here and some there.',
      'The drift is gentle at first and decides late when there is much noise.',
    ],
    source: source('light-bridge'),
  },
  sinkhorn: {
    idea: [
      'Take samples for the distributions, and the entropic plan between them is found by scaling rows and columns in turn. Its potential puts an atom at every target point, which gives a plan, a drift and paths for any x.',
      'It can only send mass to points that it has seen.',
    ],
    equations: [
      {
        tex: String.raw`f_i=\varepsilon\Big(\log\tfrac1n-\operatorname{LSE}_j\tfrac{g_j-C_{ij}}\varepsilon\Big),\qquad C_{ij}=\tfrac12|x_i-y_j|^2`,
        says: 'Then the same for g.',
      },
      {
        tex: String.raw`v=\sum_j e^{(g_j-|y_j|^2/2)/\varepsilon}\,\delta_{y_j}`,
        says: 'The potential that extends the plan to every x.',
      },
    ],
    pseudocode: ['f ← so that rows have their mass', 'g ← so that columns have theirs', 'repeat'],
    tries: [
      { text: 'A planted bridge: how far are 500 points from the truth?', set: { instance: 'planted' } },
      { text: 'Less noise, more sweeps.', set: { eps: 0.01 } },
    ],
    look: ['Generated points lie on target points.', 'The conditional means are the barycentric map.'],
    source: source('sinkhorn'),
  },
  gaussianBridge: {
    idea: [
      'Between two Gaussians the bridge is Gaussian and known: one component whose S is a matrix M made of both covariances. Without noise it is the optimal map.',
    ],
    equations: [
      {
        tex: String.raw`M=A^{-1/2}\big(A^{1/2}BA^{1/2}+\tfrac{\varepsilon^2}4I\big)^{1/2}A^{-1/2}-\tfrac\varepsilon2A^{-1}`,
        says: 'A and B are the covariances of the ends.',
      },
      {
        tex: String.raw`y\mid x\sim\mathcal N\big(m_2+M(x-m_1),\,\varepsilon M\big)`,
        says: 'In the mixture’s terms S = M and r = m₂ − M m₁.',
      },
    ],
    pseudocode: ['means and covariances of both ends', 'M from two matrix roots', 'v ← N(m₂ − M m₁, ε M)'],
    tries: [
      { text: 'Exact moments give the bridge itself.', set: { instance: 'gaussians', moments: 'exact' } },
      { text: 'On a spiral it keeps mean and covariance, and nothing else.', set: { instance: 'clouds' } },
    ],
    look: ['Straight conditional means: the map is linear.'],
    source: source('gaussian-bridge'),
  },
  independent: {
    idea: ['Every source point may go to every target point. Both ends are right, and nothing in between is.'],
    equations: [{ tex: String.raw`\pi(x,y)=p_0(x)\,p_1(y)`, says: 'The limit of much noise.' }],
    pseudocode: ['y ← any point of the target sample'],
    tries: [{ text: 'With much noise it is not far off.', set: { instance: 'gaussians', eps: 10 } }],
    look: ['All conditional means are one point.', 'The energy distance is small: it does not see the coupling.'],
    source: source('independent'),
  },
};
