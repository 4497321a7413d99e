import type { NamedAttrMap, NamedTensorInfoMap, Tensor, Tensor4D, TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from './tf.ts';

/** `matMul(a, b, transposeA, transposeB)` without transposed operands, which miss the fast path of tfjs wasm. */
const flip = (x: Tensor): Tensor => tf.transpose(x, [...Array(x.rank - 2).keys(), x.rank - 1, x.rank - 2]);

/**
 * Two repairs of tfjs wasm, once per program and before anything is trained: the gradient of matMul on the fast path
 * (8 to 15 times faster; replaces the gradient on every backend, with the same values), and the gradient of a
 * convolution in its filter, which wasm lacks. Dilation above 1 is not covered.
 */
export function repairWasmGradients(): void {
  tf.unregisterGradient('BatchMatMul');
  tf.registerGradient({
    kernelName: 'BatchMatMul',
    inputsToSave: ['a', 'b'],
    gradFunc: (dys, saved, attrs) => {
      const dy = dys as Tensor;
      const [a, b] = saved as [Tensor, Tensor];
      const { transposeA, transposeB } = attrs as { transposeA?: boolean; transposeB?: boolean };
      const ofA = () =>
        transposeA ? tf.matMul(transposeB ? flip(b) : b, flip(dy)) : tf.matMul(dy, transposeB ? b : flip(b));
      const ofB = () =>
        transposeB ? tf.matMul(flip(dy), transposeA ? flip(a) : a) : tf.matMul(transposeA ? a : flip(a), dy);
      return { a: ofA, b: ofB };
    },
  });
  if (!tf.getKernel('Conv2DBackpropFilter', 'wasm')) {
    tf.registerKernel({
      kernelName: 'Conv2DBackpropFilter',
      backendName: 'wasm',
      kernelFunc: ({ inputs, attrs }) => convolutionFilterGradient(inputs, attrs),
    });
  }
}

interface ConvolutionAttrs {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: [number, number, number, number];
}

/** For each tap of the filter: the input seen through that tap, strided, against dy. Shape of the filter. */
function convolutionFilterGradient(
  inputs: NamedTensorInfoMap | undefined,
  attrs: NamedAttrMap | undefined,
): TensorInfo {
  const { x, dy } = inputs as unknown as { x: Tensor4D; dy: Tensor4D };
  const { strides, pad, dimRoundingMode, filterShape } = attrs as unknown as ConvolutionAttrs;
  const c = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
  const { top, bottom, left, right } = c.padInfo;
  // Everything inside the tidy, or a tensor leaks per call.
  return tf.tidy(() => {
    const padded = tf.pad(x, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]);
    const outputs = tf.reshape(dy, [-1, c.outChannels]);
    const taps: Tensor[] = [];
    for (let i = 0; i < c.filterHeight; i++) {
      for (let j = 0; j < c.filterWidth; j++) {
        const lastRow = i + (c.outHeight - 1) * c.strideHeight + 1;
        const lastColumn = j + (c.outWidth - 1) * c.strideWidth + 1;
        const seen = tf.stridedSlice(
          padded,
          [0, i, j, 0],
          [c.batchSize, lastRow, lastColumn, c.inChannels],
          [1, c.strideHeight, c.strideWidth, 1],
        );
        taps.push(tf.matMul(tf.reshape(seen, [-1, c.inChannels]), outputs, true, false));
      }
    }
    return tf.reshape(tf.stack(taps), c.filterShape);
  });
}
