import { describe, expect, it } from 'vitest';
import { mulberry32, normals } from '../../../math/random.ts';
import { curvatureOf, localPosterior } from './local-posterior.ts';

const d = 3;
const centre = Float64Array.of(0.4, -1, 2);
const precision = Float64Array.of(1, 2, 0.5);

describe('The posterior of an episode', () => {
  it('is the prior where the episode says nothing', () => {
    const { mean, covariance } = localPosterior(new Float64Array(9), new Float64Array(3), centre, precision);
    mean.forEach((value, j) => {
      expect(value).toBeCloseTo(centre[j]!, 12);
      expect(covariance[j * d + j]!).toBeCloseTo(1 / precision[j]!, 12);
    });
  });

  it('is what the episode says where it says it loudly', () => {
    const curvature = Float64Array.of(1e9, 0, 0, 0, 1e9, 0, 0, 0, 1e9);
    const said = Float64Array.of(7, 8, 9);
    const { mean } = localPosterior(
      curvature,
      said.map((value) => 1e9 * value),
      centre,
      precision,
    );
    mean.forEach((value, j) => {
      expect(value).toBeCloseTo(said[j]!, 6);
    });
  });

  it('takes fewer pairs than coordinates', () => {
    const random = mulberry32(2);
    const pairs = { count: 1, x: normals(random, 3), y: normals(random, 1) };
    const { curvature, moment } = curvatureOf(pairs, d, 0.3);
    const { mean, covariance, logDeterminant } = localPosterior(curvature, moment, centre, precision);
    // The slope of the objective at its least is zero.
    for (let j = 0; j < d; j++) {
      let slope = precision[j]! * (mean[j]! - centre[j]!) - moment[j]!;
      for (let k = 0; k < d; k++) slope += curvature[j * d + k]! * mean[k]!;
      expect(slope).toBeCloseTo(0, 9);
    }
    const det =
      covariance[0]! * (covariance[4]! * covariance[8]! - covariance[5]! * covariance[7]!) -
      covariance[1]! * (covariance[3]! * covariance[8]! - covariance[5]! * covariance[6]!) +
      covariance[2]! * (covariance[3]! * covariance[7]! - covariance[4]! * covariance[6]!);
    expect(Math.log(det)).toBeCloseTo(logDeterminant, 9);
  });

  it('refuses precisions that are not positive', () => {
    expect(() => localPosterior(new Float64Array(9), new Float64Array(3), centre, Float64Array.of(1, 0, 1))).toThrow(
      'positive',
    );
  });
});
