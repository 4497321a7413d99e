import type { Bench } from '../../../engine/bench.ts';
import { instances } from './instances.ts';
import { metrics } from './metrics.ts';
import type { Estimate, Samples } from './problem.ts';
import { problemFacts, snapshots } from './snapshots.ts';
import { adaptiveBinning } from './solvers/adaptive-binning.ts';
import { adaptiveKde } from './solvers/adaptive-kde.ts';
import { binning } from './solvers/binning.ts';
import { cauchySchwarz } from './solvers/cauchy-schwarz.ts';
import { diffusionSpectral } from './solvers/diffusion-spectral.ts';
import { kdeLower } from './solvers/kde-lower.ts';
import { kdeUpper } from './solvers/kde-upper.ts';
import { kozachenkoLeonenko } from './solvers/kozachenko-leonenko.ts';
import { ksg } from './solvers/ksg.ts';
import { lossyCompression } from './solvers/lossy-compression.ts';
import { readData } from './user-data.ts';

export default {
  id: 'information/estimators',
  title: 'Estimators',
  help: 'How much two variables say about each other, estimated from more and more samples, beside the value that is known.',
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
  defaultInstance: 'gaussians',
  defaultMethod: 'ksg',
  stop: { rule: null, maxSteps: 49 },
  describeProblem: (problem) => ({ facts: problemFacts(problem), notes: problem.notes }),
  result: (_, { information, quantity, n, standardError }) => ({ mi: information, quantity, n, standardError }),
  resultFields: {
    mi: 'the estimate from all samples, bits; null where there are too few samples of a class',
    quantity: 'which functional the estimate is of',
    n: 'samples it was made from',
    standardError: 'from the scatter over the samples, bits; null where the method has none',
  },
  readData,
} satisfies Bench<Samples, Estimate>;
