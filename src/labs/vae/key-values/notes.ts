import type { MethodNotes } from '../../../ui/bench-views.ts';

const sources = import.meta.glob<string>('./solvers/*.ts', { query: '?raw', import: 'default' });
const source = (file: string) => () => sources[`./solvers/${file}.ts`]!();

export const notes: Readonly<Record<string, MethodNotes>> = {
  keyValueBottleneck: {
    idea: [
      'A network that is trained on new classes forgets the old ones because every weight takes part in every answer. Put a table between features and answer instead: each head looks up the key nearest to its projection of the features, and only the value stored under that key is read, and written.',
      'Keys are placed once, from images without labels, and never move. An image of an 8 fetches other keys than an image of a 0, so learning the one leaves the other alone.',
    ],
    equations: [
      {
        tex: String.raw`k_c(x)=\arg\min_n\|e\,R_c-K_{c,n}\|^2,\qquad e=\mathrm{enc}(x)`,
        says: 'Every head c has a fixed random projection R and keys K of its own.',
      },
      {
        tex: String.raw`\text{logits}(x)=\frac1C\sum_{c}V_{c,\,k_c(x)}`,
        says: 'The fetched values are averaged; the values are all that is trained.',
      },
      {
        tex: String.raw`V_{c,k_c(x)}\leftarrow V_{c,k_c(x)}-\frac{\eta}{B}\,(p-\text{onehot})`,
        says: 'A step of gradient descent on the cross-entropy touches the fetched values alone; 1/C is taken into η.',
      },
    ],
    pseudocode: [
      'draw R; start keys at random projected images',
      'three passes without labels: keys follow running means of the points nearest to them; then freeze',
      'for every task, every epoch, every batch of 32:',
      '  look up the keys, average their values, softmax',
      '  subtract η (p − onehot)/32 from every fetched value',
    ],
    tries: [
      { text: 'One head: its keys must do alone.', set: { heads: 1 } },
      { text: 'Few keys, which the classes must share.', set: { keys: 8 } },
      { text: 'Keys of length 2: the picture of the cells is then exact.', set: { keySize: 2 } },
      { text: 'One class at a time.', set: { taskSize: '1' } },
    ],
    look: [
      'A row of the heat map, once filled, stays filled.',
      'Keys of the first head speak for a class once it has come; those of classes to come are silent.',
    ],
    source: source('key-value-bottleneck'),
  },
  linearSoftmax: {
    idea: [
      'The plain classifier on the same features. On a stream it is told for forty epochs that the answer is one of two classes, and unlearns the others.',
    ],
    equations: [{ tex: String.raw`\text{logits}(x)=W^\top e+b`, says: 'Every weight takes part in every answer.' }],
    pseudocode: ['for every batch of 32: W ← W − η ∂ cross-entropy'],
    tries: [
      { text: 'All ten classes at once: nothing to forget.', set: { taskSize: '10' } },
      { text: 'One epoch a task: less time to forget, and to learn.', set: { epochs: 1 } },
    ],
    look: ['Each new task takes accuracy from all those before.'],
    source: source('linear-softmax'),
  },
  mlp: {
    idea: [
      'A hidden layer learns features of its own, and a stream overwrites them: it forgets more than the linear one.',
    ],
    equations: [{ tex: String.raw`\text{logits}(x)=W_2^\top\max(0,W_1^\top e+b_1)+b_2`, says: 'One hidden layer.' }],
    pseudocode: ['for every batch of 32: all weights ← weights − η ∂ cross-entropy'],
    tries: [
      { text: 'All ten classes at once.', set: { taskSize: '10' } },
      { text: 'Two tasks of five classes.', set: { taskSize: '5' } },
    ],
    look: ['After each task only its own classes are left.'],
    source: source('mlp'),
  },
};
