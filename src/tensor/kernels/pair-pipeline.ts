/** Offsets into a uniform buffer are multiples of this. */
export const UNIFORM_STRIDE = 256;

const COMPUTE = 4; // GPUShaderStage.COMPUTE

const pipelines = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();

/**
 * The pipeline of a kernel over pairs, built once a device: binding 0 are the sizes, at an offset of each dispatch, then
 * come so many read-only inputs and the result. `key` names all that is baked into the text.
 */
export function pairPipeline(
  device: GPUDevice,
  key: string,
  code: string,
  inputs: number,
): Promise<GPUComputePipeline> {
  const known = pipelines.get(device) ?? new Map<string, Promise<GPUComputePipeline>>();
  pipelines.set(device, known);
  const built = known.get(key) ?? build(device, key, code, inputs);
  known.set(key, built);
  return built;
}

function build(device: GPUDevice, label: string, code: string, inputs: number): Promise<GPUComputePipeline> {
  const storage = (binding: number, type: GPUBufferBindingType): GPUBindGroupLayoutEntry => ({
    binding,
    visibility: COMPUTE,
    buffer: { type },
  });
  const layout = device.createBindGroupLayout({
    entries: [
      { binding: 0, visibility: COMPUTE, buffer: { type: 'uniform', hasDynamicOffset: true } },
      ...Array.from({ length: inputs }, (_, k) => storage(k + 1, 'read-only-storage')),
      storage(inputs + 1, 'storage'),
    ],
  });
  return device.createComputePipelineAsync({
    label,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
  });
}
