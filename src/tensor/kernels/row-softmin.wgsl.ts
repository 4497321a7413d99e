import { pairDistances } from './pair-distances.wgsl.ts';
import type { Ground } from './softmin-problem.ts';

/** Lanes of a workgroup; each takes every 64th quad of columns. */
const LANES = 64;

/** What padding carries instead of −∞, which WGSL may assume away. */
export const EMPTY = -3e38;

/**
 * One half-step in base 2: result_i = logWeight_i − log2 Σ_j 2^(potential_j − ground(x_i, y_j)), four rows a workgroup.
 * Everything comes in quads of float32: points by coordinate, padded rows and columns carry EMPTY as potential.
 * The maximum runs along: per chunk of four columns one rescale of the sum, then a tree over the lanes.
 */
export function softminShader(d: number, ground: Ground): string {
  const { load, score } = pairDistances(d, ground);
  return `
struct Sizes { firstQuad: u32, rows: u32, rowQuads: u32, columnQuads: u32, d: u32 }
@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> rowPoints: array<vec4f>;
@group(0) @binding(2) var<storage, read> columnPoints: array<vec4f>;
@group(0) @binding(3) var<storage, read> potential: array<vec4f>;
@group(0) @binding(4) var<storage, read> logWeight: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> result: array<vec4f>;

const EMPTY = vec4f(${EMPTY});
var<workgroup> peaks: array<vec4f, ${LANES}>;
var<workgroup> sums: array<vec4f, ${LANES}>;

fn largest(s: vec4f) -> f32 { return max(max(s.x, s.y), max(s.z, s.w)); }
fn total(s: vec4f) -> f32 { return (s.x + s.y) + (s.z + s.w); }

@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) lane: u32) {
  let quad = sizes.firstQuad + workgroup.x;
  ${load}
  var peak = EMPTY;
  var sum = vec4f();
  for (var c = lane; c < sizes.columnQuads; c += ${LANES}u) {
    ${score}
    let p = potential[c];
    let s0 = p - c0; let s1 = p - c1; let s2 = p - c2; let s3 = p - c3;
    let next = max(peak, vec4f(largest(s0), largest(s1), largest(s2), largest(s3)));
    let chunk = vec4f(total(exp2(s0 - next.x)), total(exp2(s1 - next.y)), total(exp2(s2 - next.z)), total(exp2(s3 - next.w)));
    sum = sum * exp2(peak - next) + chunk;
    peak = next;
  }
  peaks[lane] = peak;
  sums[lane] = sum;
  for (var width = ${LANES / 2}u; width > 0u; width /= 2u) {
    workgroupBarrier();
    if (lane < width) {
      let next = max(peaks[lane], peaks[lane + width]);
      sums[lane] = sums[lane] * exp2(peaks[lane] - next) + sums[lane + width] * exp2(peaks[lane + width] - next);
      peaks[lane] = next;
    }
  }
  if (lane == 0u) {
    let live = vec4u(0u, 1u, 2u, 3u) + 4u * quad < vec4u(sizes.rows);
    result[quad] = select(EMPTY, logWeight[quad] - (peaks[0] + log2(sums[0])), live);
  }
}`;
}
