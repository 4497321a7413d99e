import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const posterior = {
  tex: String.raw`C=A\Gamma A^\top+s^2I,\quad \mu=\Gamma A^\top C^{-1}y,\quad \Sigma_{jj}=\gamma_j-\gamma_j^2\,a_j^\top C^{-1}a_j`,
  says: 'The posterior of x, through the small matrix C.',
};

export const notes: Readonly<Record<string, MethodNotes>> = {
  singularKroneckerSbl: {
    idea: [
      'Every unknown has a prior variance, and the evidence decides which variances are zero. If the support is a product of a set of rows and a set of columns, so should the variances be: γ = γ₁ ⊗ γ₂, with 2 N numbers in place of N².',
      'The second moments of the posterior form a matrix; its best rank-one approximation gives both factors at once.',
    ],
    equations: [
      posterior,
      {
        tex: String.raw`\Lambda=\operatorname{mat}(\mu^2+\operatorname{diag}\Sigma)\approx s_1u_1v_1^\top,\qquad \gamma_1=|u_1|,\ \gamma_2=s_1|v_1|`,
        says: 'The M-step: the leading singular pair of the matrix of second moments.',
      },
    ],
    pseudocode: [
      'γ ← 1',
      'posterior mean and variances of x given γ',
      'Λ ← μ² + diag Σ, as an N × N matrix',
      'γ₁, γ₂ ← leading singular vectors of Λ; drop entries below 1 % of the largest',
      'repeat until γ₁ ⊗ γ₂ changes by less than 1e-4',
    ],
    tries: [
      { text: 'Scatter the support: the product is the wrong assumption.', set: { instance: 'scattered' } },
      { text: 'Drown the signal: 5 dB.', set: { decibels: 5 } },
      { text: 'Fewer equations: 25 for 144 unknowns.', set: { M: 5 } },
    ],
    look: [
      'Whole rows and columns leave at once: entries kept falls in steps.',
      'The cost may rise: this M-step does not minimise it.',
    ],
    source: source('singular-kronecker-sbl'),
  },
  alternatingKroneckerSbl: {
    idea: [
      'The same model, and the exact M-step: the evidence’s bound is minimised over γ₁ with γ₂ held, and the other way round, until neither moves.',
    ],
    equations: [
      posterior,
      {
        tex: String.raw`\gamma_{1i}=\frac1{N}\sum_j\frac{\Lambda_{ij}}{\gamma_{2j}},\qquad \gamma_{2j}=\frac1{N}\sum_i\frac{\Lambda_{ij}}{\gamma_{1i}}`,
        says: 'In turns, with γ₁ scaled to unit norm.',
      },
    ],
    pseudocode: [
      'γ ← 1',
      'posterior of x given γ; Λ ← μ² + diag Σ',
      'update γ₁ and γ₂ in turns until their product rests; drop small entries',
      'repeat until γ₁ ⊗ γ₂ changes by less than 1e-4',
    ],
    tries: [
      { text: 'Without pruning the cost only falls.', set: { prune: 0 } },
      { text: 'Scattered support.', set: { instance: 'scattered' } },
    ],
    look: ['It takes about three times as many iterations as the SVD and ends at a lower error.'],
    source: source('alternating-kronecker-sbl'),
  },
  classicSbl: {
    idea: [
      'One variance for every unknown and no structure: γ = Λ. What there is to know about rows and columns is not used.',
    ],
    equations: [posterior, { tex: String.raw`\gamma_j=\mu_j^2+\Sigma_{jj}`, says: 'The M-step, entry by entry.' }],
    pseudocode: ['γ ← 1', 'posterior of x given γ', 'γ ← μ² + diag Σ; drop what is tiny', 'repeat'],
    tries: [
      { text: 'As many equations as unknowns.', set: { M: 12 } },
      { text: 'On a scattered support it is the right model.', set: { instance: 'scattered' } },
    ],
    look: ['Stray entries stay: more are kept than were drawn.'],
    source: source('classic-sbl'),
  },
  orthogonalMatchingPursuit: {
    idea: [
      'Take the column most like what is left of y, fit all chosen ones by least squares, and go on until only noise is left.',
    ],
    equations: [
      {
        tex: String.raw`j^*=\arg\max_j\frac{|a_j^\top r|}{\|a_j\|},\qquad x_S=\arg\min\|y-A_Sx\|`,
        says: 'One entry an iteration.',
      },
    ],
    pseudocode: [
      'r ← y',
      'S ← S ∪ the column most like r',
      'fit y on the columns in S; r ← what is left',
      'stop at the noise',
    ],
    tries: [{ text: 'Many equations and no noise.', set: { M: 10, decibels: 40 } }],
    look: ['A column taken by mistake stays; columns of a Kronecker product are much alike.'],
    source: source('orthogonal-matching-pursuit'),
  },
};
