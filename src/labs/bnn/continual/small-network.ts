import type { Examples } from './problem.ts';

/** A network of two inputs, tanh units and a logistic output for every head: its weights in one row. */
export interface SmallNetwork {
  readonly hidden: number;
  readonly heads: number;
  /** Weights and biases of the units (3 a unit), then weights and bias of every head. */
  readonly size: number;
}

export const smallNetwork = (hidden: number, heads: number): SmallNetwork => ({
  hidden,
  heads,
  size: 3 * hidden + heads * (hidden + 1),
});

const headAt = ({ hidden }: SmallNetwork, head: number): number => 3 * hidden + head * (hidden + 1);

/** Adds to `sums` the probability of class 1 at every input. */
export function addProbability(
  net: SmallNetwork,
  theta: Float64Array,
  head: number,
  inputs: Float64Array,
  sums: Float64Array,
): void {
  const { hidden } = net;
  const from = headAt(net, head);
  for (let i = 0; i < sums.length; i++) {
    const [x, y] = [inputs[2 * i]!, inputs[2 * i + 1]!];
    let logit = theta[from + hidden]!;
    for (let j = 0; j < hidden; j++)
      logit += theta[from + j]! * Math.tanh(theta[3 * j]! * x + theta[3 * j + 1]! * y + theta[3 * j + 2]!);
    sums[i] = sums[i]! + 1 / (1 + Math.exp(-logit));
  }
}

/** −log likelihood of labelled points by one head; its gradient is added. `units` is room for the hidden layer. */
export function addLogisticLoss(
  net: SmallNetwork,
  theta: Float64Array,
  head: number,
  { count, inputs, labels }: Examples,
  gradient: Float64Array,
  units: Float64Array,
): number {
  const { hidden } = net;
  const from = headAt(net, head);
  let loss = 0;
  for (let i = 0; i < count; i++) {
    const [x, y] = [inputs[2 * i]!, inputs[2 * i + 1]!];
    let logit = theta[from + hidden]!;
    for (let j = 0; j < hidden; j++) {
      const unit = Math.tanh(theta[3 * j]! * x + theta[3 * j + 1]! * y + theta[3 * j + 2]!);
      units[j] = unit;
      logit += theta[from + j]! * unit;
    }
    const sign = labels[i] === 1 ? 1 : -1;
    const away = -sign * logit;
    loss += Math.max(away, 0) + Math.log1p(Math.exp(-Math.abs(away)));
    const slope = -sign / (1 + Math.exp(-away));
    gradient[from + hidden] = gradient[from + hidden]! + slope;
    for (let j = 0; j < hidden; j++) {
      const unit = units[j]!;
      const back = slope * theta[from + j]! * (1 - unit * unit);
      gradient[from + j] = gradient[from + j]! + slope * unit;
      gradient[3 * j] = gradient[3 * j]! + back * x;
      gradient[3 * j + 1] = gradient[3 * j + 1]! + back * y;
      gradient[3 * j + 2] = gradient[3 * j + 2]! + back;
    }
  }
  return loss;
}
