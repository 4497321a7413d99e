import type { RunContext } from '../../../engine/bench.ts';
import { backward, createGradients, createTape, createUniformMlp, forward, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { explainedVariance } from '../../../math/ridge-regression.ts';
import { integer, number } from '../../../params/descriptor.ts';
import type { Products, Reader } from './problem.ts';

/** Optimiser steps that make one step of the run. */
export const UPDATES = 20;

export const readerParams = {
  width: integer({ label: 'Width of the layers', min: 8, max: 128, default: 64, scale: 'log' }),
  depth: integer({ label: 'Hidden layers', symbol: 'L', min: 1, max: 6, default: 4 }),
  learningRate: number({ label: 'Learning rate', min: 1e-4, max: 1e-2, default: 2e-3, scale: 'log' }),
  batch: integer({ label: 'Batch', min: 16, max: 512, default: 128, scale: 'log' }),
};

export interface ReaderValues {
  readonly width: number;
  readonly depth: number;
  readonly learningRate: number;
  readonly batch: number;
}

/** Trains a ReLU network on all targets at once by Adam on the squared error; 20 updates a step. `frozen` trains the last layer alone. */
export function* trainReader(
  { inputs, orders, train, test }: Products,
  given: ReaderValues,
  frozen: boolean,
  run: RunContext,
): Generator<Reader, void> {
  const { width, depth, batch } = given;
  const targets = orders.length;
  const network = createUniformMlp([inputs, ...new Array<number>(depth).fill(width), targets], 'relu', run.random);
  const gradients = createGradients(network);
  const last = network.weights.length - 1;
  const moved = frozen ? [network.weights[last]!, network.biases[last]!] : parametersOf(network);
  const slopes = frozen ? [gradients.weights[last]!, gradients.biases[last]!] : parametersOf(gradients);
  const optimiser = createOptimiser('adam', moved);
  const tape = createTape(network, Math.max(batch, test.count));
  const x = new Float64Array(batch * inputs);
  const y = new Float64Array(batch * targets);
  const outputGradient = new Float64Array(batch * targets);
  const learned = new Float64Array(targets).fill(Number.NaN);
  const weights = network.weights.reduce((sum, w) => sum + w.length, 0);
  for (let updates = UPDATES; ; updates += UPDATES) {
    const { learningRate } = given;
    let loss = 0;
    for (let k = 0; k < UPDATES; k++) {
      for (let r = 0; r < batch; r++) {
        const row = Math.floor(run.noise() * train.count);
        x.set(train.x.subarray(row * inputs, (row + 1) * inputs), r * inputs);
        y.set(train.y.subarray(row * targets, (row + 1) * targets), r * targets);
      }
      const out = forward(network, x, batch, tape);
      for (let i = 0; i < outputGradient.length; i++) {
        const error = out[i]! - y[i]!;
        loss += (error * error) / (outputGradient.length * UPDATES);
        outputGradient[i] = (2 * error) / outputGradient.length;
      }
      backward(network, x, batch, tape, outputGradient, gradients);
      optimiser.step(slopes, learningRate);
      run.count('multiply-add', 6 * batch * weights);
    }
    const outputs = explainedVariance(forward(network, test.x, test.count, tape), test.y, test.count, targets);
    outputs.forEach((value, t) => {
      if (value > 0.5 && Number.isNaN(learned[t]!)) learned[t] = updates;
    });
    yield { updates, network, learned, outputs, loss };
  }
}
