/** −log p(x) of a Bernoulli pixel with these logits, x in [0, 1], without overflow: max(o, 0) − o x + log(1 + e^−|o|). */
export const bernoulliLoss = (logit: number, x: number): number =>
  Math.max(logit, 0) - logit * x + Math.log1p(Math.exp(-Math.abs(logit)));

/** Its derivative in the logit: σ(o) − x. */
export const bernoulliSlope = (logit: number, x: number): number => 1 / (1 + Math.exp(-logit)) - x;
