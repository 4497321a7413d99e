import type { NamedAttrMap, NamedTensorInfoMap, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../tf.ts';

/** What a loop on the numbers themselves gets: views of the inputs, and of the outputs it is to fill. */
export type Loop = (inputs: readonly Float32Array[], outputs: readonly Float32Array[], settings: Settings) => void;
export type Settings = Readonly<Record<string, number>>;

interface CpuBackend {
  readonly data: { get(id: object): { values: Float32Array } };
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo;
}
interface WasmBackend {
  makeOutput(shape: number[], dtype: 'float32'): TensorInfo;
  typedArrayFromHeap(info: TensorInfo): Float32Array;
}

/**
 * Registers plain loops as a kernel of the cpu and wasm backends, where a few thousand numbers cost less than the dispatch
 * of one tfjs operation. Returns what runs it, or null on a backend without it (webgpu): the caller then composes.
 */
export function memoryKernel(
  kernelName: string,
  loop: Loop,
): (inputs: readonly Tensor[], shapes: readonly (readonly number[])[], settings: Settings) => Tensor[] | null {
  let registered = false;
  const settingsOf = (attrs: NamedAttrMap | undefined) =>
    attrs as unknown as { shapes: readonly (readonly number[])[]; settings: Settings };
  const inOrder = (inputs: NamedTensorInfoMap) => Object.values(inputs) as TensorInfo[];

  const onCpu = (call: { inputs: NamedTensorInfoMap; backend: unknown; attrs?: NamedAttrMap }): TensorInfo[] => {
    const backend = call.backend as CpuBackend;
    const { shapes, settings } = settingsOf(call.attrs);
    const outputs = shapes.map((shape) => new Float32Array(shape.reduce((p, q) => p * q, 1)));
    const inputs = inOrder(call.inputs).map(({ dataId }) => backend.data.get(dataId).values);
    loop(inputs, outputs, settings);
    return outputs.map((values, k) => backend.makeTensorInfo([...shapes[k]!], 'float32', values));
  };
  const onWasm = (call: { inputs: NamedTensorInfoMap; backend: unknown; attrs?: NamedAttrMap }): TensorInfo[] => {
    const backend = call.backend as WasmBackend;
    const { shapes, settings } = settingsOf(call.attrs);
    // The heap may move when it grows: views are taken after all outputs have their place.
    const outputs = shapes.map((shape) => backend.makeOutput([...shape], 'float32'));
    const view = (info: TensorInfo) => backend.typedArrayFromHeap(info);
    loop(inOrder(call.inputs).map(view), outputs.map(view), settings);
    return outputs;
  };

  return (inputs, shapes, settings) => {
    if (tf.getBackend() === 'webgpu') return null;
    if (!registered) {
      registered = true;
      tf.registerKernel({ kernelName, backendName: 'cpu', kernelFunc: onCpu });
      tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: onWasm });
    }
    const named = Object.fromEntries(inputs.map((input, k) => [`i${k}`, input]));
    const attrs = { shapes, settings } as unknown as NamedAttrMap;
    return tf.engine().runKernel(kernelName, named, attrs) as unknown as Tensor[];
  };
}
