import { type GaussianLists, openGaussianLists } from '../../../math/native/gaussian-lists.ts';
import type { Pattern } from './posterior.ts';

const BY_INPUT = ['x', 'dx'] as const;
const BY_OUTPUT = ['m', 'v', 'noise', 'dm', 'dv'] as const;
type Room = (typeof BY_INPUT)[number] | (typeof BY_OUTPUT)[number];

/**
 * Room for a batch, all unit-major (unit × rows): what the last passes computed, layer by layer. `x` are the inputs of each
 * layer; `m` the means of the pre-activations, turned into the pre-activations themselves, the last the outputs. All of it lies in
 * the memory of the kernels: nothing of it may be posted.
 */
export interface Tape extends Readonly<Record<Room, readonly Float64Array[]>> {
  readonly rows: number;
  readonly kernels: GaussianLists<Readonly<Record<Room, number>>>;
}

/** What the products need of a layer. */
export interface Products {
  readonly inputs: number;
  readonly outputs: number;
  readonly pattern: Pattern;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly bias: Float64Array;
}

/** For layers of sizes[l] inputs and sizes[l + 1] outputs. */
export function openTape(sizes: readonly number[], rows: number): Tape {
  const [ins, outs] = [sizes.slice(0, -1), sizes.slice(1)];
  const all = (units: readonly number[]) => units.reduce((sum, one) => sum + one, 0) * rows;
  const totals = Object.fromEntries([
    ...BY_INPUT.map((name) => [name, all(ins)]),
    ...BY_OUTPUT.map((name) => [name, all(outs)]),
  ]) as Record<Room, number>;
  const most = Math.max(...ins.map((inputs, l) => inputs * outs[l]!));
  const kernels = openGaussianLists(most, Math.max(...ins), Math.max(...outs), totals);
  const layered = (name: Room, units: readonly number[]) => {
    let at = 0;
    return units.map((one) => kernels.floats[name].subarray(at, (at += one * rows)));
  };
  const rooms = Object.fromEntries([
    ...BY_INPUT.map((name) => [name, layered(name, ins)]),
    ...BY_OUTPUT.map((name) => [name, layered(name, outs)]),
  ]) as Record<Room, Float64Array[]>;
  return { rows, kernels, ...rooms };
}

/** m = μ x + b and v = σ² x² of layer l at the tape: 2 · weights · rows multiply-adds. */
export function forwardProducts(layer: Products, tape: Tape, l: number): void {
  const { run, floats, integers } = tape.kernels;
  const { mean, variance, bias } = floats;
  placeWeights(layer, tape);
  bias.set(layer.bias);
  const { start, columns } = integers;
  const [x, m, v] = [tape.x[l]!, tape.m[l]!, tape.v[l]!];
  run.forwardProducts(start, columns, mean, variance, bias, x, m, v, layer.outputs, tape.rows);
}

/** ∂/∂x of layer l at the tape through m and through v = σ² x²: 2 · weights · rows multiply-adds. */
export function inputSlopes(layer: Products, tape: Tape, l: number): void {
  const { run, floats, integers } = tape.kernels;
  const { mean, variance } = floats;
  placeWeights(layer, tape);
  listByInputs(layer, integers);
  const { inputStart, outs, places } = integers;
  const [x, dm, dv, dx] = [tape.x[l]!, tape.dm[l]!, tape.dv[l]!, tape.dx[l]!];
  run.inputSlopes(inputStart, outs, places, mean, variance, x, dm, dv, dx, layer.inputs, tape.rows);
}

/** ∂/∂μ and ∂/∂σ² of the weights of layer l that exist: 2 · weights · rows multiply-adds. */
export function weightSlopes(
  { pattern, outputs }: Pick<Products, 'pattern' | 'outputs'>,
  tape: Tape,
  l: number,
  ofMean: Float64Array,
  ofVariance: Float64Array,
): void {
  const { run, floats, integers } = tape.kernels;
  const { meanSlope, varianceSlope } = floats;
  const { start, columns } = integers;
  placePattern(pattern, integers);
  const [x, dm, dv] = [tape.x[l]!, tape.dm[l]!, tape.dv[l]!];
  run.weightSlopes(start, columns, x, dm, dv, meanSlope, varianceSlope, outputs, tape.rows);
  ofMean.set(meanSlope.subarray(0, ofMean.length));
  ofVariance.set(varianceSlope.subarray(0, ofVariance.length));
}

/** ∂/∂μ of every weight of layer l, there or not, outputs × inputs: outputs · inputs · rows multiply-adds. */
export function denseSlopes(inputs: number, outputs: number, tape: Tape, l: number): Float64Array {
  const out = tape.kernels.floats.meanSlope;
  tape.kernels.run.denseSlopes(tape.x[l]!, tape.dm[l]!, out, inputs, outputs, tape.rows);
  return out.slice(0, inputs * outputs);
}

type Lists = Tape['kernels']['integers'];

function placeWeights({ pattern, mean, variance }: Products, { kernels }: Tape): void {
  placePattern(pattern, kernels.integers);
  kernels.floats.mean.set(mean);
  kernels.floats.variance.set(variance);
}

function placePattern({ rowStart, columns }: Pattern, lists: Lists): void {
  lists.start.set(rowStart);
  lists.columns.set(columns);
}

/** The same weights by inputs, outputs ascending. */
function listByInputs({ inputs, outputs, pattern }: Products, { inputStart, outs, places }: Lists): void {
  const { rowStart, columns } = pattern;
  inputStart.fill(0, 0, inputs + 1);
  for (let k = 0; k < columns.length; k++) inputStart[columns[k]! + 1]!++;
  for (let i = 0; i < inputs; i++) inputStart[i + 1] = inputStart[i + 1]! + inputStart[i]!;
  const next = inputStart.slice(0, inputs);
  for (let o = 0; o < outputs; o++)
    for (let k = rowStart[o]!; k < rowStart[o + 1]!; k++) {
      const at = next[columns[k]!]!++;
      outs[at] = o;
      places[at] = k;
    }
}
