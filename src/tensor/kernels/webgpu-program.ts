import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../tf.ts';

/** A kernel that tfjs records among its own: the fields of its WebGPUProgram that ours set. */
export interface WebgpuProgram {
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly workgroupSize: [number, number, number];
  readonly dispatchLayout: { x: number[] };
  /** tfjs writes a folded one here where there are more workgroups than a dimension takes. */
  dispatch: [number, number, number];
  /** Fields of `uniforms` after those of tfjs, in WGSL. */
  readonly uniforms: string;
  /** Names all that is baked into the text; tfjs adds ranks and types. */
  shaderKey: string;
  /** Numbers of the result in one element of its array (1 or 4), and of each input. */
  outputComponent?: number;
  readonly variableComponents?: number[];
  /** `fn main(index : i32)`, after whatever it calls. */
  getUserCode(): string;
}

/** What the backend offers a kernel, as far as ours need it. */
export interface WebgpuBackend {
  runWebGPUProgram(
    program: WebgpuProgram,
    inputs: TensorInfo[],
    dtype: 'float32',
    uniforms: { type: 'int32' | 'uint32' | 'float32'; data: number[] }[],
  ): TensorInfo;
  uploadToGPU(dataId: object): void;
  incRef(dataId: object): void;
}

export interface WebgpuCall {
  readonly inputs: NamedTensorInfoMap;
  readonly backend: WebgpuBackend;
  readonly attrs: NamedAttrMap;
}

const registered = new Set<string>();

/** Registers a kernel of the webgpu backend when it is first wanted; a lost device and its successor share it. */
export function registerOnWebgpu(kernelName: string, run: (call: WebgpuCall) => TensorInfo): void {
  if (registered.has(kernelName)) return;
  registered.add(kernelName);
  tf.registerKernel({
    kernelName,
    backendName: 'webgpu',
    kernelFunc: (call) => run(call as unknown as WebgpuCall),
  });
}
