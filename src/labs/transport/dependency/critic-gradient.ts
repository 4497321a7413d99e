import { createGradients, type Mlp, type MlpGradients } from '../../../math/mlp.ts';
import { maskedProducts, outerProducts, rowCombinations } from '../../../math/row-combinations.ts';

/** What a batch gives: the loss, the penalty without its weight. Gradients of loss + λ penalty are in `gradients`. */
export interface CriticGradient {
  readonly gradients: { readonly g: MlpGradients; readonly h: MlpGradients };
  /** x_i is paired with y_(i + shift) for the penalty; `twoSided` punishes slopes below 1 as well. */
  evaluate(
    x: Float64Array,
    y: Float64Array,
    penalised: { lambda: number; shift: number; twoSided: boolean } | null,
  ): { loss: number; penalty: number };
}

/** Room for one encoder: values and deltas of its layers, those of tangents, and gradients. */
function roomOf(mlp: Mlp, rows: number) {
  const layers = () => mlp.sizes.slice(1).map((size) => new Float64Array(rows * size));
  const last = mlp.sizes.at(-1)!;
  return {
    mlp,
    values: layers(),
    deltas: layers(),
    tangents: layers(),
    slope: new Float64Array(rows * mlp.sizes[0]!),
    output: new Float64Array(rows * last),
    other: new Float64Array(rows * last),
    gradients: createGradients(mlp),
  };
}
type Room = ReturnType<typeof roomOf>;

/**
 * Loss, penalty and their gradients for critics ⟨g(x), h(y)⟩ of ReLU networks with two hidden layers, on batches of a fixed
 * size. A ReLU network is linear around almost every point, so |∇f|² depends on the weights through two products alone: the
 * gradient J_gᵀh itself, and the tangent J_g a that carries a direction a forwards. Its derivative needs no more than both.
 */
export function createCriticGradient(g: Mlp, h: Mlp, rows: number): CriticGradient {
  const [G, H] = [roomOf(g, rows), roomOf(h, rows)];
  const m = g.sizes.at(-1)!;
  const scores = new Float64Array(rows * rows);
  const turned = new Float64Array(rows * rows);

  return {
    gradients: { g: G.gradients, h: H.gradients },
    evaluate(x, y, penalised) {
      forward(G, x, rows);
      forward(H, y, rows);
      const [u, v] = [G.values[2]!, H.values[2]!];
      maskedProducts(u, rows, m, v, rows, null, scores);
      const loss = softmaxRows(scores, rows);
      for (let i = 0; i < rows; i++) for (let j = 0; j < rows; j++) turned[j * rows + i] = scores[i * rows + j]!;
      rowCombinations(scores, rows, rows, v, m, null, G.output);
      rowCombinations(turned, rows, rows, u, m, null, H.output);
      let penalty = 0;
      if (penalised) {
        const { lambda, shift, twoSided } = penalised;
        // Row i of one side, and of the other its partner.
        rotate(v, rows, m, shift, G.other);
        rotate(u, rows, m, rows - shift, H.other);
        pullBack(G, rows, G.other);
        pullBack(H, rows, H.other);
        penalty = weighSlopes(G, H, rows, shift, lambda, twoSided);
        pushForward(G, rows);
        pushForward(H, rows);
        // ∂/∂h(y) of ⟨J_g a, h(y)⟩ is J_g a, and the same the other way.
        addRotated(H.output, G.tangents[2]!, rows, m, rows - shift);
        addRotated(G.output, H.tangents[2]!, rows, m, shift);
        tangentGradients(G, rows, G.other);
        tangentGradients(H, rows, H.other);
      }
      backward(G, x, rows, penalised !== null);
      backward(H, y, rows, penalised !== null);
      return { loss, penalty };
    },
  };
}

function forward({ mlp, values }: Room, input: Float64Array, rows: number): void {
  let from = input;
  for (let l = 0; l < 3; l++) {
    const out = values[l]!;
    rowCombinations(from, rows, mlp.sizes[l]!, mlp.weights[l]!, mlp.sizes[l + 1]!, mlp.biases[l]!, out);
    if (l < 2) for (let k = 0; k < out.length; k++) if (!(out[k]! > 0)) out[k] = 0;
    from = out;
  }
}

/** Scores to (softmax of rows − I)/rows, in place; returns the mean of −log of the diagonal's share. */
function softmaxRows(scores: Float64Array, rows: number): number {
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    const row = scores.subarray(i * rows, (i + 1) * rows);
    const most = row.reduce((top, value) => Math.max(top, value), -Infinity);
    const sum = row.reduce((total, value) => total + Math.exp(value - most), 0);
    loss += (most + Math.log(sum) - row[i]!) / rows;
    for (let j = 0; j < rows; j++) row[j] = (Math.exp(row[j]! - most) / sum - (i === j ? 1 : 0)) / rows;
  }
  return loss;
}

/** out row i = from row (i + shift) mod rows. */
function rotate(from: Float64Array, rows: number, m: number, shift: number, out: Float64Array): void {
  out.set(from.subarray(shift * m), 0);
  out.set(from.subarray(0, shift * m), (rows - shift) * m);
}

function addRotated(to: Float64Array, from: Float64Array, rows: number, m: number, shift: number): void {
  for (let i = 0; i < rows; i++) {
    const at = ((i + shift) % rows) * m;
    for (let k = 0; k < m; k++) to[i * m + k] = to[i * m + k]! + from[at + k]!;
  }
}

/** J ᵀ output for each row, through deltas, into slope. */
function pullBack({ mlp, values, deltas, slope }: Room, rows: number, output: Float64Array): void {
  const [n, a, b, m] = mlp.sizes as [number, number, number, number];
  maskedProducts(output, rows, m, mlp.weights[2]!, b, values[1]!, deltas[1]!);
  maskedProducts(deltas[1]!, rows, b, mlp.weights[1]!, a, values[0]!, deltas[0]!);
  maskedProducts(deltas[0]!, rows, a, mlp.weights[0]!, n, null, slope);
}

/** Slopes of both sides times λ ∂penalty/∂|∇f|² · 2, in place, row by row of the pairs; returns the penalty. */
function weighSlopes(G: Room, H: Room, rows: number, shift: number, lambda: number, twoSided: boolean): number {
  const d = G.mlp.sizes[0]!;
  let penalty = 0;
  for (let i = 0; i < rows; i++) {
    const a = G.slope.subarray(i * d, (i + 1) * d);
    const at = (i + shift) % rows;
    const b = H.slope.subarray(at * d, (at + 1) * d);
    let square = 0;
    for (let k = 0; k < d; k++) square += a[k]! * a[k]! + b[k]! * b[k]!;
    const norm = Math.sqrt(square);
    const excess = twoSided ? norm - 1 : Math.max(0, norm - 1);
    penalty += (excess * excess) / rows;
    const factor = norm > 0 ? (2 * lambda * excess) / (norm * rows) : 0;
    for (let k = 0; k < d; k++) {
      a[k] = a[k]! * factor;
      b[k] = b[k]! * factor;
    }
  }
  return penalty;
}

/** J slope for each row, through tangents. */
function pushForward({ mlp, values, tangents, slope }: Room, rows: number): void {
  let from = slope;
  for (let l = 0; l < 3; l++) {
    const out = tangents[l]!;
    rowCombinations(from, rows, mlp.sizes[l]!, mlp.weights[l]!, mlp.sizes[l + 1]!, null, out);
    if (l < 2) for (let k = 0; k < out.length; k++) if (values[l]![k] === 0) out[k] = 0;
    from = out;
  }
}

/** Gradients of ⟨J slope, output⟩ by the weights, with deltas from the pull back. */
function tangentGradients({ mlp, deltas, tangents, slope, gradients }: Room, rows: number, output: Float64Array): void {
  const [n, a, b, m] = mlp.sizes as [number, number, number, number];
  outerProducts(slope, deltas[0]!, rows, n, a, gradients.weights[0]!, false);
  outerProducts(tangents[0]!, deltas[1]!, rows, a, b, gradients.weights[1]!, false);
  outerProducts(tangents[1]!, output, rows, b, m, gradients.weights[2]!, false);
}

/** Gradients from `output`; weights are added to where there are some already. */
function backward(
  { mlp, values, deltas, output, gradients }: Room,
  input: Float64Array,
  rows: number,
  add: boolean,
): void {
  const { sizes, weights } = mlp;
  let delta = output;
  for (let l = 2; l >= 0; l--) {
    const [n, m] = [sizes[l]!, sizes[l + 1]!];
    outerProducts(l === 0 ? input : values[l - 1]!, delta, rows, n, m, gradients.weights[l]!, add);
    const sums = gradients.biases[l]!.fill(0);
    for (let r = 0; r < rows; r++) for (let j = 0; j < m; j++) sums[j] = sums[j]! + delta[r * m + j]!;
    if (l === 0) return;
    maskedProducts(delta, rows, m, weights[l]!, n, values[l - 1]!, deltas[l - 1]!);
    delta = deltas[l - 1]!;
  }
}
