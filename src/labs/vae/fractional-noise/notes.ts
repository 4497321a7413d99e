import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  optimalWeights: {
    idea: [
      'Fractional Brownian motion remembers all of its past, and so neither filters nor Girsanov’s theorem apply to it in finitely many numbers. A sum of processes that forget at different rates, all driven by one Brownian motion, looks much the same and is Markov once the processes are part of the state.',
      'How near it comes is a quadratic function of the weights: the best ones solve a small linear system.',
    ],
    equations: [
      {
        tex: String.raw`B_t=\tfrac1{\Gamma(H+\frac12)}\int_0^t(t-s)^{H-\frac12}dW_s,\qquad \hat B_t=\sum_k\omega_kY_k,\quad dY_k=-\gamma_kY_kdt+dW`,
        says: 'The noise with memory, and its stand-in; W is the same.',
      },
      {
        tex: String.raw`\min_\omega\int_0^T\mathbb E(\hat B_t-B_t)^2dt\quad\Rightarrow\quad A\omega=b`,
        says: 'A from exponentials, b from incomplete gamma functions.',
      },
      {
        tex: String.raw`A_{ij}=\frac{T+(e^{-s_{ij}T}-1)/s_{ij}}{s_{ij}},\qquad s_{ij}=\gamma_i+\gamma_j`,
        says: 'Nearly singular for many rates: with eight or more up to 20, rounding shows in the distance.',
      },
    ],
    pseudocode: [
      'γ ← K rates in geometric order, the slowest the inverse of the fastest',
      'A ← ∫ E Y Yᵀ dt;  b ← ∫ E Y B dt',
      'ω ← A⁻¹ b, by LU with partial pivoting',
      'for every path: Y ← e^(−γ dt) Y + noise common to all;  B̂ ← ω·Y',
    ],
    tries: [
      { text: 'Very rough noise, which needs faster processes.', set: { hurst: 0.1 } },
      { text: 'The same with ten processes up to a rate of 1,000.', set: { hurst: 0.1, terms: 10, fastest: 1000 } },
      { text: 'Smooth noise: five processes are plenty.', set: { hurst: 0.8 } },
      { text: 'Half is Brownian motion, and it is recovered.', set: { hurst: 0.5 } },
    ],
    look: [
      'The error of the covariance is largest on the diagonal: short memory is what is missing.',
      'The variogram bends to slope 1 at lags below the inverse of the fastest rate: nothing there is rougher than Brownian motion.',
    ],
    source: source('optimal-weights'),
  },
  hatQuadrature: {
    idea: [
      'Rough fractional Brownian motion is exactly a mixture of such processes over all rates. Interpolating between the chosen rates and integrating the density of the mixture gives weights without any fit, for a Hurst index below a half.',
    ],
    equations: [
      {
        tex: String.raw`B_t=\int_0^\infty Y_\gamma(t)\,\frac{\gamma^{-H-\frac12}}{\Gamma(H+\frac12)\Gamma(\frac12-H)}\,d\gamma,\qquad H<\tfrac12`,
        says: 'The mixture.',
      },
    ],
    pseudocode: ['for every rate: ω ← ∫ hat(γ) density(γ) dγ, in closed form between neighbouring rates'],
    tries: [
      { text: 'More and faster processes, and less is cut off.', set: { terms: 10, fastest: 1000 } },
      { text: 'Near a half the density reaches ever slower rates.', set: { hurst: 0.4 } },
    ],
    look: ['The variance is too small: what lies beyond the slowest and the fastest rate is missing.'],
    source: source('hat-quadrature'),
  },
  brownian: {
    idea: ['Ignore the memory: Brownian motion driven by the same noise. It is right for a Hurst index of a half.'],
    equations: [{ tex: String.raw`\hat B_t=W_t`, says: 'Whatever H is.' }],
    pseudocode: ['B̂ ← W'],
    tries: [
      { text: 'Where it is right.', set: { hurst: 0.5 } },
      { text: 'Smooth noise.', set: { hurst: 0.8 } },
    ],
    look: ['Its variogram has slope 1, and the exact one has slope 2H.'],
    source: source('brownian'),
  },
};
