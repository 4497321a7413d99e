import { classOf, softmaxRegression } from '../../../math/softmax-regression.ts';
import { squaredDistance } from '../../../math/squared-distance.ts';
import type { MixtureSelection, Sample } from './problem.ts';

/** Weight of |W|²/2 in the logistic regression. */
const PENALTY = 1;

/** Share of the validation points that a learner trained on the sample gets right. */
export function learnerAccuracy({ learner, validation, classes, dimension }: MixtureSelection, sample: Sample): number {
  let right = 0;
  if (learner === 'logistic') {
    const model = softmaxRegression(sample.inputs, sample.labels, classes, dimension, PENALTY);
    for (let i = 0; i < validation.count; i++) {
      right += Number(classOf(model, validation.inputs, i * dimension) === validation.labels[i]);
    }
    return right / validation.count;
  }
  for (let i = 0; i < validation.count; i++) {
    let nearest = 0;
    let least = Infinity;
    for (let j = 0; j < sample.count; j++) {
      const far = squaredDistance(validation.inputs, i * dimension, sample.inputs, j * dimension, dimension);
      if (far < least) {
        least = far;
        nearest = j;
      }
    }
    right += Number(sample.labels[nearest] === validation.labels[i]);
  }
  return right / validation.count;
}
