/** The ellipse pᵀC⁻¹p = 1 of C = (xx, xy; xy, yy) as a closed line. */
export function ellipseLine([xx, xy, yy]: ArrayLike<number> & Iterable<number>): { x: number[]; y: number[] } {
  const a = Math.sqrt(Math.max(0, xx!));
  const b = a > 0 ? xy! / a : 0;
  const c = Math.sqrt(Math.max(0, yy! - b * b));
  const angles = Array.from({ length: 73 }, (_, k) => (Math.PI * k) / 36);
  return {
    x: angles.map((angle) => a * Math.cos(angle)),
    y: angles.map((angle) => b * Math.cos(angle) + c * Math.sin(angle)),
  };
}
