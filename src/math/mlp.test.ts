import { describe, expect, it } from 'vitest';
import { type Activation, backward, createGradients, createMlp, createTape, forward, parametersOf } from './mlp.ts';
import { mulberry32, normals } from './random.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';

const ACTIVATIONS: readonly Activation[] = ['tanh', 'relu', 'softsign', 'softplus', 'elu', 'swish', 'gelu', 'linear'];
const rows = 9;
const sizes = [5, 11, 6, 1, 3];

describe('a network', () => {
  it.each(ACTIVATIONS)('has the gradient of its loss, by central differences, with %s', (activation) => {
    const net = createMlp(sizes, activation, mulberry32(4));
    net.biases.forEach((b, l) => {
      b.set(normals(mulberry32(40 + l), b.length).map((v) => 0.3 * v));
    });
    const input = normals(mulberry32(5), rows * 5);
    const labels = Int32Array.from({ length: rows }, (_, r) => r % 3);
    const extra = normals(mulberry32(6), rows * 6);
    const tape = createTape(net, rows + 2);
    // The loss and a linear functional of the second hidden layer, which comes in as a hidden gradient.
    const loss = () => {
      const value = softmaxCrossEntropy(forward(net, input, rows, tape), rows, 3, labels);
      return value + extra.reduce((sum, v, k) => sum + v * tape.activations[1]![k]!, 0);
    };
    const gradients = createGradients(net);
    const output = new Float64Array(rows * 3);
    const toInput = new Float64Array(input.length);
    softmaxCrossEntropy(forward(net, input, rows, tape), rows, 3, labels, output);
    backward(net, input, rows, tape, output, gradients, toInput, [undefined, extra]);
    const check = (values: Float64Array, slopes: Float64Array) =>
      values.forEach((v, k) => {
        const h = 1e-5;
        values[k] = v + h;
        const up = loss();
        values[k] = v - h;
        const down = loss();
        values[k] = v;
        expect(Math.abs((up - down) / (2 * h) - slopes[k]!)).toBeLessThan(1e-6);
      });
    parametersOf(net).forEach((values, p) => {
      check(values, parametersOf(gradients)[p]!);
    });
    check(input, toInput);
  });

  it('computes what its definition says', () => {
    const net = createMlp([2, 3, 2], 'tanh', mulberry32(1));
    net.biases[0]!.set([0.1, -0.2, 0.3]);
    const [x, y] = [0.4, -1.2];
    const hidden = [0, 1, 2].map((j) =>
      Math.tanh(x * net.weights[0]![j]! + y * net.weights[0]![3 + j]! + net.biases[0]![j]!),
    );
    const out = forward(net, Float64Array.of(x, y), 1, createTape(net, 1));
    for (const j of [0, 1])
      expect(out[j]).toBeCloseTo(
        hidden.reduce((sum, h, i) => sum + h * net.weights[1]![2 * i + j]!, 0),
        14,
      );
  });

  it('saturates to exactly ±1 and 0, never to NaN', () => {
    for (const [activation, low, high] of [
      ['tanh', -1, 1],
      ['softplus', 0, 1e4],
      ['elu', -1, 1e4],
      ['swish', 0, 1e4],
      ['gelu', 0, 1e4],
    ] as const) {
      const net = createMlp([1, 1, 1], activation, mulberry32(1));
      net.weights[0]![0] = 1e4;
      const tape = createTape(net, 2);
      forward(net, Float64Array.of(-1, 1), 2, tape);
      expect(tape.activations[0]![0]).toBeCloseTo(low, 12);
      expect(tape.activations[0]![1]).toBe(high);
      expect(tape.slopes[0]!.every(Number.isFinite)).toBe(true);
    }
  });

  it('starts from truncated normals of the deviation of its activation, and zero biases', () => {
    for (const [activation, gain] of [
      ['tanh', 1],
      ['relu', Math.SQRT2],
    ] as const) {
      const net = createMlp([400, 100, 2], activation, mulberry32(2));
      const w = net.weights[0]!.map((v) => (v * 20) / gain);
      expect(Math.max(...w.map(Math.abs))).toBeLessThanOrEqual(2);
      // Variance of a standard normal cut at ±2: 1 − 2·2φ(2)/(2Φ(2) − 1).
      expect(w.reduce((sum, v) => sum + v * v, 0) / w.length).toBeCloseTo(0.774, 1);
      expect(net.biases.every((b) => b.every((v) => v === 0))).toBe(true);
    }
  });

  it('starts uniform in ±1/√(fan in) where asked, biases too', () => {
    const net = createMlp([400, 100, 2], 'tanh', mulberry32(2), 'uniform');
    for (const values of [net.weights[0]!, net.biases[0]!]) {
      const scaled = values.map((v) => v * 20);
      expect(Math.max(...scaled.map(Math.abs))).toBeLessThanOrEqual(1);
      expect(scaled.reduce((sum, v) => sum + v * v, 0) / scaled.length).toBeCloseTo(1 / 3, 1);
    }
  });

  it('lets a disturbance change the hidden layers alone, after the activation', () => {
    const net = createMlp([2, 3, 4, 2], 'tanh', mulberry32(1));
    const tape = createTape(net, 1);
    const seen: [number, number][] = [];
    const out = forward(net, Float64Array.of(1, 1), 1, tape, (layer, values, count) => {
      seen.push([layer, count]);
      values.fill(0, 0, count);
    });
    expect(seen).toEqual([
      [0, 3],
      [1, 4],
    ]);
    expect(Array.from(out)).toEqual(Array.from(net.biases[2]!));
  });

  it('names what it cannot take', () => {
    expect(() => createMlp([3], 'tanh', mulberry32(1))).toThrow('sizes');
    const net = createMlp([1, 1], 'tanh', mulberry32(1));
    expect(() => forward(net, new Float64Array(2), 2, createTape(net, 1))).toThrow('rows');
  });
});
