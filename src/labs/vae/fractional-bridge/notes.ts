import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  learnedControl: {
    idea: [
      'With the processes that make up the noise as part of the state, a stochastic differential equation with fractional noise is Markov. A posterior process then differs from the prior by a control on the common Brownian motion, and what it costs is half the integral of its square.',
      'The control is a network of time and state. Its gradient goes back through every Euler step of every path.',
    ],
    equations: [
      {
        tex: String.raw`dY_k=(-\gamma_kY_k+u)\,dt+dW,\qquad dX=-\kappa X\,dt+\sum_k\omega_k\,dY_k`,
        says: 'The controlled process: all Y share the control, as they share the noise.',
      },
      {
        tex: String.raw`\log p(o)\ \ge\ \mathbb E\Big[\log p(o\,|\,X_1)-\tfrac12\int_0^1u^2\,dt\Big]`,
        says: 'Girsanov’s theorem in the enlarged state; equality at the posterior.',
      },
      {
        tex: String.raw`u=\mathrm{MLP}\Big(t,\ \frac{o-X}{1-t+0.1},\ X,\ Y_1,\dots,Y_K\Big)`,
        says: 'One hidden layer of 32 tanh units; the second input says how fast X must move to arrive.',
      },
    ],
    pseudocode: [
      'draw the noise of 64 paths',
      'for every step: u ← MLP(t, r, X, Y);  Euler step of Y and X;  loss ← loss + ½ u² dt',
      'loss ← loss − log p(o | X₁)',
      'back through all steps: λ ← Fᵀλ + what the inputs of the MLP pass on',
      'shorten the gradient to a norm of 10; one step of Adam',
    ],
    tries: [
      { text: 'Rougher noise: the posterior bends late.', set: { hurst: 0.4 } },
      { text: 'Without the hint of what is missing.', set: { missing: false } },
      { text: 'A sharp observation, for which the steps are too long.', set: { sd: 0.1, hurst: 0.3 } },
      { text: 'Brownian noise.', set: { hurst: 0.5 } },
    ],
    look: [
      'The bound rises to the log evidence and not above it, but for the error of the mean.',
      'For smooth noise the control acts early, for rough noise late: an early push is remembered, or forgotten.',
    ],
    source: source('learned-control'),
  },
  exactControl: {
    idea: [
      'This process is linear and the observation Gaussian, so the control of the posterior is known: push along the direction in which noise moves what will be observed, in proportion to what is missing.',
    ],
    equations: [
      {
        tex: String.raw`u_i=\frac{s_i\,(o-a_i\cdot(X,Y))}{v_i+s^2},\qquad s_i=a_{i+1}\cdot b,\quad v_i=\sum_{j\ge i}s_j^2\,dt`,
        says: 'a is the response of the last X to the state, b how noise enters the state.',
      },
    ],
    pseudocode: ['backwards from a = e_X:  s ← a·b;  v ← v + s² dt;  a ← a F', 'u ← s (o − a·state)/(v + s²)'],
    tries: [
      { text: 'Finer steps close what is left of the gap.', set: { n: 256 } },
      { text: 'A sharp observation of rough noise.', set: { sd: 0.1, hurst: 0.3 } },
    ],
    look: ['A small gap remains: given the observation, the increments vary a little less than dt.'],
    source: source('exact-control'),
  },
};
