import { pairDistances } from './pair-distances.wgsl.ts';
import { EMPTY } from './row-softmin.wgsl.ts';
import type { Ground } from './softmin-problem.ts';

const LANES = 64;

/**
 * For scores s_ij = potential_j − ground(x_i, y_j) in base 2 and p_ij = 2^s_ij / Σ_j 2^s_ij, four rows a workgroup. Runs of
 * the result: log2 Σ_j 2^s_ij, then Σ_j p_ij ground(x_i, y_j), then Σ_j p_ij v_j for `vectors` runs of values. One pass:
 * sums are rescaled along with the running maximum, then combined over the lanes in a tree.
 */
export function averagesShader(d: number, ground: Ground, vectors: number): string {
  const { load, score } = pairDistances(d, ground);
  const each = (write: (k: number) => string) => Array.from({ length: vectors }, (_, k) => write(k)).join('\n    ');
  const dots = (to: string, a: string) => `${to} = ${to} * fade + vec4f(${a});`;
  return `
struct Sizes { firstQuad: u32, rows: u32, rowQuads: u32, columnQuads: u32, d: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> rowPoints: array<vec4f>;
@group(0) @binding(2) var<storage, read> columnPoints: array<vec4f>;
@group(0) @binding(3) var<storage, read> potential: array<vec4f>;
@group(0) @binding(4) var<storage, read> values: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> result: array<vec4f>;

const EMPTY = vec4f(${EMPTY});
const SUMS = ${vectors + 2}u;
var<workgroup> peaks: array<vec4f, ${LANES}>;
var<workgroup> sums: array<vec4f, ${LANES * (vectors + 2)}>;

fn largest(s: vec4f) -> f32 { return max(max(s.x, s.y), max(s.z, s.w)); }
fn total(s: vec4f) -> f32 { return (s.x + s.y) + (s.z + s.w); }

@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) lane: u32) {
  let quad = sizes.firstQuad + workgroup.x;
  ${load}
  var peak = EMPTY;
  var sum = vec4f();
  var far = vec4f();
  ${each((k) => `var a${k} = vec4f();`)}
  for (var c = lane; c < sizes.columnQuads; c += ${LANES}u) {
    ${score}
    let p = potential[c];
    let s0 = p - c0; let s1 = p - c1; let s2 = p - c2; let s3 = p - c3;
    let next = max(peak, vec4f(largest(s0), largest(s1), largest(s2), largest(s3)));
    let fade = exp2(peak - next);
    let p0 = exp2(s0 - next.x); let p1 = exp2(s1 - next.y); let p2 = exp2(s2 - next.z); let p3 = exp2(s3 - next.w);
    ${dots('sum', 'total(p0), total(p1), total(p2), total(p3)')}
    ${dots('far', 'dot(p0, c0), dot(p1, c1), dot(p2, c2), dot(p3, c3)')}
    ${each((k) => `{ let v = values[${k}u * sizes.columnQuads + c]; ${dots(`a${k}`, 'dot(p0, v), dot(p1, v), dot(p2, v), dot(p3, v)')} }`)}
    peak = next;
  }
  peaks[lane] = peak;
  sums[lane] = sum;
  sums[${LANES}u + lane] = far;
  ${each((k) => `sums[${LANES * (k + 2)}u + lane] = a${k};`)}
  for (var width = ${LANES / 2}u; width > 0u; width /= 2u) {
    workgroupBarrier();
    if (lane < width) {
      let next = max(peaks[lane], peaks[lane + width]);
      let mine = exp2(peaks[lane] - next);
      let theirs = exp2(peaks[lane + width] - next);
      for (var k = lane; k < SUMS * ${LANES}u; k += ${LANES}u) { sums[k] = sums[k] * mine + sums[k + width] * theirs; }
      peaks[lane] = next;
    }
  }
  if (lane == 0u) {
    let all = sums[0];
    result[quad] = peaks[0] + log2(all);
    for (var k = 1u; k < SUMS; k++) { result[k * sizes.rowQuads + quad] = sums[k * ${LANES}u] / all; }
  }
}`;
}
