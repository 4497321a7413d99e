import { truthOf } from './metrics.ts';
import type { Forecast, MixtureSelection } from './problem.ts';

export interface CurvesSnapshot {
  readonly shares: Float64Array;
  readonly small: Float64Array;
  readonly large: Float64Array;
  readonly forecast: Float64Array;
  readonly truth: Float64Array;
  readonly fittedAt: Int32Array;
  readonly sizes: readonly [number, number, number];
}

export interface DistancesSnapshot {
  readonly shares: Float64Array;
  readonly small: { readonly distance: Float64Array; readonly accuracy: Float64Array };
  readonly large: { readonly distance: Float64Array; readonly accuracy: Float64Array };
  readonly sizes: readonly [number, number];
}

export interface SlopesSnapshot {
  readonly shares: Float64Array;
  readonly slope: Float64Array;
  readonly distanceSlope: Float64Array;
}

export const snapshots = {
  curves: (problem: MixtureSelection, { accuracySmall, accuracyLarge, forecast, fittedAt }: Forecast) =>
    ({
      shares: problem.shares.slice(),
      small: accuracySmall.slice(),
      large: accuracyLarge.slice(),
      forecast: forecast.slice(),
      truth: truthOf(problem).slice(),
      fittedAt: fittedAt.slice(),
      sizes: [problem.small, problem.large, problem.goal],
    }) satisfies CurvesSnapshot,
  distances: (problem: MixtureSelection, forecast: Forecast) =>
    ({
      shares: problem.shares.slice(),
      small: { distance: forecast.distanceSmall.slice(), accuracy: forecast.accuracySmall.slice() },
      large: { distance: forecast.distanceLarge.slice(), accuracy: forecast.accuracyLarge.slice() },
      sizes: [problem.small, problem.large],
    }) satisfies DistancesSnapshot,
  slopes: (problem: MixtureSelection, { slope, distanceSlope }: Forecast) =>
    ({
      shares: problem.shares.slice(),
      slope: slope.slice(),
      distanceSlope: distanceSlope.slice(),
    }) satisfies SlopesSnapshot,
};
