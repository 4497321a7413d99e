import type { Random } from '../math/random.ts';
import { circles, gaussians, mixture8, moons, swissRoll } from './planar-clouds.ts';

/** The clouds in the plane that problems of the transport lab choose from. */
export const CLOUD_KINDS = ['gaussians', 'moons', 'circles', 'mixture8', 'swissRoll'] as const;
export type CloudKind = (typeof CLOUD_KINDS)[number];

export const CLOUD_LABELS: Readonly<Partial<Record<CloudKind, string>>> = {
  gaussians: 'one Gaussian',
  moons: 'two moons',
  mixture8: 'eight bumps',
  swissRoll: 'spiral',
};

/**
 * n points of a named cloud, n × 2 row-major. `noise` is the standard deviation around moons, circles and spiral; the
 * Gaussian depends on its side: N(0, 0.36 I) as source, mean (2, 1) and factor [[0.5, 0.3], [0, 0.5]] as target.
 */
export function namedCloud(
  kind: CloudKind,
  random: Random,
  n: number,
  noise: number,
  side: 'source' | 'target',
): Float64Array {
  switch (kind) {
    case 'gaussians':
      return side === 'source'
        ? gaussians(random, n, [0, 0], [0.6, 0, 0, 0.6])
        : gaussians(random, n, [2, 1], [0.5, 0.3, 0, 0.5]);
    case 'moons':
      return moons(random, n, noise);
    case 'circles':
      return circles(random, n, 0.5, noise);
    case 'mixture8':
      return mixture8(random, n, 2, 0.15);
    case 'swissRoll':
      return swissRoll(random, n, noise);
  }
}
