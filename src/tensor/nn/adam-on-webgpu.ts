import type { Tensor, Tensor2D, TensorInfo } from '@tensorflow/tfjs-core';
import { registerOnWebgpu, type WebgpuCall } from '../kernels/webgpu-program.ts';
import { tf } from '../tf.ts';

export const MEAN_DECAY = 0.9;
export const SQUARE_DECAY = 0.999;
export const EPSILON = 1e-8;

export interface AdamSettings {
  /** Learning rate over 1 − 0.9^t: the correction of the mean is folded in. */
  readonly rate: number;
  /** 1 / (1 − 0.999^t). */
  readonly correction: number;
}

const LANES = 64;

/**
 * The next state, 3 × size (parameters, running means, running squares), of one tensor of parameters in one dispatch. The
 * gradient is read where it lies: 16 bytes read and 12 written a parameter, some 12 operations, so bound by memory.
 */
export function descendOnWebgpu(held: Tensor2D, gradient: Tensor, settings: AdamSettings): Tensor2D {
  registerOnWebgpu('FlatAdam', descend);
  const inputs = { held, slope: tf.reshape(gradient, [-1]) };
  return tf.engine().runKernel('FlatAdam', inputs, { ...settings });
}

function descend({ inputs, backend, attrs }: WebgpuCall): TensorInfo {
  const [held, slope] = [inputs.held!, inputs.slope!];
  const { rate, correction } = attrs as unknown as AdamSettings;
  const size = slope.shape[0]!;
  // The three rows begin at a quad where their length is one of quads.
  const wide = size % 4 === 0 ? 4 : 1;
  const program = {
    variableNames: ['held', 'slope'],
    outputShape: held.shape,
    workgroupSize: [LANES, 1, 1] as [number, number, number],
    dispatchLayout: { x: [0] },
    dispatch: [Math.ceil(size / wide / LANES), 1, 1] as [number, number, number],
    uniforms: 'count : i32, rate : f32, correction : f32, ',
    shaderKey: `flatAdam${wide}`,
    outputComponent: wide,
    variableComponents: [wide, wide],
    getUserCode: () => `
      fn main(index : i32) {
        let count = uniforms.count;
        if (index < count) {
          let g = slope[index];
          let mean = ${MEAN_DECAY} * held[count + index] + ${(1 - MEAN_DECAY).toFixed(6)} * g;
          let square = ${SQUARE_DECAY} * held[2 * count + index] + ${(1 - SQUARE_DECAY).toFixed(6)} * g * g;
          result[index] = held[index] - uniforms.rate * mean / (sqrt(square * uniforms.correction) + ${EPSILON});
          result[count + index] = mean;
          result[2 * count + index] = square;
        }
      }`,
  };
  return backend.runWebGPUProgram(program, [held, slope], 'float32', [
    { type: 'int32', data: [size / wide] },
    { type: 'float32', data: [rate] },
    { type: 'float32', data: [correction] },
  ]);
}

/** The first row of a state as a tensor of the parameters' shape, without a copy: operations read as much as the shape says. */
export function viewOnWebgpu(held: Tensor2D, shape: readonly number[]): Tensor {
  registerOnWebgpu('FirstRow', firstRow);
  return tf.engine().runKernel('FirstRow', { held }, { shape: [...shape] });
}

function firstRow({ inputs, backend, attrs }: WebgpuCall): TensorInfo {
  const { dataId, dtype } = inputs.held!;
  // Numbers that are not on the device yet would be taken whole by what tfjs computes on the processor.
  backend.uploadToGPU(dataId);
  backend.incRef(dataId);
  return { dataId, dtype, shape: [...(attrs.shape as number[])] };
}
