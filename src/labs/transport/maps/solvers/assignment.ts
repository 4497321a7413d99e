import { BREATH } from '../../../../math/breaths.ts';
import { networkSimplex, type TransportTree } from '../../../../math/network-simplex.ts';
import { pairwiseCosts } from '../../../../math/pairwise-costs.ts';
import { type LearntMap, method } from '../problem.ts';

/**
 * The optimal plan between the two samples, each source point sent to the mean of its targets: with equally many points
 * an assignment. Other points go where the nearest source point goes.
 *
 * Source   Manole, Balakrishnan, Niles-Weed & Wasserman 2021, arXiv 2107.12364: the one-nearest-neighbour estimator.
 * Solves   min ⟨P, C⟩ over plans between the samples, exactly, by the network simplex.
 * Cost     some n² log n to n³ operations, once.
 * Rate     one step.
 * Needs    samples small enough for their matrix of costs.
 * Fails    between the points it knows: the map is constant around each of them.
 * Departs  nowhere.
 */
export const assignment = method({
  label: 'Optimal assignment',
  source: 'Manole et al. 2021, nearest neighbours',
  precision: 'float64',
  params: {},
  *solve({ source, target, cost }, _, run): Generator<LearntMap | undefined> {
    const n = source.length / 2;
    const m = target.length / 2;
    const C = pairwiseCosts(cost, source, target, 2, 1);
    const pivots = networkSimplex(C, n, m, new Float64Array(n).fill(1 / n), new Float64Array(m).fill(1 / m));
    let last: TransportTree | undefined;
    let breathed = 0;
    for (const tree of pivots) {
      last = tree;
      if (tree.priced - breathed < BREATH) continue;
      breathed = tree.priced;
      yield undefined;
    }
    run.count('pricing', last!.priced);
    const image = barycentres(last!, target, n);
    yield { image, apply: (points) => likeNearest(source, image, points) };
  },
});

/** Σ_j P_ij y_j / a_i: every node but the root holds the flow on the arc to its parent. */
function barycentres({ parent, flow, root }: TransportTree, target: Float64Array, n: number): Float64Array {
  const image = new Float64Array(2 * n);
  parent.forEach((above, node) => {
    if (node === root) return;
    const i = Math.min(node, above);
    const j = Math.max(node, above) - n;
    image[2 * i] = image[2 * i]! + n * flow[node]! * target[2 * j]!;
    image[2 * i + 1] = image[2 * i + 1]! + n * flow[node]! * target[2 * j + 1]!;
  });
  return image;
}

function likeNearest(source: Float64Array, image: Float64Array, points: Float64Array): Float64Array {
  const out = new Float64Array(points.length);
  for (let k = 0; k < points.length; k += 2) {
    let [nearest, least] = [0, Number.POSITIVE_INFINITY];
    for (let i = 0; i < source.length; i += 2) {
      const square = (source[i]! - points[k]!) ** 2 + (source[i + 1]! - points[k + 1]!) ** 2;
      if (square < least) [nearest, least] = [i, square];
    }
    out[k] = image[nearest]!;
    out[k + 1] = image[nearest + 1]!;
  }
  return out;
}
