import { splitDigits8 } from '../../../data/digits8-split.ts';
import { finish } from '../../../math/breaths.ts';
import { erkDensities } from '../../../math/erk-densities.ts';
import { logNormalTail } from '../../../math/log-normal-tail.ts';
import { permutation } from '../../../math/permutation.ts';
import { mulberry32 } from '../../../math/random.ts';
import {
  energeticTerm,
  errorOfOverlap,
  firstTaskTheory,
  type OrderParameters,
  secondTaskTheory,
} from '../../../math/replica-perceptron.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { backwardFields, createFieldTape, forwardFields } from './field-network.ts';
import { permuteImages } from './instances.ts';
import { addDivergenceGradient, fieldDivergence, perceptronEnergy } from './perceptron-energy.ts';
import { sequentialReference } from './sequential-reference.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;
type Assets = Readonly<Record<string, Uint8Array>>;

const rows = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, r) => Array.from(values.subarray(r * width, (r + 1) * width)));
const listOf = ({ q, r, qStar }: OrderParameters): number[] => [q, r, qStar];

export const reference: Record<string, (inputs: Inputs, assets: Assets) => Record<string, unknown>> = {
  'digits-permuted': ({ seed, subset, row }, assets) => {
    const { train, test } = splitDigits8(assets['digits8.bin']!);
    const { images } = subset === 'train' ? train : test;
    const order = permutation(mulberry32(seed), 64);
    const image = permuteImages(images.subarray(64 * row, 64 * (row + 1)), order);
    return { permutation: Array.from(order), image: Array.from(image, (grey) => 16 * grey) };
  },
  'field-perceptron': ({ theta, theta_prev, X, y, beta }) => {
    const fields = Float64Array.from(theta);
    const before = Float64Array.from(theta_prev);
    const n = fields.length;
    const examples = {
      count: X.length,
      inputs: Float64Array.from(X.flat()),
      labels: Uint8Array.from(y, (sign: number) => (sign > 0 ? 1 : 0)),
    };
    const dE = new Float64Array(n);
    const energy = perceptronEnergy(fields, beta, examples, new Float64Array(n), dE);
    const dKL = new Float64Array(n);
    addDivergenceGradient(fields, before, beta, 1, dKL);
    return { energy, dE: Array.from(dE), kl: fieldDivergence(fields, before, beta), dKL: Array.from(dKL) };
  },
  'field-mlp': ({ theta1, theta2, x, eps1, eps2, label }) => {
    const theta = [theta1, theta2].map((layer) => Float64Array.from(layer.flat()));
    const sizes = [theta1[0].length, theta1.length, theta2.length];
    const network = { sizes, theta };
    const [count, classes] = [x.length, theta2.length];
    const tape = createFieldTape(network, count);
    tape.noise[0]!.set(eps1.flat());
    tape.noise[1]!.set(eps2.flat());
    const input = Float64Array.from(x.flat());
    const logits = forwardFields(network, 1, input, count, tape).slice();
    const delta = new Float64Array(count * classes);
    const loss = count * softmaxCrossEntropy(logits, count, classes, label, delta);
    delta.forEach((value, k) => {
      delta[k] = count * value;
    });
    const gradients = theta.map((layer) => new Float64Array(layer.length));
    backwardFields(network, 1, input, count, tape, delta, gradients);
    return {
      logits: rows(logits, classes),
      loss,
      dtheta1: rows(gradients[0]!, sizes[0]!),
      dtheta2: rows(gradients[1]!, sizes[1]!),
    };
  },
  'field-moments': ({ theta, beta }) => {
    const each = (f: (x: number) => number) => beta.map((b: number) => theta.map((t: number) => f(b * t)));
    const chance = (x: number) => 1 / (1 + Math.exp(-2 * x));
    const term = (p: number) => (p > 0 ? -p * Math.log(p) : 0);
    return {
      p: each(chance),
      mean: each(Math.tanh),
      var: each((x) => 1 - Math.tanh(x) ** 2),
      entropy: each((x) => term(chance(x)) + term(chance(-x))),
    };
  },
  'log-normal-cdf': ({ t }) => ({ lnH: t.map(logNormalTail) }),
  'replica-step': ({ q, r, qstar, beta }) => {
    const { G, conjugates } = energeticTerm({ q, r, qStar: qstar }, beta);
    return { G, conj: listOf(conjugates) };
  },
  'replica-curve': ({ alpha, beta }) => ({
    rows: alpha.map((one: number) => {
      const { order, overlap } = finish(firstTaskTheory({ alpha: one, betaHat: beta, gamma: 0 }));
      return [...listOf(order), overlap, errorOfOverlap(order.r / Math.sqrt(order.q))];
    }),
  }),
  'replica-second': ({ alpha1, alpha2, r0, beta, gamma }) => {
    const first = finish(firstTaskTheory({ alpha: alpha1, betaHat: beta, gamma }));
    const setting = { alpha: alpha2, betaHat: beta, gamma, teacherOverlap: r0, first, firstGamma: gamma };
    const { order, overlapFirst, overlapSecond } = finish(secondTaskTheory(setting));
    const { q, r, qStar: qstar } = order;
    return { first: [...listOf(first.order), first.overlap], q, r, qstar, sign2: overlapSecond, sign1: overlapFirst };
  },
  erk: ({ shapes, density }) => ({ density: erkDensities(shapes, density) }),
  ...sequentialReference,
};
