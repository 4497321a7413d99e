import type { Breathing } from '../../../../math/breaths.ts';
import type { Random } from '../../../../math/random.ts';
import { codeInformation } from '../code-information.ts';
import { type Codes, encode } from '../encode.ts';
import { method } from '../problem.ts';
import { gridParams, trainGrid } from '../train-grid.ts';

/**
 * I(X;Z|Y): what the code says about the example beyond its class, which is what the bound on the gap of Kawaguchi et al.
 * 2023 (arXiv 2305.18887, theorem 2) holds against it. I(X;Z) inside every class, averaged: classes have equal numbers.
 */
export const conditionalInformation = method({
  label: 'I(X;Z|Y)',
  source: 'Kawaguchi et al. 2023, arXiv 2305.18887',
  precision: 'float64',
  params: gridParams,
  solve: (problem, params, run) =>
    trainGrid(
      problem,
      params,
      ({ classes, train }, network, random) => withinClasses(encode(network, train), classes, random),
      run,
    ),
});

export function* withinClasses(codes: Codes, classes: number, random: Random): Breathing<number> {
  const each = codes.count / classes;
  let sum = 0;
  for (let c = 0; c < classes; c++) sum += yield* codeInformation(codes, c * each, (c + 1) * each, random);
  return sum / classes;
}
