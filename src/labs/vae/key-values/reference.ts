import {
  codeDistances,
  codeUsage,
  createRunningCodebook,
  followPoints,
  inverseNorms,
  mostSimilarCodes,
  nearestCode,
  quantisationLoss,
  softAssignment,
} from '../../../math/vector-quantisation.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

function read({ codebook, x }: Inputs) {
  const [count, n, d]: [number, number, number] = [codebook.length, x.length, codebook[0].length];
  const codes = Float64Array.from(codebook.flat());
  const points = Float64Array.from(x.flat());
  const chosen = Array.from({ length: n }, (_, i) => nearestCode(codes, count, d, points, i * d));
  return { count, n, d, codes, points, chosen, distances: codeDistances(codes, count, d, points, n) };
}
const rows = (values: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, r) => Array.from(values).slice(r * width, (r + 1) * width));

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  vq_nearest_code: (inputs) => {
    const { count, chosen, distances } = read(inputs);
    return { dist2: rows(distances, count), codes: chosen, quantised: chosen.map((c) => inputs.codebook[c]) };
  },
  vq_loss: (inputs) => {
    const { n, count, distances } = read(inputs);
    const { codebook, total } = quantisationLoss(distances, n, count, inputs.commitment);
    return { codebook_loss: codebook, vq_loss: total };
  },
  vq_ema_update: (inputs) => {
    const { n, d, count, codes, points, chosen } = read(inputs);
    const running = createRunningCodebook(codes, count);
    followPoints(running, d, points, chosen, n, inputs.ema_decay);
    return { ema_counts: Array.from(running.counts), ema_codebook: rows(running.codes, d) };
  },
  code_usage: (inputs) => {
    const { count, chosen } = read(inputs);
    const { perplexity, entropyBits } = codeUsage(chosen, count);
    return { perplexity, entropy_bits: entropyBits };
  },
  soft_assignment: (inputs) => {
    const { n, count, distances } = read(inputs);
    return { soft_assignment: rows(softAssignment(distances, n, count), count) };
  },
  cosine_topk: (inputs) => {
    const { n, d, count, codes, points } = read(inputs);
    const k: number = inputs.k;
    const inverse = new Float64Array(count);
    inverseNorms(codes, count, d, inverse);
    const room = new Float64Array(count);
    const all = Array.from({ length: n }, (_, i) => {
      const chosen = new Int32Array(k);
      mostSimilarCodes(codes, inverse, d, points, i * d, k, room, chosen);
      return Array.from(chosen).sort((a, b) => a - b);
    });
    const mean = (chosen: number[]) =>
      Array.from({ length: d }, (_, a) => chosen.reduce((sum, c) => sum + codes[c * d + a]! / k, 0));
    return { cosine_topk: all, cosine_topk_mean: all.map(mean) };
  },
};
