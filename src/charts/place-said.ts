import { formatNumber } from './format.ts';

/** An axis as it is said: `rate: KL, nats` is rate, `direction, strongest first` is direction, `steps` is step. */
const axisSaid = (label: string): string =>
  label.replace(/(?:[,:;]\s|\s\().*$/, '').replace(/^(step|epoch|update|level)s$/, '$1');

/** Where something lies, by the names of its axes: `sparsity 0.8, accuracy 0.931`; x and y where they have none. */
export const placeSaid = (labels: readonly [string, string], x: number, y: number, digits = 4): string =>
  `${axisSaid(labels[0]) || 'x'} ${formatNumber(x, digits)}, ${axisSaid(labels[1]) || 'y'} ${formatNumber(y, digits)}`;
