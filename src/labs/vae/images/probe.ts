import { ridgeRegression } from '../../../math/ridge-regression.ts';
import type { ImagesProblem } from './problem.ts';

/** Penalty that only keeps the normal equations regular. */
const RIDGE = 1e-6;

/**
 * What a least-squares probe from codes to the condition gets right on held-out images: the share of attributes, by their
 * sign about ½, or of classes, by the largest. Taught on the first images that were learned from; NaN without conditions.
 */
export function probeAccuracy(
  { conditions }: ImagesProblem,
  trainCodes: Float32Array,
  heldOutCodes: Float32Array,
  latent: number,
): number {
  if (conditions === null || !trainCodes.every(Number.isFinite)) return Number.NaN;
  const targets = conditions.names.length;
  const rows = trainCodes.length / latent;
  const { weights, intercepts } = ridgeRegression(
    Float64Array.from(trainCodes),
    Float64Array.from(conditions.train.subarray(0, rows * targets)),
    rows,
    latent,
    targets,
    RIDGE,
  );
  const held = heldOutCodes.length / latent;
  let right = 0;
  for (let i = 0; i < held; i++) {
    const said = Array.from(intercepts, (start, t) => {
      let sum = start;
      for (let l = 0; l < latent; l++) sum += heldOutCodes[i * latent + l]! * weights[l * targets + t]!;
      return sum;
    });
    const truth = conditions.heldOut.subarray(i * targets, (i + 1) * targets);
    if (conditions.kind === 'labels') right += truth[said.indexOf(Math.max(...said))] === 1 ? 1 : 0;
    else for (let t = 0; t < targets; t++) right += said[t]! > 0.5 === (truth[t] === 1) ? 1 / targets : 0;
  }
  return right / held;
}
