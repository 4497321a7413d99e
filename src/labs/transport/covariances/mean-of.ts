import type { Averaging, Geometry } from './problem.ts';

/** The iterate of a method that only averages. */
export const meanOf = (geometry: Geometry, mean: Float64Array, matrices: readonly Float64Array[]): Averaging => ({
  geometry,
  stage: 'mean',
  mean,
  averaged: matrices,
  now: matrices,
  normalised: false,
  tangents: null,
  variance: null,
  running: null,
});
