import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

const target = {
  tex: String.raw`m^*_j=1\ \text{ while }\ \sum_{i\,:\,|a_i|\ge|a_j|}\frac{|a_i|}{\sum|a|}\le r`,
  says: 'What the layer itself asks for: the units that carry the share r of its output.',
};

export const notes: Readonly<Record<string, MethodNotes>> = {
  decoupledGates: {
    idea: [
      'For one input most units of a layer say next to nothing, and which ones differs from input to input. A predictor that reads the layer before can say so in advance, and what it closes need not be computed.',
      'Its teacher is the layer itself: units that together carry a share r of the output should be open. So easy inputs open few units, hard ones more.',
    ],
    equations: [
      target,
      {
        tex: String.raw`L=-\log p(y\mid x,m)+\operatorname{BCE}\big(z(a_{\text{prev}}),m^*\big),\qquad m=[z>0]`,
        says: 'The predictor learns beside the task; here its gradient stops at its input.',
      },
    ],
    pseudocode: [
      'train the dense network',
      'for a batch: a ← first layer; z ← predictor(a); own output of the second layer gives m*',
      'close units with z ≤ 0; loss of the task and of the gates',
      'last tenth: the task alone',
    ],
    tries: [
      { text: 'Keep almost everything.', set: { mass: 0.95 } },
      { text: 'Keep little.', set: { mass: 0.5 } },
      { text: 'The same number for every digit.', set: { mode: 'top' } },
    ],
    look: ['Digits of one class open the same units.', 'The gates are nearly always as the layer asks.'],
    source: source('decoupled-gates'),
  },
  jointGates: {
    idea: [
      'Gradients pass through: the layer the predictor reads is shaped by it, and the task may open or close gates.',
    ],
    equations: [
      target,
      {
        tex: String.raw`\frac{\partial m}{\partial z}:=\tfrac14`,
        says: 'Straight through the threshold, with the slope of a sigmoid at its middle.',
      },
    ],
    pseudocode: [
      'as decoupled, with the gradient of the gates added at the first layer',
      'and that of the task at the gates',
    ],
    tries: [{ text: 'Keep little.', set: { mass: 0.5 } }],
    look: ['About the same as decoupled.'],
    source: source('joint-gates'),
  },
  dense: {
    idea: ['All units for every input.'],
    equations: [{ tex: String.raw`\min\ -\mathbb E\log p(y\mid x)`, says: 'Nothing else.' }],
    pseudocode: ['Adam on batches'],
    tries: [{ text: 'A narrow network.', set: { width: 32 } }],
    look: ['What the others start from.'],
    source: source('dense'),
  },
};
