import { codesOfRows, countsOf, entropyOfCounts } from '../../../../math/discrete-information.ts';
import { integer } from '../../../../params/descriptor.ts';
import { method, type Probed } from '../problem.ts';

/**
 * Classic Shannon entropy of every cloud, bits: each coordinate scaled to [0, 1] and cut into bins of equal width, entropy of
 * the cells' counts (the comparison of Liao et al. 2024, two bins). At most log₂ n, which it reaches when no two points
 * share a cell.
 */
export const binnedEntropy = method({
  label: 'Binned entropy',
  source: 'Liao et al. 2024 (comparison)',
  precision: 'float64',
  params: { bins: integer({ label: 'Bins a coordinate', min: 2, max: 30, default: 2 }) },
  *solve({ n, ambient, dimensions, cloud }, { bins }, run): Generator<Probed | undefined> {
    const entropies: number[] = [];
    for (const dimension of dimensions) {
      run.count('bin', n * ambient);
      yield undefined;
      const points = cloud(dimension);
      const cells = new Int32Array(n * ambient);
      for (let c = 0; c < ambient; c++) {
        let low = Infinity;
        let high = -Infinity;
        for (let i = 0; i < n; i++) {
          low = Math.min(low, points[i * ambient + c]!);
          high = Math.max(high, points[i * ambient + c]!);
        }
        const scale = high > low ? bins / (high - low) : 0;
        for (let i = 0; i < n; i++)
          cells[i * ambient + c] = Math.min(bins - 1, Math.floor((points[i * ambient + c]! - low) * scale));
      }
      const counts = countsOf(codesOfRows(cells, n, ambient));
      const entropy = entropyOfCounts(counts);
      entropies.push(entropy);
      yield {
        dimension,
        entropy,
        entropies: Float64Array.from(entropies),
        masses: Float64Array.from(counts, (count) => count / n)
          .sort()
          .reverse(),
        kind: 'cells',
      };
    }
  },
});
