import type { Breathing } from '../../../math/breaths.ts';
import { normalTail } from '../../../math/normal-tail.ts';

/** Trapezoidal nodes over a standard normal. */
const REACH = 8;
const STEP = 0.1;
const MOST_STEPS = 300;

/**
 * Prices under which tokens with scores sigmoid(N(0, 1) + skew) fill all columns evenly on average: the best fixed prices
 * of a stream of fresh batches. The share of a column is an integral over its own score of the chance that fewer than
 * `choices` others exceed it; the dual's gradient, share less target, is brought to 1e-9 by Barzilai-Borwein steps. In breaths.
 */
export function* expectedPrices(skew: Float64Array, choices: number): Breathing<Float64Array> {
  const m = skew.length;
  const prices = new Float64Array(m);
  if (choices >= m) return prices;
  const slope = new Float64Array(m);
  const before = new Float64Array(m);
  const moved = new Float64Array(m);
  const beats = new Float64Array(choices);
  let rate = 0.1;
  for (let step = 0; step < MOST_STEPS; step++) {
    before.set(slope);
    for (let k = 0; k < m; k++) {
      slope[k] = shareOf(k, prices, skew, choices, beats) - choices / m;
      yield undefined;
    }
    if (Math.max(...slope.map(Math.abs)) < 1e-9) break;
    if (step > 0) {
      let along = 0;
      let square = 0;
      for (let k = 0; k < m; k++) {
        along += moved[k]! * (slope[k]! - before[k]!);
        square += moved[k]! ** 2;
      }
      if (along > 0) rate = square / along;
    }
    for (let k = 0; k < m; k++) {
      moved[k] = -rate * slope[k]!;
      prices[k] = prices[k]! + moved[k]!;
    }
  }
  return prices;
}

/** Chance that column k is among a token's `choices` largest scores + prices. */
function shareOf(k: number, prices: Float64Array, skew: Float64Array, choices: number, beats: Float64Array): number {
  let share = 0;
  for (let node = -Math.round(REACH / STEP); node <= Math.round(REACH / STEP); node++) {
    const z = node * STEP;
    const own = 1 / (1 + Math.exp(-(z + skew[k]!))) + prices[k]!;
    // beats[c]: chance that exactly c of the others are above.
    beats.fill(0);
    beats[0] = 1;
    for (let j = 0; j < prices.length; j++) {
      if (j === k) continue;
      const needed = own - prices[j]!;
      const above = needed <= 0 ? 1 : needed >= 1 ? 0 : normalTail(Math.log(needed / (1 - needed)) - skew[j]!);
      for (let c = choices - 1; c > 0; c--) beats[c] = beats[c]! * (1 - above) + beats[c - 1]! * above;
      beats[0] = beats[0]! * (1 - above);
    }
    let few = 0;
    for (let c = 0; c < choices; c++) few += beats[c]!;
    share += few * Math.exp((-z * z) / 2);
  }
  return (share * STEP) / Math.sqrt(2 * Math.PI);
}
