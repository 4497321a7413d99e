import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  linearVae: {
    idea: [
      'Encoder and decoder are matrices. The whole objective then depends on the data through one matrix, and falls apart into one small problem for each of its singular values.',
      'A direction is worth a latent number when its variance exceeds the weighted noise, θ² > β η². Otherwise the cheapest code is the prior itself: the direction collapses, at the global minimum and not by an accident of training.',
    ],
    equations: [
      {
        tex: String.raw`\mathcal L=\tfrac1{\eta^2}\big[\|UV-Z\|_F^2+\mathrm{tr}(U\Sigma U^\top)+\beta c^2(\|V\|_F^2+\mathrm{tr}\,\Sigma)\big]-\beta\log|\Sigma|`,
        says: 'Twice the negative β-ELBO up to constants; η is the decoder’s noise, η₀ the prior’s spread (η_dec, η_enc in the paper), c = η/η₀.',
      },
      {
        tex: String.raw`(uv-\theta)^2+u^2s+\beta c^2(v^2+s)-\beta\eta^2\log s`,
        says: 'One direction alone. Set the derivatives by s and v to 0: s = βη²/(u² + βc²), v = θu/(u² + βc²).',
      },
      {
        tex: String.raw`\omega=\tfrac1{\eta_0}\sqrt{(\theta^2-\beta\eta^2)_+},\quad\lambda=\tfrac{\eta_0}{\theta}\sqrt{(\theta^2-\beta\eta^2)_+},\quad\sigma=\tfrac{\sqrt\beta\,\eta_0\eta}{\theta}`,
        says: 'What remains is a problem in u alone. A collapsed direction has σ = η₀.',
      },
      {
        tex: String.raw`\omega=\sqrt{\sqrt\beta\,c\,(\theta-\sqrt\beta\,c\,\sigma)_+/\sigma},\qquad\lambda=\sqrt{\sigma\,(\theta-\sqrt\beta\,c\,\sigma)_+/(\sqrt\beta\,c)}`,
        says: 'With σ fixed, the threshold is on θ itself.',
      },
    ],
    pseudocode: [
      'U, V from N(0, 0.1²); all learned σ = 1',
      'gradient of the whole objective, which needs no data',
      'Adam; the rate falls from 0.02 to 0 along a cosine over 6,000 updates',
      'sorted singular values beside the closed form',
    ],
    tries: [
      { text: 'Put the threshold above all but one direction.', set: { beta: 5 } },
      { text: 'Four times the weight with half the noise: nothing moves.', set: { beta: 4, etaDec: 0.5 } },
      { text: 'Fix the encoder’s variances.', set: { learned: false, sigma: 0.5 } },
    ],
    look: [
      'Dots move onto the dashes of the closed form; those of directions below the threshold go to 0.',
      'At β = η₀ = 1 the bound reaches the likelihood of probabilistic PCA: such a VAE is that model.',
    ],
    source: source('linear-vae'),
  },
  linearConditionalVae: {
    idea: [
      'Encoder and decoder also see a condition. Whatever of the output can be predicted from it goes there directly and costs nothing; the code is left with the rest, Cov(y | x).',
      'So a better condition means more collapse. It is no failure: there is less to say.',
    ],
    equations: [
      {
        tex: String.raw`\tfrac1{\eta^2}\big[E\|U_1m+U_2x-y\|^2+\mathrm{tr}(U_1\Sigma U_1^\top)+\beta c^2(E\|m\|^2+\mathrm{tr}\,\Sigma)\big]-\beta\log|\Sigma|`,
        says: 'With the latent mean m = W₁x + W₂y; U₂ leads from the condition to the output past the code.',
      },
      {
        tex: String.raw`\omega_i=\tfrac1{\eta_0}\sqrt{(e_i-\beta\eta^2)_+},\qquad e_i=(1-\rho^2)\,\psi_i`,
        says: 'e are the eigenvalues of Cov(y | x); with correlation ρ everywhere, variances shrink by 1 − ρ².',
      },
    ],
    pseudocode: [
      'joint covariance of condition and output',
      'U₁, U₂, W from N(0, 0.1²); gradient of the exact objective; Adam',
      'sorted singular values beside the closed form of what the condition leaves over',
    ],
    tries: [
      { text: 'A condition that says nothing.', set: { rho: 0 } },
      { text: 'A condition that says nearly all.', set: { rho: 0.95 } },
    ],
    look: ['As ρ grows the steps of the formula are climbed one direction after the other.'],
    source: source('linear-conditional-vae'),
  },
  linearHierarchicalVae: {
    idea: [
      'Two latent levels in a chain. The second may collapse although the first is in use: the first then does all the work alone.',
      'With the first encoder’s variance fixed there are three regimes. If it is wide, the second level is needed to model its noise and never collapses; if it is narrow, weak directions of the second level die first.',
      'With both variances learned the scale of z₁ is free. For β₁ > β₂ growing it pays without end: there is no minimum, and the run is refused. For β₁ = β₂ many models are equally good.',
    ],
    equations: [
      {
        tex: String.raw`\begin{aligned}\mathcal L=\tfrac1{\eta^2}\big[&\|U_1V_1-Z\|^2+\mathrm{tr}(U_1^\top U_1\Sigma_1)+\beta_1\mathrm{tr}(MCM^\top)\\&+\beta_1\mathrm{tr}(U_2^\top U_2\Sigma_2)+\beta_2c^2(\mathrm{tr}(W_2CW_2^\top)+\mathrm{tr}\,\Sigma_2)\big]\\&-\beta_1\log|\Sigma_1|-\beta_2\log|\Sigma_2|\end{aligned}`,
        says: 'M = U₂W₂ − I, and C = V₁V₁ᵀ + Σ₁ the second moment of z₁.',
      },
      {
        tex: String.raw`\sigma_1^2<\tfrac{\beta_2}{\beta_1}\eta^2,\quad\sigma_1^2\theta^2<\tfrac{\beta_2^2}{\beta_1}\eta^4:\qquad\omega=0,\quad\lambda=\sqrt{\tfrac{\sigma_1}{\sqrt{\beta_1}}(\theta-\sqrt{\beta_1}\sigma_1)_+}`,
        says: 'The regime in which a direction of the second level collapses, Σ₁ fixed.',
      },
    ],
    pseudocode: [
      'U₁, V₁, U₂, W₂ from N(0, 0.1²); Σ₂ learned, Σ₁ too if asked',
      'refuse if both are learned and β₁ > β₂',
      'gradient of the exact objective; Adam',
      'singular values of U₂ and V₁ beside the closed form',
    ],
    tries: [
      { text: 'A wide first level: all six directions stay.', set: { sigma1: 1.5 } },
      { text: 'A narrow one: three collapse.', set: { sigma1: 0.7 } },
      { text: 'A continuum of minima; try other seeds.', set: { learned: true } },
      { text: 'No minimum at all.', set: { learned: true, beta1: 2 } },
    ],
    look: ['In the wide regime weak directions share one value: there z₂ models the noise of z₁.'],
    source: source('linear-hierarchical-vae'),
  },
};
