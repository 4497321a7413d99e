import type { NamedAttrMap, NamedTensorInfoMap, Tensor, Tensor1D, Tensor2D, TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../tf.ts';
import { type Layout, pack, unpack } from './flat-parameters.ts';
import { memoryKernel } from './memory-kernel.ts';

const KERNEL = 'FlatAdam';
const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const EPSILON = 1e-8;
const LANES = 64;

interface Settings {
  /** Learning rate over 1 − 0.9^t: the correction of the mean is folded in. */
  readonly rate: number;
  /** 1 / (1 − 0.999^t). */
  readonly correction: number;
}

/** Parameters one by one, and all of them with Adam's running means and squares in one 3 × P tensor. */
export interface AdamState {
  readonly tensors: readonly Tensor[];
  readonly moments: Tensor2D;
}

/** The state before the first step; `first` are the parameters, flat. */
export function openAdam(first: Float32Array, layout: Layout): AdamState {
  const all = new Float32Array(3 * layout.size);
  all.set(first.subarray(0, layout.size));
  return adamOf(all, layout);
}

/** A state of given numbers: parameters, running means and running squares, one after the other. */
export function adamOf(all: Float32Array, layout: Layout): AdamState {
  const moments = tf.tensor2d(all, [3, layout.size]);
  return { moments, tensors: tensorsOf(moments, layout) };
}

/**
 * One step of Adam (Kingma & Ba 2015, algorithm 1, β = 0.9, 0.999, ε = 1e-8) on all parameters at once, with the gradients
 * that `slopes` computes; returns the next state in new tensors and disposes the old ones. Stock Adam takes some 12
 * operations a variable where this is one kernel: plain loops on the memory of wasm and cpu, WGSL on webgpu.
 */
export function flatAdam(
  state: AdamState,
  slopes: () => readonly Tensor[],
  layout: Layout,
  learningRate: number,
  step: number,
): AdamState {
  const settings = { rate: learningRate / (1 - MEAN_DECAY ** step), correction: 1 / (1 - SQUARE_DECAY ** step) };
  const [moments, ...tensors] = tf.tidy((): Tensor[] => {
    const gradients = slopes();
    const found = inMemory([state.moments, ...gradients], [[3, layout.size], ...layout.shapes], settings);
    if (found !== null) return found;
    register();
    const inputs = { state: state.moments, gradient: pack(gradients) };
    const next: Tensor2D = tf.engine().runKernel(KERNEL, inputs, settings);
    return [next, ...tensorsOf(next, layout)];
  });
  closeAdam(state);
  return { moments: moments as Tensor2D, tensors };
}

export function closeAdam({ moments, tensors }: AdamState): void {
  tf.dispose([moments, ...tensors]);
}

const tensorsOf = (moments: Tensor2D, layout: Layout): Tensor[] =>
  tf.tidy(() => unpack(tf.reshape(tf.slice(moments, [0, 0], [1, -1]), [-1]) as Tensor1D, layout));

const inMemory = memoryKernel('AdamInMemory', ([moments, ...gradients], [next, ...tensors], settings) => {
  let at = 0;
  gradients.forEach((gradient, k) => {
    update(moments!, gradient, at, next!, tensors[k]!, settings as unknown as Settings);
    at += gradient.length;
  });
});

/** Apart from the kernel, so that its loop stays one function of one kind of array. */
function update(
  moments: Float32Array,
  gradient: Float32Array,
  at: number,
  next: Float32Array,
  tensor: Float32Array,
  { rate, correction }: Settings,
): void {
  const size = moments.length / 3;
  for (let k = 0; k < gradient.length; k++) {
    const i = at + k;
    const g = gradient[k]!;
    const mean = MEAN_DECAY * moments[size + i]! + (1 - MEAN_DECAY) * g;
    const square = SQUARE_DECAY * moments[2 * size + i]! + (1 - SQUARE_DECAY) * g * g;
    const value = moments[i]! - (rate * mean) / (Math.sqrt(square * correction) + EPSILON);
    next[i] = value;
    tensor[k] = value;
    next[size + i] = mean;
    next[2 * size + i] = square;
  }
}

let registered = false;

function register(): void {
  if (registered) return;
  registered = true;
  tf.registerKernel({ kernelName: KERNEL, backendName: 'webgpu', kernelFunc: onWebgpu });
}

interface Call {
  readonly inputs: NamedTensorInfoMap;
  readonly backend: unknown;
  readonly attrs?: NamedAttrMap;
}

/** What the backend offers a kernel, as far as this one needs it. */
interface WebgpuBackend {
  runWebGPUProgram(
    program: object,
    inputs: TensorInfo[],
    dtype: 'float32',
    uniforms: { type: 'int32' | 'float32'; data: number[] }[],
  ): TensorInfo;
}

/** 12 P bytes read and written each, some 10 operations and a root a parameter: bound by memory. */
function onWebgpu(call: Call): TensorInfo {
  const state = call.inputs.state!;
  const gradient = call.inputs.gradient!;
  const settings = call.attrs as unknown as Settings;
  const count = gradient.shape[0]!;
  const program = {
    variableNames: ['held', 'slope'],
    outputShape: state.shape,
    workgroupSize: [LANES, 1, 1],
    dispatchLayout: { x: [0] },
    dispatch: [Math.ceil(count / LANES), 1, 1],
    uniforms: 'count : i32, rate : f32, correction : f32, ',
    shaderKey: 'flatAdam',
    getUserCode: () => `
      fn main(index : i32) {
        if (index < uniforms.count) {
          let g = slope[index];
          let mean = ${MEAN_DECAY} * held[uniforms.count + index] + ${(1 - MEAN_DECAY).toFixed(6)} * g;
          let square = ${SQUARE_DECAY} * held[2 * uniforms.count + index] + ${(1 - SQUARE_DECAY).toFixed(6)} * g * g;
          result[index] = held[index] - uniforms.rate * mean / (sqrt(square * uniforms.correction) + ${EPSILON});
          result[uniforms.count + index] = mean;
          result[2 * uniforms.count + index] = square;
        }
      }`,
  };
  return (call.backend as WebgpuBackend).runWebGPUProgram(program, [state, gradient], 'float32', [
    { type: 'int32', data: [count] },
    { type: 'float32', data: [settings.rate] },
    { type: 'float32', data: [settings.correction] },
  ]);
}
