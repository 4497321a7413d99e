import { normalTail } from '../math/normal-tail.ts';
import { mulberry32, normals } from '../math/random.ts';

/** Jointly Gaussian vectors, `pairs` coordinates each, row-major. */
export interface GaussianPairs {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/**
 * n draws of (a, b), standard normal each, coordinate k of b correlated with coordinate k of a alone by
 * ρ = √(1 − exp(−2 I/pairs)), so that I(a; b) = −pairs/2 log(1 − ρ²) = I nats exactly (Butakov et al. 2024).
 */
export function gaussianPairs(seed: number, n: number, pairs: number, nats: number): GaussianPairs {
  const rest = Math.exp(-nats / pairs);
  const rho = Math.sqrt(1 - rest * rest);
  const a = normals(mulberry32(2 * seed), n * pairs);
  const b = normals(mulberry32(2 * seed + 1), n * pairs).map((noise, k) => rho * a[k]! + rest * noise);
  return { a, b };
}

/** Each row turned by one random orthogonal matrix (Gram-Schmidt on normals): information stays, axes mix. */
export function rotated(points: Float64Array, n: number, d: number, seed: number): Float64Array {
  const Q = normals(mulberry32(seed), d * d);
  for (let r = 0; r < d; r++) {
    for (let s = 0; s < r; s++) {
      let along = 0;
      for (let c = 0; c < d; c++) along += Q[r * d + c]! * Q[s * d + c]!;
      for (let c = 0; c < d; c++) Q[r * d + c] = Q[r * d + c]! - along * Q[s * d + c]!;
    }
    let norm = 0;
    for (let c = 0; c < d; c++) norm += Q[r * d + c]! ** 2;
    for (let c = 0; c < d; c++) Q[r * d + c] = Q[r * d + c]! / Math.sqrt(norm);
  }
  const out = new Float64Array(n * d);
  for (let i = 0; i < n; i++)
    for (let r = 0; r < d; r++) {
      let sum = 0;
      for (let c = 0; c < d; c++) sum += Q[r * d + c]! * points[i * d + c]!;
      out[i * d + r] = sum;
    }
  return out;
}

/** Φ of every number: uniforms in [0, 1] with the same information. */
export const uniforms = (values: Float64Array): Float64Array => values.map((z) => normalTail(-z));

/**
 * One image of side × side pixels in [0, 1] for each row of u in [0, 1]²: a Gaussian bump of that width (in units of the
 * side) centred at 0.3 + 0.4 u. The image determines u, so that information is kept.
 */
export function bumpImages(u: Float64Array, n: number, side: number, width: number): Float64Array {
  const out = new Float64Array(n * side * side);
  const scale = -1 / (2 * width * width);
  const profile = (centre: number) =>
    Float64Array.from({ length: side }, (_, p) => Math.exp(scale * (p / (side - 1) - centre) ** 2));
  for (let i = 0; i < n; i++) {
    const rows = profile(0.3 + 0.4 * u[2 * i]!);
    const columns = profile(0.3 + 0.4 * u[2 * i + 1]!);
    for (let p = 0; p < side; p++)
      for (let q = 0; q < side; q++) out[(i * side + p) * side + q] = rows[p]! * columns[q]!;
  }
  return out;
}

/** Smallest side of a rectangle, in units of the image. */
const LEAST_SIDE = 0.25;

/**
 * One image for each row of u in [0, 1]⁴: a rectangle from left = (1 − m)(1 − √(1 − u₁)) to left + m + u₂ (1 − left − m),
 * the same vertically with u₃ and u₄; a pixel is the share of it that is covered (Butakov et al. 2024), m = 1/4.
 */
export function rectangleImages(u: Float64Array, n: number, side: number): Float64Array {
  const out = new Float64Array(n * side * side);
  const covered = (start: number, grow: number) => {
    const left = (1 - LEAST_SIDE) * (1 - Math.sqrt(1 - start));
    const right = left + LEAST_SIDE + grow * (1 - left - LEAST_SIDE);
    return Float64Array.from({ length: side }, (_, p) =>
      Math.max(0, Math.min(p + 1, side * right) - Math.max(p, side * left)),
    );
  };
  for (let i = 0; i < n; i++) {
    const columns = covered(u[4 * i]!, u[4 * i + 1]!);
    const rows = covered(u[4 * i + 2]!, u[4 * i + 3]!);
    for (let p = 0; p < side; p++)
      for (let q = 0; q < side; q++) out[(i * side + p) * side + q] = rows[p]! * columns[q]!;
  }
  return out;
}

export interface Blobs {
  /** n × 2. */
  readonly points: Float64Array;
  readonly labels: Int32Array;
  /** I(point; label) in bits, by quadrature. */
  readonly information: number;
}

/**
 * n points of the plane around `classes` centres on a circle of that radius, standard normal around each, with the number
 * of the centre as label; a share `corruption` of the labels is drawn again from all of them.
 */
export function blobs(seed: number, n: number, classes: number, radius: number, corruption: number): Blobs {
  const noise = normals(mulberry32(2 * seed), 2 * n);
  const random = mulberry32(2 * seed + 1);
  const labels = new Int32Array(n);
  const points = noise.slice();
  for (let i = 0; i < n; i++) {
    const c = Math.floor(classes * random());
    const again = random() < corruption;
    const other = Math.floor(classes * random());
    points[2 * i] = points[2 * i]! + radius * Math.cos((2 * Math.PI * (c + 0.5)) / classes);
    points[2 * i + 1] = points[2 * i + 1]! + radius * Math.sin((2 * Math.PI * (c + 0.5)) / classes);
    labels[i] = again ? other : c;
  }
  return { points, labels, information: blobInformation(classes, radius, corruption) };
}

/** Grid lines a side, and how far beyond the centres they go, in standard deviations. */
const GRID = 160;
const REACH = 6;

/** log₂ c − E H(label | point) by the midpoint rule on a grid: to 1e-6 bits, as the integrand is smooth and dies off. */
function blobInformation(classes: number, radius: number, corruption: number): number {
  const end = radius + REACH;
  const step = (2 * end) / GRID;
  let conditional = 0;
  const density = new Float64Array(classes);
  for (let p = 0; p < GRID; p++) {
    for (let q = 0; q < GRID; q++) {
      const x = (p + 0.5) * step - end;
      const y = (q + 0.5) * step - end;
      let total = 0;
      for (let c = 0; c < classes; c++) {
        const angle = (2 * Math.PI * (c + 0.5)) / classes;
        const square = (x - radius * Math.cos(angle)) ** 2 + (y - radius * Math.sin(angle)) ** 2;
        density[c] = Math.exp(-square / 2) / (2 * Math.PI * classes);
        total += density[c]!;
      }
      if (total === 0) continue;
      let entropy = 0;
      for (let c = 0; c < classes; c++) {
        const p = ((1 - corruption) * density[c]!) / total + corruption / classes;
        if (p > 0) entropy -= p * Math.log2(p);
      }
      conditional += total * entropy * step * step;
    }
  }
  return Math.max(0, Math.log2(classes) - conditional);
}
