/** What the numbers of a test of kernels are drawn from. */
export const awkwardNumbers: Readonly<Record<string, (random: () => number) => number>> = {
  ordinary: (random) => random() - 0.4,
  huge: (random) => 1e300 * (random() - 0.5),
  subnormal: (random) => 1e-310 * random(),
  infinite: (random) => (random() < 0.1 ? -Infinity : random()),
  undefined: (random) => (random() < 0.1 ? Number.NaN : random()),
};
