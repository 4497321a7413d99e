import type { Ground } from './softmin-problem.ts';

/** Lanes of a workgroup; each takes every 64th quad of columns. */
const LANES = 64;

/** Dimensions up to which the coordinates of a row stay in registers; above, they are read again in a loop. */
export const UNROLLED = 16;

/** What padding carries instead of −∞, which WGSL may assume away. */
export const EMPTY = -3e38;

const accumulate = (ground: Ground, to: string, t: string): string =>
  ground === 'cityblock' ? `${to} += abs(${t});` : `${to} = fma(${t}, ${t}, ${to});`;

function distances(d: number, ground: Ground): { load: string; score: string } {
  const each = (write: (row: string, r: number) => string) => ['x', 'y', 'z', 'w'].map(write).join(' ');
  const zero = each((_, r) => `var c${r} = vec4f();`);
  const root = ground === 'euclidean' ? each((_, r) => `c${r} = sqrt(c${r});`) : '';
  const add = (column: string, row: string) =>
    each((lane, r) => `{ let t = ${column} - ${row}.${lane}; ${accumulate(ground, `c${r}`, 't')} }`);
  if (d > UNROLLED) {
    const loop = `for (var k = 0u; k < sizes.d; k++) {
      let y = columnPoints[k * sizes.columnQuads + c];
      let x = rowPoints[k * sizes.rowQuads + quad];
      ${add('y', 'x')}
    }`;
    return { load: '', score: `${zero}\n    ${loop}\n    ${root}` };
  }
  const coordinates = Array.from({ length: d }, (_, k) => k);
  return {
    load: coordinates.map((k) => `let x${k} = rowPoints[${k}u * sizes.rowQuads + quad];`).join('\n  '),
    score: `${zero}\n    ${coordinates
      .map((k) => `let y${k} = columnPoints[${k}u * sizes.columnQuads + c];\n    ${add(`y${k}`, `x${k}`)}`)
      .join('\n    ')}\n    ${root}`,
  };
}

/** What is baked into the text, and nothing else: the key of its pipeline. */
export const softminKey = (d: number, ground: Ground): string => `${ground} ${d > UNROLLED ? 'any' : d}`;

/**
 * One half-step in base 2: result_i = logWeight_i − log2 Σ_j 2^(potential_j − ground(x_i, y_j)), four rows a workgroup.
 * Everything comes in quads of float32: points by coordinate, padded rows and columns carry EMPTY as potential.
 * The maximum runs along: per chunk of four columns one rescale of the sum, then a tree over the lanes.
 */
export function softminShader(d: number, ground: Ground): string {
  const { load, score } = distances(d, ground);
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
