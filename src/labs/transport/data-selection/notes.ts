import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const line = {
  tex: String.raw`\widehat{acc}(n)=\frac{\ln(n/n_0)\,acc_{n_1}-\ln(n/n_1)\,acc_{n_0}}{\ln(n_1/n_0)}`,
  says: 'Stage 2: the line in log n through both sizes.',
};

export const notes: Readonly<Record<string, MethodNotes>> = {
  projektor: {
    idea: [
      'Sellers of data show small samples. What would a model trained on much more of a mixture of theirs be worth? Two things can be measured on samples: how good small models are, and how far the mixture lies from validation data as a measure.',
      'The distance is optimal transport with a cost that counts labels: two classes are as far apart as their points are. Its dual potentials say at once how the distance changes when the mixture does.',
    ],
    equations: [
      {
        tex: String.raw`c\big((x,y),(x',y')\big)=|x-x'|^2+W_2^2\big(\text{class }y,\ \text{class }y'\big)`,
        says: 'Both terms exact.',
      },
      {
        tex: String.raw`acc(q)\approx c_0+c_1q+c_2q^2+b_0\,\mathrm{OT}(q)+\dots`,
        says: 'Stage 1: least squares on the mixtures that were measured, at each size.',
      },
      line,
      {
        tex: String.raw`\frac{\partial\,\mathrm{OT}}{\partial q}=\overline{f}_{\text{first}}-\overline{f}_{\text{second}}`,
        says: 'The mean potential of one source’s points less that of the other’s.',
      },
    ],
    pseudocode: [
      'for each draw and mixture: sample n₀ and n₁ points; train; measure OT to validation',
      'stage 1: fit accuracy on OT and q at both sizes',
      'stage 2: the line in log n',
      'slopes: chain stage 1 with the potentials',
    ],
    tries: [
      { text: 'Without the distance: a parabola.', set: { terms: 3 } },
      { text: 'As many coefficients as measured mixtures.', set: { terms: 5 } },
    ],
    look: [
      'Nearer mixtures tend to be better; it is a tendency.',
      'Before accuracy saturates the line in log n is nearly right; afterwards it overshoots.',
    ],
    source: source('projektor'),
  },
  logLine: {
    idea: ['The share of the source alone, without any distance.'],
    equations: [{ tex: String.raw`acc(q)\approx c_0+c_1q+c_2q^2`, says: 'At each of two sizes.' }, line],
    pseudocode: ['fit a parabola at both sizes', 'the line in log n'],
    tries: [{ text: 'Four mixtures only.', set: { fitted: 4 } }],
    look: ['With nine neighbouring mixtures a parabola is hard to beat.'],
    source: source('log-line'),
  },
  reuse: {
    idea: ['What was measured last is what is expected.'],
    equations: [{ tex: String.raw`\widehat{acc}(n)=acc_{n_1}`, says: 'No line.' }],
    pseudocode: ['train at n₁', 'report that'],
    tries: [{ text: 'More draws.', set: { draws: 30 } }],
    look: ['Right once accuracy has saturated, low before.'],
    source: source('reuse'),
  },
};
