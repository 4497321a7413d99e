import { ProblemError } from '../../../engine/bench.ts';
import type { Kind, TaskStream } from './problem.ts';

/** Kinds of problem that a method takes. */
const FITS: Readonly<Record<string, readonly Kind[]>> = {
  fineTuning: ['images', 'plane'],
  elasticWeights: ['images', 'plane'],
  variationalContinual: ['images', 'plane'],
  binaryVariational: ['perceptron', 'images', 'plane'],
  replay: ['images', 'plane'],
  sequentialBayes: ['plane', 'conjugate'],
  prototypicalBayes: ['images', 'plane'],
  isolatedSubnetworks: ['images', 'plane'],
};

const KIND_NAMES: Readonly<Record<Kind, string>> = {
  perceptron: 'two teachers',
  images: 'digits',
  plane: 'tasks in the plane',
  conjugate: 'numbers with an exact posterior',
};

/** Refuses a method that cannot take a problem. */
export function checkFit({ kind }: TaskStream, method: string): void {
  const takes = FITS[method]!;
  if (takes.includes(kind)) return;
  const named = takes.map((one) => KIND_NAMES[one]).join(', or ');
  throw new ProblemError(`This method does not learn ${KIND_NAMES[kind]}; it learns ${named}.`);
}
