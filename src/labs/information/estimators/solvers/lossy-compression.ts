import type { Breathing } from '../../../../math/breaths.ts';
import { principalComponents, projected } from '../../../../math/principal-components.ts';
import { choice, integer } from '../../../../params/descriptor.ts';
import { checkCoordinates, checkDuplicates, checkNeighbours } from '../check-samples.ts';
import { growing } from '../growing.ts';
import { method, type Samples, SHANNON } from '../problem.ts';
import { checkPairs } from './ksg.ts';
import { ksgOf, nearestInformation, neighbours } from './nearest-information.ts';

interface Code {
  readonly values: Float64Array;
  readonly d: number;
}

/** The first n rows as coordinates along their principal directions; as they are when there are few enough. */
function* encode(values: Float64Array, n: number, d: number, size: number): Breathing<Code> {
  const rows = values.subarray(0, n * d);
  if (d <= size) return { values: rows, d };
  const components = yield* principalComponents(rows, n, d, size);
  return { values: projected(rows, n, components), d: components.count };
}

function check(problem: Samples, compress: boolean, codeDimension: number, k: number, ksg: boolean): void {
  const { n, dx, x, y } = problem;
  if (ksg) {
    checkPairs(problem, k, 'the KSG estimator');
    return;
  }
  const code = (d: number) => (compress ? Math.min(d, codeDimension) : d);
  if (!compress) checkCoordinates(problem, 'the estimator without compression');
  checkNeighbours(problem, k, code(dx) + (y.kind === 'real' ? code(y.dy) : 0));
  checkDuplicates(x, n, dx, 'x');
  if (y.kind === 'real') checkDuplicates(y.values, n, y.dy, 'y');
}

/**
 * Compress x and y each to a few numbers, then estimate the information of the codes: never more than that of the originals,
 * and as much if the code loses nothing (Butakov et al. 2024). Principal components of the samples so far; then weighted
 * Kozachenko-Leonenko or KSG. Bits. Departs: no autoencoder. Throws a ProblemError as the estimator behind it does.
 */
export const lossyCompression = method({
  label: 'Compress, then estimate',
  source: 'Butakov et al. 2024',
  precision: 'float64',
  params: {
    compressor: choice({
      label: 'Compressor',
      options: ['pca', 'none'],
      default: 'pca',
      optionLabels: { pca: 'principal components', none: 'none' },
    }),
    codeDimension: integer({
      label: 'Code dimension',
      help: 'of x and of y each, at most',
      min: 1,
      max: 8,
      default: 2,
    }),
    neighbours,
    estimator: choice({
      label: 'Estimator of the codes',
      options: ['weightedKl', 'ksg'],
      default: 'weightedKl',
      optionLabels: { weightedKl: 'weighted Kozachenko-Leonenko', ksg: 'KSG' },
    }),
  },
  solve(problem, { compressor, codeDimension, neighbours, estimator }, run) {
    const { dx, x, y } = problem;
    const compress = compressor === 'pca';
    check(problem, compress, codeDimension, neighbours, estimator === 'ksg');
    const size = (d: number) => (compress ? codeDimension : d);
    return growing(problem, SHANNON, function* (n) {
      const codeX = yield* encode(x, n, dx, size(dx));
      const codeY = y.kind === 'real' ? yield* encode(y.values, n, y.dy, size(y.dy)) : null;
      const codes = {
        dx: codeX.d,
        x: codeX.values,
        y: codeY && y.kind === 'real' ? { kind: 'real' as const, dy: codeY.d, values: codeY.values } : y,
      };
      const found =
        estimator === 'ksg'
          ? yield* ksgOf(codes, n, neighbours, run.count)
          : yield* nearestInformation(codes, n, neighbours, 'weighted', run.count);
      return {
        information: found.information,
        standardError: found.standardError,
        largestWeight: found.largestWeight,
        inside: {
          kind: 'codes',
          dx: codeX.d,
          x: codeX.values.slice(),
          dy: codeY?.d ?? 0,
          y: codeY?.values.slice() ?? null,
        },
      };
    });
  },
});
