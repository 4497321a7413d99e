import type { Metric } from '../../../engine/bench.ts';
import { conditionalCauchySchwarz, gaussianGram, normalisedCauchySchwarz } from '../../../math/gram-divergence.ts';
import { symmetricGram } from '../../../math/symmetric-gram.ts';
import {
  type ClassMeasures,
  type Codes,
  codesOf,
  labelEntropy,
  meanRate,
  measureClasses,
  predictionsOf,
} from './measure-model.ts';
import { attackDirection, attackedError, type RegressionErrors, regressionErrors } from './measure-regression.ts';
import type { Model, Sample, Task, Trained } from './problem.ts';

/** Rows the Gram matrices of a measurement have at most. */
const GRAM_ROWS = 128;
/** Test rows that are attacked. */
const ATTACKED = 400;
/** Width of the kernels with which the information between x and the code is measured, for every method alike. */
const OBSERVER_WIDTH = 1;

/** What is computed once for a model and used by several metrics: a solver yields a new object every step. */
function remember<T>(compute: (task: Task, model: Model) => T): (task: Task, model: Model) => T {
  const known = new WeakMap<Model, T>();
  return (task, model) => {
    let value = known.get(model);
    if (value === undefined) known.set(model, (value = compute(task, model)));
    return value;
  };
}

export const testCodes = remember((task, model): Codes => codesOf(model, task.test.x, task.test.count));
export const testClasses = remember(
  (task, model): ClassMeasures => measureClasses(task, model, task.test, testCodes(task, model)),
);
const trainClasses = remember(
  (task, model): ClassMeasures =>
    measureClasses(task, model, task.train, codesOf(model, task.train.x, task.train.count)),
);
export const testPredictions = remember((task, model) => predictionsOf(task, model, task.test.x, task.test.count));
const errors = remember(
  (task, model): RegressionErrors => regressionErrors(testPredictions(task, model), task.test.clean),
);

const meanSquare = (task: Task, model: Model, sample: Sample): number => {
  const guess =
    sample === task.test ? testPredictions(task, model) : predictionsOf(task, model, sample.x, sample.count);
  return guess.reduce((sum, value, k) => sum + (value - sample.y[k]!) ** 2, 0) / sample.count;
};

/** Rate on the test rows, bits; NaN for codes that have none. */
export const rateBits = (task: Task, model: Model): number =>
  model.code === 'mean' && model.rate === 'none'
    ? Number.NaN
    : meanRate(model, testCodes(task, model), task.test.count) / Math.LN2;

/** What the code is known to say about the target, bits: see the metric. */
export function predictionBits(task: Task, model: Model): number {
  if (task.kind === 'classes')
    return (labelEntropy(task.test, task.outputs) - testClasses(task, model).crossEntropy) / Math.LN2;
  const { clean, count } = task.test;
  const mean = clean.reduce((sum, f) => sum + f, 0) / count;
  const variance = clean.reduce((sum, f) => sum + (f - mean) ** 2, 0) / count;
  return 0.5 * Math.log2(variance / errors(task, model).rmse ** 2);
}

export const compression = remember((task, model): number => {
  const { inputs, test } = task;
  const n = Math.min(GRAM_ROWS, test.count);
  const { mean } = codesOf(model, test.x, n);
  const K = gramOfInputs(task, test, n, inputs);
  return normalisedCauchySchwarz(K, symmetricGram(mean, n, model.latent, OBSERVER_WIDTH), n);
});

const inputGrams = new WeakMap<Task, Float64Array>();
function gramOfInputs(task: Task, { x }: Sample, n: number, inputs: number): Float64Array {
  let gram = inputGrams.get(task);
  if (!gram) inputGrams.set(task, (gram = symmetricGram(x, n, inputs, OBSERVER_WIDTH)));
  return gram;
}

function conditionalDivergence(task: Task, model: Model): number {
  const { inputs, train } = task;
  const n = Math.min(GRAM_ROWS, train.count);
  const { x, y: sigma } = model.kernels;
  const guess = predictionsOf(task, model, train.x, n);
  return conditionalCauchySchwarz(
    symmetricGram(train.x, n, inputs, x),
    symmetricGram(train.y, n, 1, sigma),
    symmetricGram(guess, n, 1, sigma),
    gaussianGram(guess, n, train.y, n, 1, sigma),
    n,
  ).value;
}

type Measured = Metric<Task, Trained>;
const ofClasses =
  (measure: (task: Task, model: Trained) => number): Measured['measure'] =>
  (task, model) =>
    task.kind === 'classes' ? measure(task, model) : Number.NaN;
const ofRegression =
  (measure: (task: Task, model: Trained) => number): Measured['measure'] =>
  (task, model) =>
    task.kind === 'regression' ? measure(task, model) : Number.NaN;

const testLoss: Measured = {
  label: 'Test loss',
  scale: 'log',
  better: 'lower',
  help: 'Classes: −log of the averaged prediction of the right class, nats, where outputs are probabilities. Regression: mean squared error to the noisy target.',
  measure: (task, model) =>
    task.kind === 'classes' ? testClasses(task, model).loss : meanSquare(task, model, task.test),
};

const trainLoss: Measured = {
  label: 'Train loss',
  scale: 'log',
  better: 'lower',
  help: 'The test loss, on the rows trained on.',
  measure: (task, model) =>
    task.kind === 'classes' ? trainClasses(task, model).loss : meanSquare(task, model, task.train),
};

const accuracy: Measured = {
  label: 'Test accuracy',
  scale: 'linear',
  better: 'higher',
  help: 'Share of test rows whose class has the largest averaged prediction.',
  measure: ofClasses((task, model) => testClasses(task, model).accuracy),
};

const trainAccuracy: Measured = {
  label: 'Train accuracy',
  scale: 'linear',
  better: 'higher',
  help: 'Share of training rows whose class has the largest averaged prediction.',
  measure: ofClasses((task, model) => trainClasses(task, model).accuracy),
};

const rate: Measured = {
  label: 'Rate',
  symbol: 'KL',
  unit: 'bits',
  scale: 'log',
  better: null,
  help: 'Mean KL of the code from N(0, I) on the test rows: at least I(Z;X). Without noise ½|μ|², which bounds nothing. Codes trained without a rate have none.',
  measure: rateBits,
};

const predictionInformation: Measured = {
  label: 'Said about the target',
  symbol: 'I(Z;Y)',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'Classes: H(Y) less the cross-entropy over draws of the code, at most I(Z;Y); negative when predictions are worse than none. Regression: ½ log₂(var f / squared error to f), as if errors were Gaussian.',
  measure: predictionBits,
};

const qmi: Measured = {
  label: 'Normalised CS-QMI',
  scale: 'linear',
  better: null,
  help: 'Cauchy-Schwarz quadratic mutual information of x and the mean of the code over √(that of each with itself), on at most 128 test rows, kernels of width 1: 0 for a constant code.',
  measure: compression,
};

const rmse: Measured = {
  label: 'RMSE to f',
  scale: 'log',
  better: 'lower',
  help: 'Root mean square of prediction minus noiseless target on the test rows.',
  measure: ofRegression((task, model) => errors(task, model).rmse),
};

const rmseCentred: Measured = {
  label: 'RMSE, median-corrected',
  scale: 'log',
  better: 'lower',
  help: 'The same with the median of the residuals taken away.',
  measure: ofRegression((task, model) => errors(task, model).centred),
};

const offset: Measured = {
  label: 'Offset',
  scale: 'linear',
  better: null,
  help: 'Median of prediction minus noiseless target: what one-sided outliers do to a mean.',
  measure: ofRegression((task, model) => errors(task, model).offset),
};

const rmseAttack: Measured = {
  label: 'RMSE under attack',
  scale: 'log',
  better: 'lower',
  help: 'RMSE to f when each input has moved by ε along the sign of the gradient of the squared error (fast gradient sign); on 400 test rows.',
  measure: ofRegression((task, model) => {
    const count = Math.min(ATTACKED, task.test.count);
    const direction = attackDirection(task, model, task.test, count);
    return attackedError(task, model, task.test, direction, task.epsilon, count);
  }),
};

const divergence: Measured = {
  label: 'D_CS(y|x; ŷ|x)',
  unit: 'nats',
  scale: 'linear',
  better: null,
  help: 'Conditional Cauchy-Schwarz divergence on at most 128 training rows, with the widths of the method (0.5 or 1 for x and 1 for y otherwise). An estimate: it can be slightly negative.',
  measure: ofRegression(conditionalDivergence),
};

const objective: Measured = {
  label: 'Objective',
  unit: 'nats',
  scale: 'linear',
  better: null,
  help: 'Mean over the epoch’s batches of what the method minimises, as it computed it; not comparable between methods.',
  measure: (_, { objective: value }) => value,
};

export const metrics = {
  testLoss,
  trainLoss,
  accuracy,
  trainAccuracy,
  rate,
  predictionInformation,
  qmi,
  rmse,
  rmseCentred,
  offset,
  rmseAttack,
  divergence,
  objective,
};
