/** From a round share below all accuracies up to 1. */
export function accuracyDomain(values: readonly number[]): readonly [number, number] {
  const least = values.reduce((low, one) => (one < low ? one : low), 0.95);
  return [Math.max(0, Math.floor(20 * (least - 0.02)) / 20), 1.005];
}
