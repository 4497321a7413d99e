import { beforeAll, describe, expect, test } from 'vitest';
import { mulberry32, normals } from '../../math/random.ts';
import { softplus } from '../../math/softplus.ts';
import { flipoutPass, localPass, sampledPass, type VariationalLayer } from '../../math/variational-layer.ts';
import { liveTensors, openBackend } from '../backend.ts';
import { tf } from '../tf.ts';
import { layoutOf, pack, unpack } from './flat-parameters.ts';
import {
  type Masks,
  type Penalty,
  type Perceptron,
  perceptronGradient,
  perceptronNoise,
  perceptronShapes,
} from './gaussian-perceptron.ts';

beforeAll(() =>
  openBackend({ asked: 'cpu', gpu: undefined, wasmPaths: '', onLost: () => {}, timeoutMs: 20_000, strict: true }),
);

const ROWS = 6;
const SIZES = [3, 5, 4, 2];
const none: Penalty = { weight: 0, priorSd: 1, decay: 0 };
const values = (seed: number, count: number, scale = 1) =>
  Float32Array.from(normals(mulberry32(seed), count), (one) => scale * one);
const truths = { softmax: [1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0], gaussian: [...values(9, ROWS * 2)] };

interface Setting {
  readonly estimator: Perceptron['estimator'];
  readonly activation?: Perceptron['activation'];
  readonly likelihood?: Perceptron['likelihood'];
  readonly masked?: boolean;
}

function network({ estimator, activation = 'tanh', likelihood = { kind: 'softmax' }, masked = false }: Setting) {
  const perceptron: Perceptron = { sizes: SIZES, activation, likelihood, estimator };
  const layout = layoutOf(perceptronShapes(perceptron));
  const theta = values(1, layout.size, 0.5);
  const shapes = perceptronNoise(perceptron, ROWS);
  const noise = shapes.map(([rows, columns], k) =>
    values(20 + k, rows * columns).map((one) => (estimator === 'flipout' && k % 3 > 0 ? Math.sign(one) : one)),
  );
  const x = values(2, ROWS * SIZES[0]!);
  const at = (parameters: Float32Array, penalty: Penalty) =>
    tf.tidy(() => {
      const masks: Masks | null = masked
        ? SIZES.slice(1).map((outputs, l) => {
            const kept = values(40 + l, outputs * SIZES[l]!).map((one) => (one > 0 ? 1 : 0));
            return tf.tensor2d(kept, [outputs, SIZES[l]!]);
          })
        : null;
      const found = perceptronGradient(
        perceptron,
        unpack(tf.tensor1d(parameters), layout),
        {
          x: tf.tensor2d(x, [ROWS, SIZES[0]!]),
          truth: tf.tensor2d(truths[likelihood.kind], [ROWS, 2]),
          noise: noise.map((one, k) => tf.tensor2d(one, shapes[k]!)),
        },
        penalty,
        masks,
      );
      return { loss: found.loss.dataSync()[0]!, slopes: pack(found.slopes).dataSync().slice() as Float32Array };
    });
  return { perceptron, layout, theta, noise, x, at };
}

const gaussian: Setting['likelihood'] = { kind: 'gaussian', sd: 0.7 };
const settings: Setting[] = [
  { estimator: 'point' },
  { estimator: 'point', likelihood: gaussian },
  { estimator: 'localReparameterisation' },
  { estimator: 'localReparameterisation', likelihood: gaussian, activation: 'relu' },
  { estimator: 'flipout' },
  { estimator: 'bayesByBackprop' },
];

describe('a perceptron with Gaussian weights', () => {
  test.each(settings)('has the slopes of its loss: %o', (setting) => {
    const { theta, at } = network(setting);
    const { slopes } = at(theta, none);
    const step = 2e-2;
    for (let k = 0; k < theta.length; k += 3) {
      // Richardson's rule: differences of float32 losses want a long step.
      const near = (h: number) => {
        const moved = (by: number) =>
          at(
            Float32Array.from(theta, (one, i) => (i === k ? one + by : one)),
            none,
          ).loss;
        return (moved(h) - moved(-h)) / (2 * h);
      };
      const slope = (4 * near(step / 2) - near(step)) / 3;
      expect(Math.abs(slopes[k]! - slope)).toBeLessThan(1.5e-3 * (1 + Math.abs(slope)));
    }
  });

  test.each(settings.slice(2))('adds the KL term in closed form, and its slopes: %o', (setting) => {
    const { theta, at, layout } = network(setting);
    const weight = 0.3;
    const priorSd = 0.8;
    const plain = at(theta, none).slopes;
    const whole = at(theta, { weight, priorSd, decay: 0 }).slopes;
    let from = 0;
    layout.shapes.forEach((shape, place) => {
      const count = shape.reduce((p, q) => p * q, 1);
      for (let k = from; k < from + count; k++) {
        const added = whole[k]! - plain[k]!;
        const sd = softplus(theta[k]!);
        const slope = 1 / (1 + Math.exp(-theta[k]!));
        const ofMean = (weight * theta[k]!) / priorSd ** 2;
        const ofRho = weight * (sd / priorSd ** 2 - 1 / sd) * slope;
        const expected = place % 3 === 0 ? ofMean : place % 3 === 1 ? ofRho : 0;
        expect(Math.abs(added - expected)).toBeLessThan(1e-5);
      }
      from += count;
    });
  });

  test('weight decay adds decay · w to matrices and nothing to biases', () => {
    const { theta, at, layout } = network({ estimator: 'point' });
    const plain = at(theta, none).slopes;
    const whole = at(theta, { ...none, decay: 0.5 }).slopes;
    const matrix = SIZES[0]! * SIZES[1]!;
    for (let k = 0; k < matrix + SIZES[1]!; k++)
      expect(whole[k]! - plain[k]!).toBeCloseTo(k < matrix ? 0.5 * theta[k]! : 0, 5);
    expect(layout.size).toBe(theta.length);
  });

  test.each(settings.map((setting) => ({ ...setting, masked: true })))(
    'weights that are gone get no slope, and no number is lost: %o',
    (setting) => {
      const { theta, at } = network(setting);
      const { slopes } = at(theta, { weight: 0.3, priorSd: 0.8, decay: 0.1 });
      const kept = values(40, 15).map((one) => (one > 0 ? 1 : 0));
      expect(slopes.every((one) => Number.isFinite(one))).toBe(true);
      for (let k = 0; k < 15; k++) if (kept[k] === 0) expect(Math.abs(slopes[k]!)).toBe(0);
      expect(kept.some((one, k) => one === 1 && slopes[k] !== 0)).toBe(true);
    },
  );

  test('σ → 0 makes the three estimators the network with point weights', () => {
    const point = network({ estimator: 'point' });
    const one = point.at(point.theta, none);
    for (const estimator of ['localReparameterisation', 'flipout', 'bayesByBackprop'] as const) {
      const { theta, at, layout } = network({ estimator });
      let from = 0;
      let taken = 0;
      layout.shapes.forEach((shape, place) => {
        const count = shape.reduce((p, q) => p * q, 1);
        if (place % 3 === 1) theta.fill(-15, from, from + count);
        else {
          theta.set(point.theta.subarray(taken, taken + count), from);
          taken += count;
        }
        from += count;
      });
      // The floor under the root of local reparameterisation is a noise of standard deviation 10⁻⁴.
      expect(Math.abs(at(theta, none).loss - one.loss)).toBeLessThan(2e-4);
    }
  });

  test('is its float64 twin, estimator by estimator', () => {
    for (const estimator of ['localReparameterisation', 'flipout', 'bayesByBackprop'] as const) {
      const { theta, noise, x, at, layout } = network({ estimator });
      const parts: Float64Array[] = [];
      let from = 0;
      for (const shape of layout.shapes) {
        const count = shape.reduce((p, q) => p * q, 1);
        parts.push(Float64Array.from(theta.subarray(from, from + count)));
        from += count;
      }
      const wide = noise.map((one) => Float64Array.from(one));
      let rows: Float64Array = Float64Array.from(x);
      const passes = SIZES.slice(1).map((outputs, l) => {
        const [mean, rho, bias] = parts.slice(3 * l, 3 * l + 3) as [Float64Array, Float64Array, Float64Array];
        const layer: VariationalLayer = { rows: ROWS, inputs: SIZES[l]!, outputs, mean, rho, bias };
        const pass =
          estimator === 'flipout'
            ? flipoutPass(layer, rows, { noise: wide[3 * l]!, s: wide[3 * l + 1]!, t: wide[3 * l + 2]! })
            : estimator === 'bayesByBackprop'
              ? sampledPass(layer, rows, wide[l]!)
              : localPass(layer, rows, wide[l]!);
        rows = l < SIZES.length - 2 ? pass.output.map(Math.tanh) : pass.output;
        return { pass, left: rows };
      });
      const d = new Float64Array(rows.length);
      let loss = 0;
      for (let r = 0; r < ROWS; r++) {
        const truth = truths.softmax[2 * r] === 1 ? 0 : 1;
        const p = rows.subarray(2 * r, 2 * r + 2).map(Math.exp);
        const sum = p[0]! + p[1]!;
        loss -= Math.log(p[truth]! / sum) / ROWS;
        for (let c = 0; c < 2; c++) d[2 * r + c] = (p[c]! / sum - (c === truth ? 1 : 0)) / ROWS;
      }
      const expected: number[] = [];
      let slope: Float64Array = d;
      for (let l = passes.length - 1; l >= 0; l--) {
        const { left, pass } = passes[l]!;
        const back = pass.backward(l === passes.length - 1 ? slope : slope.map((one, k) => one * (1 - left[k]! ** 2)));
        expected.unshift(...back.mean, ...back.rho, ...back.bias);
        slope = back.input;
      }
      const found = at(theta, none);
      expect(Math.abs(found.loss - loss)).toBeLessThan(1e-6);
      found.slopes.forEach((one, k) => {
        expect(Math.abs(one - expected[k]!)).toBeLessThan(2e-6 * (1 + Math.abs(expected[k]!)));
      });
    }
  });

  test('leaves no tensor behind', () => {
    const before = liveTensors();
    for (const setting of settings) {
      const { theta, at } = network(setting);
      at(theta, none);
    }
    expect(liveTensors()).toBe(before);
  });
});
