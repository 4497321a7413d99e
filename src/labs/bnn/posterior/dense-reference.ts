import { gradualSparsity } from '../../../math/gradual-sparsity.ts';
import {
  flipoutPass,
  localPass,
  preActivation,
  sampledComplexity,
  sampledPass,
  type VariationalLayer,
} from '../../../math/variational-layer.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

const flat = (rows: number[][]): Float64Array => Float64Array.from(rows.flat());
const matrix = (values: Float64Array, columns: number): number[][] =>
  Array.from({ length: values.length / columns }, (_, r) => [...values.subarray(r * columns, (r + 1) * columns)]);

/** A layer without a bias; a reference without ρ gets 0. */
const layerOf = ({ x, mu, rho }: Inputs): VariationalLayer => ({
  rows: x.length,
  inputs: x[0].length,
  outputs: mu.length,
  mean: flat(mu),
  rho: rho ? flat(rho) : new Float64Array(mu.flat().length),
  bias: new Float64Array(mu.length),
});

/** Entries on the estimators of dense variational inference, and the schedule of gradual pruning. */
export const denseReference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  'local-reparam': (inputs) => {
    const layer = layerOf(inputs);
    const x = flat(inputs.x);
    const { mean, variance } = preActivation(layer, x);
    const pass = localPass(layer, x, flat(inputs.eps));
    const slopes = pass.backward(pass.output.map((one) => 2 * one));
    const rows = (values: Float64Array) => matrix(values, layer.outputs);
    return {
      mean: rows(mean),
      var: rows(variance),
      out: rows(pass.output),
      dmu: matrix(slopes.mean, layer.inputs),
      drho: matrix(slopes.rho, layer.inputs),
    };
  },
  flipout: (inputs) => {
    const layer = layerOf(inputs);
    // ρ is 0 here, so that σ = ln 2: the perturbation is given whole.
    const noise = flat(inputs.dW).map((one) => one / Math.LN2);
    const { output } = flipoutPass(layer, flat(inputs.x), { noise, s: flat(inputs.s), t: flat(inputs.t) });
    return { out: matrix(output, layer.outputs) };
  },
  'bayes-by-backprop': (inputs) => {
    const layer = layerOf(inputs);
    const { klw, prior_std: priorSd } = inputs;
    const noise = flat(inputs.eps);
    const y = flat(inputs.y);
    const pass = sampledPass(layer, flat(inputs.x), noise);
    const away = pass.output.map((one, k) => one - y[k]!);
    const likelihood = pass.backward(away);
    const complexity = sampledComplexity(layer, noise, priorSd);
    const whole = (name: 'mean' | 'rho') =>
      matrix(
        likelihood[name].map((one, k) => one + klw * complexity[name][k]!),
        layer.inputs,
      );
    // The matrix in use is what the layer makes of unit vectors.
    const unit = new Float64Array(layer.inputs ** 2);
    for (let i = 0; i < layer.inputs; i++) unit[i * (layer.inputs + 1)] = 1;
    const columns = sampledPass({ ...layer, rows: layer.inputs }, unit, noise).output;
    return {
      w: Array.from({ length: layer.outputs }, (_, o) =>
        Array.from({ length: layer.inputs }, (_, i) => columns[i * layer.outputs + o]!),
      ),
      complexity: complexity.value,
      loss: klw * complexity.value + away.reduce((sum, one) => sum + 0.5 * one * one, 0),
      dmu: whole('mean'),
      drho: whole('rho'),
    };
  },
  'prune-schedule': ({ sf, t0, t1, t }) => ({
    sparsity: t.map((step: number) => gradualSparsity(step, sf, t0, t1)),
  }),
};
