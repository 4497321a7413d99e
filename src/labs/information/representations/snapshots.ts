import type { Snapshot } from '../../../engine/bench.ts';
import { finish } from '../../../math/breaths.ts';
import { principalComponents, projected } from '../../../math/principal-components.ts';
import { boundOf, measuredShape, unitCodes } from './metrics.ts';
import type { Codes, Representation } from './problem.ts';

/** Images whose views are drawn. */
const DRAWN = 12;

export interface CodesSnapshot {
  /** Singular values of the centroids, largest first, and what all would be at the bound. */
  readonly singular: Float64Array;
  readonly even: number;
  /** Views of the first images along the two main directions of all codes, image after image. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly views: number;
  /** Shape of each image drawn; empty for free codes. */
  readonly labels: Int32Array;
}

function codes(problem: Representation, iterate: Codes): Snapshot & CodesSnapshot {
  const { batch, views, codeSize, images } = problem;
  const unit = unitCodes(problem, iterate);
  const components = finish(principalComponents(unit, batch * views, codeSize, 2));
  const plane = projected(unit, batch * views, components);
  const drawn = Math.min(DRAWN, batch);
  const along = (e: number) =>
    Float64Array.from({ length: drawn * views }, (_, r) =>
      e < components.count ? plane[r * components.count + e]! : 0,
    );
  return {
    singular: measuredShape(problem, iterate).singular.slice(),
    even: boundOf(batch, codeSize) / Math.min(batch, codeSize),
    x: along(0),
    y: along(1),
    views,
    labels: images ? images.train.y.slice(0, drawn) : new Int32Array(0),
  };
}

export const snapshots = { codes };
