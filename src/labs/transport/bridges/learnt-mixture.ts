import type { PotentialGradient } from './potential-gradient.ts';
import type { MixturePotential } from './problem.ts';

/** Range in which log S is kept, as the paper's numbers ask for. */
const [LEAST, MOST] = [-8, 4];

/** A mixture by the numbers that are learnt of it: ε log α, r, and log S or a factor of S. */
export interface LearntMixture {
  readonly parameters: readonly Float64Array[];
  /** ∂L/∂ of the parameters, once carried. */
  readonly gradients: readonly Float64Array[];
  /** Carries ∂L/∂(log α, r, S) to the parameters. */
  readonly carry: () => void;
  /** Writes the mixture the parameters stand for. */
  readonly write: () => void;
}

/** Of v, whose S becomes `scale` times the identity; a full S is LLᵀ, learnt by log L₁₁, L₂₁ and log L₂₂. */
export function createLearntMixture(
  v: MixturePotential,
  gradient: PotentialGradient,
  full: boolean,
  scale: number,
): LearntMixture {
  const { eps, logAlpha, r, S } = v;
  const K = logAlpha.length;
  const a = logAlpha.map((value) => eps * value);
  const s = new Float64Array((full ? 3 : 2) * K);
  const start = Math.log(scale);
  for (let k = 0; k < s.length; k++) s[k] = full ? (k % 3 === 1 ? 0 : start / 2) : start;
  shape(s, S, full);
  const moves = { a: new Float64Array(K), s: new Float64Array(s.length) };
  return {
    parameters: [a, r, s],
    gradients: [moves.a, gradient.r, moves.s],
    carry() {
      for (let k = 0; k < K; k++) moves.a[k] = gradient.logAlpha[k]! / eps;
      backThrough(s, gradient.S, moves.s, full);
    },
    write() {
      for (let k = 0; k < K; k++) logAlpha[k] = a[k]! / eps;
      shape(s, S, full);
    },
  };
}

/** S from what is learnt of it, which is kept within its range. */
function shape(s: Float64Array, S: Float64Array, full: boolean): void {
  const within = (value: number, share: number) => Math.min(MOST * share, Math.max(LEAST * share, value));
  for (let k = 0; k < S.length / 3; k++) {
    if (full) {
      s[3 * k] = within(s[3 * k]!, 0.5);
      s[3 * k + 2] = within(s[3 * k + 2]!, 0.5);
      const [top, low, end] = [Math.exp(s[3 * k]!), s[3 * k + 1]!, Math.exp(s[3 * k + 2]!)];
      S.set([top * top, top * low, low * low + end * end], 3 * k);
    } else {
      s[2 * k] = within(s[2 * k]!, 1);
      s[2 * k + 1] = within(s[2 * k + 1]!, 1);
      S.set([Math.exp(s[2 * k]!), 0, Math.exp(s[2 * k + 1]!)], 3 * k);
    }
  }
}

/** dL = tr(G dS) carried to what is learnt: 2 G L for the factor, G_ii S_ii for log S. */
function backThrough(s: Float64Array, G: Float64Array, out: Float64Array, full: boolean): void {
  for (let k = 0; k < G.length / 3; k++) {
    const [xx, xy, yy] = [G[3 * k]!, G[3 * k + 1]!, G[3 * k + 2]!];
    if (full) {
      const [top, low, end] = [Math.exp(s[3 * k]!), s[3 * k + 1]!, Math.exp(s[3 * k + 2]!)];
      out[3 * k] = 2 * (xx * top + xy * low) * top;
      out[3 * k + 1] = 2 * (xy * top + yy * low);
      out[3 * k + 2] = 2 * yy * end * end;
    } else {
      out[2 * k] = xx * Math.exp(s[2 * k]!);
      out[2 * k + 1] = yy * Math.exp(s[2 * k + 1]!);
    }
  }
}
