import { pairDistances } from './pair-distances.wgsl.ts';
import type { Ground } from './softmin-problem.ts';

const LANES = 64;

/**
 * For kernels k_ij = 2^−ground(x_i, y_j), four rows a workgroup. Runs of the result: Σ_j k_ij, Σ_j k_ij², then
 * Σ_j k_ij v_j for `vectors` runs of values. `present` is 1 for columns and 0 for padding.
 */
export function gramSumsShader(d: number, ground: Ground, vectors: number): string {
  const { load, score } = pairDistances(d, ground);
  const each = (write: (k: number) => string) => Array.from({ length: vectors }, (_, k) => write(k)).join('\n    ');
  const rows = (write: (k: string) => string) => `vec4f(${[0, 1, 2, 3].map((r) => write(`k${r}`)).join(', ')})`;
  return `
struct Sizes { firstQuad: u32, rows: u32, rowQuads: u32, columnQuads: u32, d: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> rowPoints: array<vec4f>;
@group(0) @binding(2) var<storage, read> columnPoints: array<vec4f>;
@group(0) @binding(3) var<storage, read> present: array<vec4f>;
@group(0) @binding(4) var<storage, read> values: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> result: array<vec4f>;

const SUMS = ${vectors + 2}u;
var<workgroup> sums: array<vec4f, ${LANES * (vectors + 2)}>;

@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) lane: u32) {
  let quad = sizes.firstQuad + workgroup.x;
  ${load}
  var sum = vec4f();
  var squares = vec4f();
  ${each((k) => `var a${k} = vec4f();`)}
  for (var c = lane; c < sizes.columnQuads; c += ${LANES}u) {
    ${score}
    let one = present[c];
    let k0 = one * exp2(-c0); let k1 = one * exp2(-c1); let k2 = one * exp2(-c2); let k3 = one * exp2(-c3);
    sum += ${rows((k) => `dot(${k}, one)`)};
    squares += ${rows((k) => `dot(${k}, ${k})`)};
    ${each((v) => `{ let v = values[${v}u * sizes.columnQuads + c]; a${v} += ${rows((k) => `dot(${k}, v)`)}; }`)}
  }
  sums[lane] = sum;
  sums[${LANES}u + lane] = squares;
  ${each((k) => `sums[${LANES * (k + 2)}u + lane] = a${k};`)}
  for (var width = ${LANES / 2}u; width > 0u; width /= 2u) {
    workgroupBarrier();
    if (lane < width) {
      for (var k = lane; k < SUMS * ${LANES}u; k += ${LANES}u) { sums[k] += sums[k + width]; }
    }
  }
  if (lane == 0u) {
    for (var k = 0u; k < SUMS; k++) { result[k * sizes.rowQuads + quad] = sums[k * ${LANES}u]; }
  }
}`;
}
