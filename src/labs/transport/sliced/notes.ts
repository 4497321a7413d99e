import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const sliced = {
  tex: String.raw`\mathrm{SW}^2=\mathbb E_\theta W_\theta,\qquad W_l=\tfrac1n\sum_i\big(x^{\theta_l}_{(i)}-y^{\theta_l}_{(i)}\big)^2`,
  says: 'On a line, optimal transport is sorting.',
};
const corrected = {
  tex: String.raw`\widehat{\mathrm{SW}}{}^2=A-\hat\gamma\,(\bar G-\mu),\qquad\hat\gamma=\frac{\overline{(W-A)(G-\mu)}}{\overline{(G-\mu)^2}}`,
  says: 'A is the plain mean; the slope is fitted to the directions that it corrects.',
};
const pseudocode = (control: string, mean: string): string[] => [
  'θ₁ … θ_L ← fresh directions',
  'W_l ← mean squared difference of the sorted projections',
  control,
  mean,
  'γ̂ ← mean((W − A)(G − μ)) / mean((G − μ)²)',
  'estimate ← A − γ̂ (Ḡ − μ)',
  'flow: x ← x − η ∇(n √estimate), through γ̂ as well',
];

export const notes: Readonly<Record<string, MethodNotes>> = {
  lowerControlVariate: {
    idea: [
      'How far two projected clouds are apart depends on the direction, and most of that is known without sorting: it is the distance of the projected means. Its mean over all directions is known as well. So look how far the drawn directions are off that mean, and take as much off the estimate.',
      'That squared distance is a lower bound of the one between two Gaussians fitted to the projections, which gives the method its name.',
    ],
    equations: [
      sliced,
      {
        tex: String.raw`G_l=(\theta_l^\top\delta)^2,\qquad\mu=\frac{|\delta|^2}d`,
        says: 'δ is the difference of the means.',
      },
      corrected,
    ],
    pseudocode: pseudocode('G_l ← (θ_lᵀδ)²', 'μ ← |δ|²/d'),
    tries: [
      { text: 'Two directions: the line goes through both.', set: { directions: 2 } },
      { text: 'A hundred: the slope is nearly right, and the gain is large.', set: { directions: 100 } },
    ],
    look: [
      'The dots lie almost on a line when the clouds are far apart. The estimate is read off the line at the known mean.',
      'When the means coincide all dots stand above one place, and the estimate is the plain one.',
      'A slope fitted to ten directions is off by some per cent, which the estimate keeps as a small bias.',
    ],
    source: source('lower-control-variate'),
  },
  upperControlVariate: {
    idea: [
      'The same with the spreads of both projections added. This says something even where the means coincide: directions along which the clouds are wide are those along which they differ.',
    ],
    equations: [
      sliced,
      {
        tex: String.raw`G_l=(\theta_l^\top\delta)^2+\sigma^2_{X,l}+\sigma^2_{Y,l},\qquad\mu=\frac{|\delta|^2+\operatorname{tr}\Sigma_X+\operatorname{tr}\Sigma_Y}d`,
        says: 'An upper bound of the distance of the fitted Gaussians, and its mean.',
      },
      corrected,
    ],
    pseudocode: pseudocode('G_l ← (θ_lᵀδ)² + θ_lᵀ(Σ_X + Σ_Y)θ_l', 'μ ← (|δ|² + tr Σ_X + tr Σ_Y)/d'),
    tries: [{ text: 'A hundred directions.', set: { directions: 100 } }],
    look: [
      'With equal means it still helps where the clouds are longer one way than the other.',
      'Between a sphere and a cube around one point every direction looks alike, and it does not help.',
    ],
    source: source('upper-control-variate'),
  },
  monteCarlo: {
    idea: ['Draw directions, sort the projections, take the mean. No bias, and a variance that falls as 1/L.'],
    equations: [
      sliced,
      {
        tex: String.raw`\operatorname{Var}A=\frac{\operatorname{Var}W_\theta}L`,
        says: 'The dashed line in the picture of variances.',
      },
    ],
    pseudocode: [
      'θ₁ … θ_L ← normals, divided by their length',
      'W_l ← mean squared difference of the sorted projections',
      'estimate ← mean W',
    ],
    tries: [{ text: 'Ten times the directions, a third of the spread.', set: { directions: 100 } }],
    look: ['The histogram of ten directions is wide and leans: W is never negative, and now and then large.'],
    source: source('monte-carlo'),
  },
  quasiMonteCarlo: {
    idea: [
      'Directions need not be independent. Spread evenly and turned at random, each is still uniform, and together they leave no gaps.',
    ],
    equations: [
      {
        tex: String.raw`\theta_l=\big(\cos\tfrac{\pi(l+u)}L,\ \sin\tfrac{\pi(l+u)}L\big),\qquad u\sim U(0,1)`,
        says: 'In the plane: the midpoint rule with a random start.',
      },
      {
        tex: String.raw`\theta_l=Q\big(\sqrt{1-z_l^2}\,\cos l\varphi,\ \sqrt{1-z_l^2}\,\sin l\varphi,\ z_l\big),\qquad z_l=\tfrac{l+1/2}L`,
        says: 'In space: a spiral in golden angles φ over the half sphere, Q orthogonal and random.',
      },
    ],
    pseudocode: ['θ₁ … θ_L ← spread directions, turned at random', 'estimate ← mean W'],
    tries: [{ text: 'Three directions in the plane are exact for G, which is a cosine.', set: { directions: 3 } }],
    look: [
      'In the plane nothing else comes close: W is a smooth and periodic function of one angle.',
      'In space the gain is smaller, and in many dimensions there is no such set of directions.',
    ],
    source: source('quasi-monte-carlo'),
  },
};
