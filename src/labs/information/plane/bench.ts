import type { Bench } from '../../../engine/bench.ts';
import { prepareBound } from './bound.ts';
import { instances } from './instances.ts';
import { evaluate, metrics } from './metrics.ts';
import type { Task, Training } from './problem.ts';
import { snapshots, taskFacts } from './snapshots.ts';
import { adaptiveBinning } from './solvers/adaptive-binning.ts';
import { binning } from './solvers/binning.ts';
import { cauchySchwarz } from './solvers/cauchy-schwarz.ts';
import { diffusionSpectral } from './solvers/diffusion-spectral.ts';
import { adaptiveKde, kdeLower, kdeUpper } from './solvers/kernel-bounds.ts';
import { kozachenkoLeonenko } from './solvers/kozachenko-leonenko.ts';
import { ksg, lossyCompression } from './solvers/lossy-compression.ts';

export default {
  id: 'information/plane',
  title: 'Information plane',
  help: 'A network trains, and each of its layers moves in the plane of what it tells about the pattern and about the label. Methods are estimators that watch one and the same training.',
  instances,
  methods: {
    binning,
    adaptiveBinning,
    kdeUpper,
    kdeLower,
    adaptiveKde,
    kozachenkoLeonenko,
    ksg,
    lossyCompression,
    cauchySchwarz,
    diffusionSpectral,
  },
  metrics,
  snapshots,
  defaultInstance: 'sphere',
  defaultMethod: 'binning',
  stop: { rule: null, maxSteps: 8000 },
  endsAt: 'epochs',
  describeProblem: (task) => ({ facts: taskFacts(task), notes: task.notes }),
  prepare: prepareBound,
  result: (task, training) => {
    const { layers, epochs, ixt, ity } = training.history;
    const { test } = evaluate(task, training);
    return {
      plane: ixt.map((bits, k) => ({
        epoch: epochs[Math.floor(k / layers)]!,
        layer: (k % layers) + 1,
        ixt: bits,
        ity: ity[k]!,
      })),
      accuracy: test.accuracy,
      loss: test.loss,
    };
  },
  resultFields: {
    plane:
      'for each epoch looked at and each layer (1 is the first hidden layer, the last one the softmax output): ixt and ity in bits, as the method estimates them',
    accuracy: 'share of the test patterns classified rightly',
    loss: 'cross-entropy per test pattern, nats',
  },
} satisfies Bench<Task, Training>;
