/**
 * Erdős–Rényi-kernel densities of layers: proportional to the sum of a layer's dimensions over their product, scaled so that the
 * layers keep `density` of all weights together; a layer that would exceed 1 is dense, and the others share what is left
 * (Mocanu et al. 2018; Evci et al. 2020). Throws a RangeError unless 0 < density ≤ 1.
 */
export function erkDensities(shapes: readonly (readonly number[])[], density: number): number[] {
  if (!(density > 0 && density <= 1)) throw new RangeError(`density = ${density}; it must be in (0, 1]`);
  const sizes = shapes.map((shape) => shape.reduce((p, q) => p * q, 1));
  const raw = shapes.map((shape, l) => shape.reduce((p, q) => p + q, 0) / sizes[l]!);
  const dense = sizes.map(() => false);
  for (;;) {
    let budget = density * sizes.reduce((sum, size) => sum + size, 0);
    let weight = 0;
    sizes.forEach((size, l) => {
      if (dense[l]) budget -= size;
      else weight += raw[l]! * size;
    });
    const scale = weight > 0 ? budget / weight : 0;
    const over = raw.findIndex((value, l) => !dense[l] && value * scale > 1);
    if (over < 0) return raw.map((value, l) => (dense[l] ? 1 : value * scale));
    dense[over] = true;
  }
}
