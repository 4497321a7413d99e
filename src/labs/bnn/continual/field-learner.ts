import type { Predictor } from './problem.ts';

/** What a perceptron or a network does with its fields. */
export interface FieldLearner {
  readonly theta: readonly Float64Array[];
  /** Fields of the distribution that the present one is drawn towards; the same room throughout. */
  readonly anchor: readonly Float64Array[];
  beta(): number;
  predictor(): Predictor;
  /** One update of a perceptron, one epoch of a network. */
  step(task: number): Iterable<undefined>;
}

export interface AnchorSetting {
  readonly anchor: 'task' | 'step' | 'none';
  readonly gamma: number;
  readonly rate: number;
}

export function copyLayers(from: readonly Float64Array[], to: readonly Float64Array[]): void {
  from.forEach((layer, l) => {
    to[l]!.set(layer);
  });
}
