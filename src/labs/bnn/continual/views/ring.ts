const CORNERS = 48;

/** An ellipse at so many standard deviations of a Gaussian in the plane; spread is its variances: xx, xy, yy. */
export function ring(
  centre: ArrayLike<number>,
  spread: ArrayLike<number>,
  deviations: number,
): { x: number[]; y: number[] } {
  // The Cholesky factor turns a circle into the ellipse.
  const a = Math.sqrt(Math.max(0, spread[0]!));
  const b = a > 0 ? spread[1]! / a : 0;
  const c = Math.sqrt(Math.max(0, spread[2]! - b * b));
  const angles = Array.from({ length: CORNERS + 1 }, (_, k) => (2 * Math.PI * k) / CORNERS);
  return {
    x: angles.map((angle) => centre[0]! + deviations * a * Math.cos(angle)),
    y: angles.map((angle) => centre[1]! + deviations * (b * Math.cos(angle) + c * Math.sin(angle))),
  };
}
