import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  niwMeta: {
    idea: [
      'Every episode has weights of its own, drawn from a normal distribution that all episodes share. A normal-inverse-Wishart posterior over that distribution says what the episodes have in common and how much they differ, coordinate by coordinate.',
      'Given the shared distribution, the posterior of one episode has a closed form. So an episode is looked at once, used for one gradient step on the shared parameters, and forgotten; nothing is unrolled.',
    ],
    equations: [
      {
        tex: String.raw`V^*=\big(\bar A+n_0V_0^{-1}\big)^{-1},\qquad m^*=V^*\big(\bar A\bar m+n_0V_0^{-1}m_0\big)`,
        says: 'The episode’s posterior: its likelihood N(m̄, Ā⁻¹) meets the shared prior.',
      },
      {
        tex: String.raw`\tfrac12\Big[\ln\tfrac{|V_0|}{|V^*|}+n_0\operatorname{tr}V_0^{-1}V^*+n_0(m^*-m_0)^\top V_0^{-1}(m^*-m_0)\Big]-\mathbb E\ln p(D\mid\theta)`,
        says: 'What the outer step lowers, up to constants.',
      },
    ],
    pseudocode: [
      'm₀ ← 0, V₀ ← n₀ I',
      'draw four episodes; m*, V* of each in closed form',
      'one step of Adam on m₀ and ln V₀',
      'repeat; a new episode is adapted to by the same closed form',
    ],
    tries: [
      { text: 'One pair an episode.', set: { shots: 1 } },
      { text: 'As many pairs as coordinates: little is left to learn over episodes.', set: { shots: 32 } },
      { text: 'Loud noise.', set: { noise: 1.5 } },
    ],
    look: [
      'The ellipse moves onto the dashed one.',
      'Coordinates that hardly differ between episodes end above the diagonal: their spread is over-estimated.',
    ],
    source: source('niw-meta'),
  },
  maml: {
    idea: [
      'Learn initial weights from which one gradient step on the pairs shown does well on others of the same episode, and differentiate through that step.',
    ],
    equations: [
      {
        tex: String.raw`\min_{\theta_0}\ \mathbb E\,L_{\text{query}}\big(\theta_0-\alpha\nabla L_{\text{support}}(\theta_0)\big)`,
        says: 'One inner step; the outer gradient holds I − α H.',
      },
    ],
    pseudocode: ['θ ← θ₀ − α ∇ on the pairs shown', 'gradient of the query error, times I − α H', 'Adam on θ₀'],
    tries: [
      { text: 'A bolder inner step.', set: { innerRate: 0.3 } },
      { text: 'Many pairs.', set: { shots: 32 } },
    ],
    look: ['All coordinates move at one rate, those that never differ too.'],
    source: source('maml'),
  },
  ridge: {
    idea: [
      'Each episode by itself, with a prior around zero. Half of the coordinates cannot be seen through four pairs.',
    ],
    equations: [
      { tex: String.raw`m=\big(X^\top X/s^2+I/\tau^2\big)^{-1}X^\top y/s^2`, says: 'For every episode anew.' },
    ],
    pseudocode: ['solve one small linear system an episode'],
    tries: [{ text: 'With many pairs it is enough.', set: { shots: 32 } }],
    look: ['The intervals are wide and honest; they are no use.'],
    source: source('ridge'),
  },
  oracle: {
    idea: ['The posterior under the distribution the episodes are drawn from: the lowest error there is, in the mean.'],
    equations: [
      { tex: String.raw`\theta\sim\mathcal N(\mu^*,\operatorname{diag}\sigma^{*2})`, says: 'Known, for once.' },
    ],
    pseudocode: ['solve one small linear system an episode, with the true prior'],
    tries: [{ text: 'One pair an episode.', set: { shots: 1 } }],
    look: ['What is above this line could be learned.'],
    source: source('oracle'),
  },
};
