import { CLOUD_KINDS, CLOUD_LABELS, type CloudKind, namedCloud } from '../../../data/named-clouds.ts';
import { ProblemError } from '../../../engine/bench.ts';
import { readClouds } from '../../../engine/reader-clouds.ts';
import { entropicGaussians } from '../../../math/entropic-gaussians.ts';
import { mulberry32, normals, type Random } from '../../../math/random.ts';
import { choice, integer, number, toggle } from '../../../params/descriptor.ts';
import { type Fill, makeProblem } from './make-problem.ts';
import { type BridgeProblem, instance, type Moments } from './problem.ts';

const MOST_POINTS = 1000;

const eps = number({
  label: 'Noise',
  symbol: 'ε',
  min: 0.002,
  max: 10,
  default: 0.1,
  scale: 'log',
  help: 'Variance of the noise between the ends, and the price of entropy in the plan.',
});
const n = integer({
  label: 'Points of each sample',
  symbol: 'n',
  min: 8,
  max: MOST_POINTS,
  default: 500,
  scale: 'log',
  help: 'For Sinkhorn, the moments and the pictures; LightSB draws fresh points.',
});
const cloudKind = (label: string, preset: CloudKind) =>
  choice({ label, options: CLOUD_KINDS, default: preset, optionLabels: CLOUD_LABELS });

/** Mean and one scale that give a cloud unit variance a coordinate: over many points, the same for every seed. */
function standard(fill: Fill): (points: Float64Array) => void {
  const many = new Float64Array(2 * 8192);
  fill(mulberry32(0), many);
  const mean = [0, 0];
  for (let k = 0; k < many.length; k++) mean[k % 2] = mean[k % 2]! + (2 * many[k]!) / many.length;
  let square = 0;
  for (let k = 0; k < many.length; k++) square += (many[k]! - mean[k % 2]!) ** 2 / many.length;
  const scale = 1 / Math.sqrt(square);
  return (points) => {
    for (let k = 0; k < points.length; k++) points[k] = (points[k]! - mean[k % 2]!) * scale;
  };
}

const standardised = (fill: Fill): Fill => {
  const change = standard(fill);
  return (random, out) => {
    fill(random, out);
    change(out);
  };
};

const clouds = instance({
  label: 'Two clouds',
  help: 'From one shape in the plane to another; LightSB draws fresh points from both.',
  params: {
    eps,
    source: cloudKind('Source', 'gaussians'),
    target: cloudKind('Target', 'swissRoll'),
    noise: number({
      label: 'Spread around the shapes',
      help: 'standard deviation around moons, circles and spiral',
      min: 0,
      max: 0.5,
      default: 0.05,
    }),
    standardise: toggle({
      label: 'Unit variance',
      default: true,
      help: 'Each cloud is centred and scaled, so that one ε means the same everywhere.',
    }),
    n,
  },
  make({ eps, source, target, noise, standardise, n }, { seed }) {
    const draw =
      (kind: CloudKind, side: 'source' | 'target'): Fill =>
      (random, out) =>
        out.set(namedCloud(kind, random, out.length / 2, noise, side));
    const end = (kind: CloudKind, side: 'source' | 'target') => {
      const fill = standardise ? standardised(draw(kind, side)) : draw(kind, side);
      return { fill, moments: null, points: null };
    };
    return makeProblem({ kind: 'clouds', eps, n, seed, source: end(source, 'source'), target: end(target, 'target') });
  },
});

const planted = instance({
  label: 'Planted bridge',
  help: 'From a standard Gaussian along a known potential: the true conditional plans are there to compare with.',
  params: {
    eps,
    truth: integer({ label: 'Components of the truth', min: 1, max: 12, default: 5 }),
    radius: number({ label: 'Radius of their circle', min: 0.5, max: 8, default: 4 }),
    spread: number({ label: 'Their S', symbol: 'S', min: 0.05, max: 2, default: 0.5, scale: 'log' }),
    n,
  },
  make({ eps, truth: K, radius, spread, n }, { seed }) {
    const angle = (k: number) => (2 * Math.PI * k) / K;
    const truth = {
      eps,
      logAlpha: new Float64Array(K).fill(-Math.log(K)),
      r: Float64Array.from({ length: 2 * K }, (_, i) => radius * (i % 2 === 0 ? Math.cos : Math.sin)(angle(i >> 1))),
      S: Float64Array.from({ length: 3 * K }, (_, i) => (i % 3 === 1 ? 0 : spread)),
    };
    const source = { fill: gaussianFill({ mean: new Float64Array(2), covariance: Float64Array.of(1, 0, 0, 1) }) };
    return makeProblem({ kind: 'planted', eps, n, seed, truth, source });
  },
});

const variance = (label: string, preset: number) => number({ label, min: 0.05, max: 9, default: preset, scale: 'log' });
const covariance = (label: string, preset: number) => number({ label, min: -4, max: 4, default: preset });

const gaussians = instance({
  label: 'Two Gaussians',
  help: 'From one Gaussian to another: the bridge is known in closed form.',
  params: {
    eps,
    sourceXX: variance('Source variance along x', 1),
    sourceXY: covariance('Source covariance', 0),
    sourceYY: variance('Source variance along y', 1),
    meanX: number({ label: 'Target mean along x', min: -4, max: 4, default: 2 }),
    meanY: number({ label: 'Target mean along y', min: -4, max: 4, default: 1 }),
    targetXX: variance('Target variance along x', 1.5),
    targetXY: covariance('Target covariance', 0.6),
    targetYY: variance('Target variance along y', 0.5),
    n,
  },
  make({ eps, sourceXX, sourceXY, sourceYY, meanX, meanY, targetXX, targetXY, targetYY, n }, { seed }) {
    const moments = (name: string, mean: readonly number[], xx: number, xy: number, yy: number): Moments => {
      if (!(xx > 0 && xx * yy - xy * xy > 1e-9 * (xx + yy) ** 2))
        throw new ProblemError(
          `The ${name} covariance ((${xx}, ${xy}), (${xy}, ${yy})) is not positive definite; the covariance off the diagonal must be below ${Math.sqrt(xx * yy).toPrecision(3)} in size.`,
        );
      return { mean: Float64Array.from(mean), covariance: Float64Array.of(xx, xy, xy, yy) };
    };
    const first = moments('source', [0, 0], sourceXX, sourceXY, sourceYY);
    const second = moments('target', [meanX, meanY], targetXX, targetXY, targetYY);
    // With the mean of the source at 0 the one component of v stands at the target's mean.
    const { conditional: M } = entropicGaussians(first.covariance, second.covariance, 2, eps);
    const truth = {
      eps,
      logAlpha: new Float64Array(1),
      r: second.mean.slice(),
      S: Float64Array.of(M[0]!, M[1]!, M[3]!),
    };
    return makeProblem({
      kind: 'gaussians',
      eps,
      n,
      seed,
      truth,
      source: { fill: gaussianFill(first), moments: first },
      target: { fill: gaussianFill(second), moments: second },
    });
  },
});

const user = instance({
  label: 'Your own points',
  help: 'Two clouds drawn by hand or read from a file; batches are drawn from your points.',
  needsData: true,
  params: {
    eps,
    standardise: toggle({
      label: 'Unit variance',
      default: false,
      help: 'Each cloud is centred and scaled before anything else.',
    }),
  },
  make({ eps, standardise }, { seed, data }): BridgeProblem {
    const { source, target } = readClouds(data, { most: MOST_POINTS, dimensions: [2] });
    const end = (given: Float64Array) => {
      const change = standardise ? standardOf(given) : () => undefined;
      const points = given.slice();
      change(points);
      return { fill: resample(points), points };
    };
    return makeProblem({ kind: 'user', eps, n: 0, seed, source: end(source), target: end(target) });
  },
});

function standardOf(points: Float64Array): (points: Float64Array) => void {
  const spread = points.some((value, k) => value !== points[k % 2]);
  if (!spread) throw new ProblemError('A cloud whose points are all the same has no variance to bring to 1.');
  return standard((_, out) => {
    for (let k = 0; k < out.length; k++) out[k] = points[k % points.length]!;
  });
}

/** Points drawn from those given, each as likely as the others. */
const resample =
  (points: Float64Array): Fill =>
  (random, out) => {
    for (let k = 0; k < out.length; k += 2) {
      const i = 2 * Math.floor(random() * (points.length / 2));
      out[k] = points[i]!;
      out[k + 1] = points[i + 1]!;
    }
  };

/** mean + L z with the lower Cholesky factor of the covariance. */
function gaussianFill({ mean, covariance }: Moments): Fill {
  const a = Math.sqrt(covariance[0]!);
  const b = covariance[1]! / a;
  const c = Math.sqrt(covariance[3]! - b * b);
  return (random: Random, out: Float64Array) => {
    const z = normals(random, out.length);
    for (let k = 0; k < out.length; k += 2) {
      out[k] = mean[0]! + a * z[k]!;
      out[k + 1] = mean[1]! + b * z[k]! + c * z[k + 1]!;
    }
  };
}

export const instances = { clouds, planted, gaussians, user };
