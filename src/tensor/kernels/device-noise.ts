import type { Tensor2D, TensorInfo } from '@tensorflow/tfjs-core';
import { philox, type Random, STREAMS } from '../../math/random.ts';
import { tf } from '../tf.ts';
import { BLOCK, NORMALS_WGSL } from './device-noise.wgsl.ts';
import { memoryKernel, type Settings } from './memory-kernel.ts';
import { registerOnWebgpu, type WebgpuCall } from './webgpu-program.ts';

/** Where a stream of normals stands. */
export interface NoisePlace {
  /** 32 bits. */
  readonly key: number;
  /** Below 256. */
  readonly stream: number;
  /** Pairs drawn before, below 2⁵³. */
  readonly counter: number;
}

const LANES = 64;
const WORDS = 2 ** 32;

/** Pairs that so many normals take: an odd number drops the second of the last. */
export const pairsOf = (count: number): number => Math.ceil(count / 2);

/** Work of a draw: ten rounds of 18 integer operations a pair, and some 60 for the logarithm, the root and the direction. */
export const normalsCost = (count: number) => ({ flops: 240 * pairsOf(count), bytes: 4 * count });

/**
 * Standard normals as a tensor: Box & Muller (1958) on the words of Philox-2x32-10, pair k of the draw from
 * philox(key, counter + k, stream). On webgpu they are drawn on the device, within 1e-5 of `normalsTwin`; elsewhere they are
 * the twin. Nothing is kept: the next draw begins at counter + pairsOf(count).
 */
export function drawNormals(place: NoisePlace, shape: readonly [number, number]): Tensor2D {
  const settings: Settings = { ...place };
  const found = inMemory([], [shape], settings);
  if (found !== null) return found[0] as Tensor2D;
  registerOnWebgpu('PhiloxNormals', onWebgpu);
  return tf.engine().runKernel('PhiloxNormals', {}, { ...place, shape: [...shape] });
}

/**
 * The normals of a run, one tensor after the other; `random` gives the key, once. They belong to the run: another of the same
 * seed draws the same ones.
 */
export function openNoise(random: Random): (shape: readonly [number, number]) => Tensor2D {
  const key = Math.floor(random() * WORDS);
  let counter = 0;
  return (shape) => {
    const drawn = drawNormals({ key, stream: STREAMS.deviceNoise, counter }, shape);
    counter += pairsOf(shape[0] * shape[1]);
    return drawn;
  };
}

/** The same normals in float64, from the same integers. */
export function normalsTwin(place: NoisePlace, count: number): Float64Array {
  const out = new Float64Array(count);
  fill(place, out);
  return out;
}

const inMemory = memoryKernel('PhiloxNormals', (_, [out], settings) => fill(settings as unknown as NoisePlace, out!));

function fill({ key, stream, counter }: NoisePlace, out: Float64Array | Float32Array): void {
  for (let k = 0; 2 * k < out.length; k++) {
    const at = counter + k;
    const [first, second] = philox(key, at % WORDS, stream + BLOCK * Math.floor(at / WORDS));
    const radius = Math.sqrt(-2 * Math.log((first + 0.5) / WORDS));
    const angle = (2 * Math.PI * (second + 0.5)) / WORDS;
    out[2 * k] = radius * Math.cos(angle);
    if (2 * k + 1 < out.length) out[2 * k + 1] = radius * Math.sin(angle);
  }
}

function onWebgpu({ backend, attrs }: WebgpuCall): TensorInfo {
  const { key, stream, counter, shape } = attrs as unknown as NoisePlace & { shape: [number, number] };
  const count = shape[0] * shape[1];
  const wide = count % 4 === 0;
  const lanes = wide ? count / 4 : pairsOf(count);
  const pair = (k: string) => `normalPair(uniforms.key, uniforms.first, uniforms.high, ${k})`;
  const program = {
    variableNames: [],
    outputShape: shape,
    workgroupSize: [LANES, 1, 1] as [number, number, number],
    dispatchLayout: { x: [0] },
    dispatch: [Math.ceil(lanes / LANES), 1, 1] as [number, number, number],
    uniforms: 'key : u32, first : u32, high : u32, count : i32, ',
    shaderKey: `philoxNormals${wide ? 4 : 1}`,
    outputComponent: wide ? 4 : 1,
    getUserCode: () => `${NORMALS_WGSL}
      fn main(index : i32) {
        let k = u32(index);
        ${
          wide
            ? `if (4 * index < uniforms.count) { result[index] = vec4f(${pair('2u * k')}, ${pair('2u * k + 1u')}); }`
            : `let at = 2 * index;
               let both = ${pair('k')};
               if (at < uniforms.count) { result[at] = both.x; }
               if (at + 1 < uniforms.count) { result[at + 1] = both.y; }`
        }
      }`,
  };
  return backend.runWebGPUProgram(program, [], 'float32', [
    { type: 'uint32', data: [key] },
    { type: 'uint32', data: [counter % WORDS] },
    { type: 'uint32', data: [stream + BLOCK * Math.floor(counter / WORDS)] },
    { type: 'int32', data: [count] },
  ]);
}
