import type { NamedAttrMap, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { memoryKernel } from '../kernels/memory-kernel.ts';
import { tf } from '../tf.ts';

/**
 * A layer with its gradient written out: rows in, rows out (batch × features), whatever it does inside. Weights are a
 * kernel and a bias. Nothing is disposed here: callers work inside a `tf.tidy`.
 */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly kernelShape: readonly number[];
  readonly biasLength: number;
  /** Units that reach one unit, and that one unit reaches: for the scale of the first weights. */
  readonly fanIn: number;
  readonly fanOut: number;
  /** Of a layer x W + b: whether it is rectified; null for others. */
  readonly dense: { readonly rectified: boolean } | null;
  forward(x: Tensor2D, kernel: Tensor, bias: Tensor1D): Tensor2D;
  /** From the loss's gradient in y to those in x (null when nobody wants it), kernel and bias. */
  backward(x: Tensor2D, y: Tensor2D, dy: Tensor2D, kernel: Tensor, wantInput: boolean): LayerGradient;
}

export interface LayerGradient {
  readonly input: Tensor2D | null;
  readonly kernel: Tensor;
  readonly bias: Tensor1D;
}

export interface Extent {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

const FILTER = 3;
const STRIDE = 2;

/** Halved by a convolution of stride 2, rounded up. */
export const halved = ({ height, width }: Extent, channels: number): Extent => ({
  height: Math.ceil(height / STRIDE),
  width: Math.ceil(width / STRIDE),
  channels,
});

const sizeOf = ({ height, width, channels }: Extent): number => height * width * channels;
const maskedInMemory = memoryKernel('ReluGradient', ([y, dy], [out]) => {
  for (let k = 0; k < out!.length; k++) out![k] = y![k]! > 0 ? dy![k]! : 0;
});

/** dy where the unit was active. */
const throughRelu = (y: Tensor2D, dy: Tensor2D): Tensor2D =>
  (maskedInMemory([y, dy], [y.shape], {})?.[0] as Tensor2D | undefined) ?? tf.mul(dy, tf.step(y));

const sumsInMemory = memoryKernel('ColumnSums', ([x], [out]) => {
  const columns = out!.length;
  out!.fill(0);
  for (let row = 0; row < x!.length; row += columns)
    for (let k = 0; k < columns; k++) out![k] = out![k]! + x![row + k]!;
});

/** Σ over the rows. */
export const columnSums = (x: Tensor2D): Tensor1D =>
  (sumsInMemory([x], [[x.shape[1]]], {})?.[0] as Tensor1D | undefined) ?? tf.sum(x, 0);

/** The same numbers with a leading extent of 1, as the kernels of matMul want them: no operation. */
export const inBatch = (x: Tensor): Tensor =>
  ({ dataId: x.dataId, shape: [1, ...x.shape], dtype: x.dtype }) as unknown as Tensor;

/** x W + b in one kernel, called below tfjs's own wrapper, which takes longer than the kernel at these sizes. */
export function fusedDense(x: Tensor2D, kernel: Tensor, bias: Tensor1D, rectified: boolean): Tensor2D {
  const attrs = { transposeA: false, transposeB: false, activation: rectified ? 'relu' : 'linear' };
  const y: Tensor = tf.engine().runKernel('_FusedMatMul', { a: inBatch(x), b: inBatch(kernel), bias }, attrs);
  return tf.reshape(y, [x.shape[0], bias.shape[0]]);
}

/** y = x W + b, then max(0, ·) where `rectified`. */
export function dense(inputs: number, outputs: number, rectified: boolean): Layer {
  return {
    inputs,
    outputs,
    kernelShape: [inputs, outputs],
    biasLength: outputs,
    fanIn: inputs,
    fanOut: outputs,
    dense: { rectified },
    forward: (x, kernel, bias) => fusedDense(x, kernel, bias, rectified),
    backward(x, y, dy, kernel, wantInput) {
      const slope = rectified ? throughRelu(y, dy) : dy;
      return {
        // Transposed by hand: transposed operands miss the fast path of tfjs wasm.
        input: wantInput ? tf.matMul(slope, tf.transpose(kernel as Tensor2D)) : null,
        kernel: tf.matMul(tf.transpose(x), slope),
        bias: columnSums(slope),
      };
    },
  };
}

const image = (x: Tensor, { height, width, channels }: Extent): Tensor4D =>
  tf.reshape(x, [-1, height, width, channels]);
const rows = (x: Tensor, extent: Extent): Tensor2D => tf.reshape(x, [-1, sizeOf(extent)]);

/** Gradient of a 3 × 3 convolution of stride 2 in its filter. */
const filterGradient = (x: Tensor4D, dy: Tensor4D, filterShape: number[]): Tensor =>
  tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, {
    strides: STRIDE,
    pad: 'same',
    dataFormat: 'NHWC',
    dimRoundingMode: undefined,
    filterShape,
  } as unknown as NamedAttrMap);

/** Adjoint of that convolution: what conv2dTranspose computes. */
const spread = (dy: Tensor4D, kernel: Tensor, { height, width, channels }: Extent): Tensor4D =>
  tf.conv2dTranspose(dy, kernel as Tensor4D, [dy.shape[0], height, width, channels], STRIDE, 'same');

const convolve = (x: Tensor4D, kernel: Tensor): Tensor4D => tf.conv2d(x, kernel as Tensor4D, STRIDE, 'same');

/** 3 × 3, stride 2, as many rows and columns as half of the input's, rounded up; rectified. */
export function convolution(from: Extent, channels: number): Layer {
  const to = halved(from, channels);
  const kernelShape = [FILTER, FILTER, from.channels, channels];
  return {
    inputs: sizeOf(from),
    outputs: sizeOf(to),
    kernelShape,
    biasLength: channels,
    fanIn: FILTER * FILTER * from.channels,
    fanOut: FILTER * FILTER * channels,
    dense: null,
    forward: (x, kernel, bias) => rows(tf.relu(tf.add(convolve(image(x, from), kernel), bias)), to),
    backward(x, y, dy, kernel, wantInput) {
      const slope = image(throughRelu(y, dy), to);
      return {
        input: wantInput ? rows(spread(slope, kernel, from), from) : null,
        kernel: filterGradient(image(x, from), slope, kernelShape),
        bias: tf.sum(slope, [0, 1, 2]),
      };
    },
  };
}

/** The adjoint of `convolution` from the smaller extent to the larger, with a bias; rectified where asked. */
export function transposedConvolution(from: Extent, to: Extent, rectified: boolean): Layer {
  const kernelShape = [FILTER, FILTER, to.channels, from.channels];
  return {
    inputs: sizeOf(from),
    outputs: sizeOf(to),
    kernelShape,
    biasLength: to.channels,
    fanIn: FILTER * FILTER * from.channels,
    fanOut: FILTER * FILTER * to.channels,
    dense: null,
    forward(x, kernel, bias) {
      const sum = tf.add(spread(image(x, from), kernel, to), bias);
      return rows(rectified ? tf.relu(sum) : sum, to);
    },
    backward(x, y, dy, kernel, wantInput) {
      const slope = image(rectified ? throughRelu(y, dy) : dy, to);
      return {
        input: wantInput ? rows(convolve(slope, kernel), from) : null,
        kernel: filterGradient(slope, image(x, from), kernelShape),
        bias: tf.sum(slope, [0, 1, 2]),
      };
    },
  };
}
