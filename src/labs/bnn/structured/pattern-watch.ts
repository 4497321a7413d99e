/** Watches masks and gradients over the batches of an epoch. */
export interface PatternWatch {
  /** One a hidden layer, to be filled by the method. */
  readonly masks: readonly Uint8Array[];
  /** After the masks of a batch were filled. */
  masked(): void;
  /** After its gradients. */
  saw(gradients: readonly Float64Array[]): void;
  /** Means over what was seen since the last report. */
  report(): { flips: number; gradientNoise: number };
}

export function createPatternWatch(sizes: readonly number[]): PatternWatch {
  const lengths = sizes.slice(0, -2).map((size, l) => size * sizes[l + 1]!);
  const masks = lengths.map((length) => new Uint8Array(length).fill(1));
  const before = masks.map((mask) => mask.slice());
  const sums = lengths.map((length) => new Float64Array(length));
  const squares = lengths.map((length) => new Float64Array(length));
  let [batches, flips] = [0, 0];
  return {
    masks,
    masked: () => {
      masks.forEach((mask, l) => {
        const old = before[l]!;
        for (let i = 0; i < mask.length; i++) if (mask[i] !== old[i]) flips++;
        old.set(mask);
      });
    },
    saw: (gradients) => {
      batches++;
      sums.forEach((sum, l) => {
        const [square, g] = [squares[l]!, gradients[l]!];
        for (let i = 0; i < sum.length; i++) {
          sum[i] = sum[i]! + g[i]!;
          square[i] = square[i]! + g[i]! * g[i]!;
        }
      });
    },
    report: () => {
      let [noise, count] = [0, 0];
      masks.forEach((mask, l) => {
        for (let i = 0; i < mask.length; i++) {
          if (mask[i] === 1) continue;
          count++;
          const mean = sums[l]![i]! / batches;
          noise += Math.max(0, squares[l]![i]! / batches - mean * mean);
        }
      });
      const seen = { flips: flips / Math.max(1, batches), gradientNoise: noise / count };
      for (const room of [...sums, ...squares]) room.fill(0);
      [batches, flips] = [0, 0];
      return seen;
    },
  };
}
