/** ψ(x) for x > 0 by recurrence to x ≥ 6 and the asymptotic series, to 1e-12. Throws a RangeError elsewhere. */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`digamma of ${x}; x must be positive`);
  let shift = 0;
  let at = x;
  while (at < 10) shift -= 1 / at++;
  const inverse = 1 / (at * at);
  const series =
    inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132)))));
  return shift + Math.log(at) - 1 / (2 * at) - series;
}

/** log Γ(x) for x > 0 by recurrence to x ≥ 10 and Stirling's series, to 1e-11. Throws a RangeError elsewhere. */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma of ${x}; x must be positive`);
  let shift = 0;
  let at = x;
  while (at < 10) shift -= Math.log(at++);
  const inverse = 1 / (at * at);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680)))) / at;
  return shift + (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series;
}

/** log of the volume of the Euclidean unit ball in d dimensions: π^(d/2) / Γ(d/2 + 1). */
export function logUnitBall(d: number): number {
  return (d / 2) * Math.log(Math.PI) - logGamma(d / 2 + 1);
}
