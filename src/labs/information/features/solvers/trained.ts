import { method } from '../problem.ts';
import { readerParams, trainReader } from '../train-reader.ts';

/**
 * A network trained on all targets at once; every 20 updates a linear decoder is fitted to every layer for every target
 * (by the metrics), which tells at what depth the target can be read.
 *
 * Fel, Béthune, Lampinen, Serre & Hermann 2024, arXiv 2407.06076. Departs: V-information is the R² of a ridge decoder on
 * held-out rows, with planted targets in place of features of an image classifier.
 */
export const trained = method({
  label: 'Trained',
  source: 'Fel et al. 2024, arXiv 2407.06076',
  precision: 'float64',
  params: readerParams,
  solve: (problem, params, run) => trainReader(problem, params, false, run),
});
