import { method } from '../problem.ts';
import { readerParams, trainReader } from '../train-reader.ts';

/** The baseline: hidden layers stay as they were drawn, the last one learns (Rahimi & Recht 2008). */
export const randomFeatures = method({
  label: 'Random features',
  source: 'Rahimi & Recht 2008, "Weighted sums of random kitchen sinks"',
  precision: 'float64',
  params: readerParams,
  solve: (problem, params, run) => trainReader(problem, params, true, run),
});
