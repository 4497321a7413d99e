import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const fit = {
  tex: String.raw`S_{\varepsilon'}(\alpha,\nu)=W_{\varepsilon'}(\alpha,\nu)-\tfrac12W_{\varepsilon'}(\alpha,\alpha)-\tfrac12W_{\varepsilon'}(\nu,\nu)`,
  says: 'The Sinkhorn divergence of the image α = T♯μ under the squared distance: zero where it is the target.',
};

export const notes: Readonly<Record<string, MethodNotes>> = {
  mongeGap: {
    idea: [
      'Many maps carry one cloud to another; the optimal one does it at the least cost. What tells it apart needs no special network: it is optimal if nobody could reach the same image more cheaply by sending the points elsewhere within it.',
      'The Monge gap is what could be saved so: the cost the map pays, less the optimal cost between the source and its own image. It is never negative and zero exactly for optimal maps, whatever the cost. Added to any loss of fit it pulls any network towards the optimal map.',
    ],
    equations: [
      {
        tex: String.raw`\mathcal M^c_\mu(T)=\tfrac1n\sum_ic\big(x_i,T(x_i)\big)-W_{c,\varepsilon}\big(\mu,T\sharp\mu\big)`,
        says: 'Paid, less the best price for the same image.',
      },
      fit,
      {
        tex: String.raw`\min_\theta\ S_{\varepsilon'}(T_\theta\sharp\mu,\nu)+\lambda\,\mathcal M^c_\mu(T_\theta)`,
        says: 'Fit, and no detours.',
      },
      {
        tex: String.raw`\frac{\partial W}{\partial T_i}=\sum_lP_{li}\,\partial_2c(x_l,T_i)`,
        says: 'The envelope theorem: the plan is held still, and no iteration is differentiated.',
      },
    ],
    pseudocode: [
      'T ← network on all source points',
      'plans T–Y and T–T: 12 sweeps from the potentials of the step before',
      'gradient of the divergence in T',
      'plan X–T under the cost c: 12 sweeps',
      'gradient of the gap in T, times λ',
      'chain into θ, one step of Adam',
    ],
    tries: [
      { text: 'A weak pull: the fit is done long before the gap.', set: { lambda: 0.1 } },
      {
        text: 'Under the distance itself arrows must not cross.',
        set: { instance: 'moonToRoll', cost: 'euclidean', lambda: 2 },
      },
      { text: 'A coarse plan in the gap.', set: { epsGap: 0.1 } },
    ],
    look: [
      'The grid stays a grid: without the gap it is turned over or folded.',
      'The cost of the map falls to the dashed line, the optimal cost between the samples.',
      'The gap goes down within some hundred steps and the divergence hardly notices.',
    ],
    source: source('monge-gap'),
  },
  noGap: {
    idea: [
      'Ask for the right image and nothing else. The network gives one map out of many, and which one it is was decided by its random start.',
    ],
    equations: [{ tex: String.raw`\min_\theta\ S_{\varepsilon'}(T_\theta\sharp\mu,\nu)`, says: 'λ = 0.' }, fit],
    pseudocode: [
      'T ← network on all source points',
      'gradient of the divergence in T',
      'chain into θ, one step of Adam',
    ],
    tries: [
      {
        text: 'Between Gaussians the error of the map shows how far from optimal it is.',
        set: { instance: 'gaussians' },
      },
      { text: 'A more careful fit.', set: { epsFit: 0.02 } },
    ],
    look: [
      'Other seeds give other maps with equally good images.',
      'Many pairs would pay less with their ends exchanged.',
    ],
    source: source('no-gap'),
  },
  exactGaussian: {
    idea: [
      'Between two Gaussians the optimal map under the squared distance is linear and known, from their means and covariances.',
    ],
    equations: [
      {
        tex: String.raw`T(x)=m_2+M(x-m_1),\qquad M=A^{-1/2}\big(A^{1/2}BA^{1/2}\big)^{1/2}A^{-1/2}`,
        says: 'M is symmetric and positive definite, and M A M = B.',
      },
    ],
    pseudocode: ['means and covariances of both samples', 'M from two matrix roots', 'x ↦ m₂ + M (x − m₁)'],
    tries: [
      { text: 'Exact moments give the optimal map itself.', set: { instance: 'gaussians', moments: 'exact' } },
      { text: 'On shapes that are no Gaussians.', set: { instance: 'moonToRoll' } },
    ],
    look: [
      'Its error between Gaussians is that of the moments of the samples.',
      'Its gap is zero: it is optimal for its own image.',
    ],
    source: source('exact-gaussian'),
  },
  assignment: {
    idea: [
      'Pair the points of the two samples at the least total cost, and send every other point where its nearest source point goes. Exact on the samples, and a map with steps in between.',
    ],
    equations: [
      {
        tex: String.raw`\min_{P\in\Pi(\mu,\nu)}\langle P,C\rangle,\qquad T(x_i)=\tfrac1{a_i}\sum_jP_{ij}\,y_j`,
        says: 'With equally many points each P has one entry a row.',
      },
    ],
    pseudocode: [
      'costs between all pairs',
      'network simplex',
      'T(xᵢ) ← mean of its targets',
      'elsewhere: as the nearest xᵢ',
    ],
    tries: [{ text: 'How far off is it between Gaussians?', set: { instance: 'gaussians', n: 256 } }],
    look: ['No divergence and no gap on the samples.', 'On held-out points it errs by the coarseness of the samples.'],
    source: source('assignment'),
  },
};
