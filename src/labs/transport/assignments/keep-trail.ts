import type { Trail } from './problem.ts';

const MOST = 512;

/** Keeps copies of prices step after step; when there are 512, every second one is let go. */
export function keepTrail(): { readonly trail: Trail; readonly keep: (prices: Float64Array) => void } {
  let steps: number[] = [];
  let kept: Float64Array[] = [];
  let stride = 1;
  let step = 0;
  const trail = {
    get steps() {
      return steps;
    },
    get prices() {
      return kept;
    },
  };
  return {
    trail,
    keep(prices) {
      step++;
      if (step % stride !== 0 && step !== 1) return;
      steps.push(step);
      kept.push(prices.slice());
      if (steps.length < MOST) return;
      stride *= 2;
      const stays = (at: number) => at === 1 || at % stride === 0;
      kept = kept.filter((_, k) => stays(steps[k]!));
      steps = steps.filter(stays);
    },
  };
}
