/** Lower quartile, median, upper quartile. */
export interface Quartiles {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
}

export function quartiles(values: readonly number[]): Quartiles {
  const sorted = [...values].sort((p, q) => p - q);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    const next = sorted[Math.min(low + 1, sorted.length - 1)]!;
    return sorted[low]! + (place - low) * (next - sorted[low]!);
  };
  return { q1: at(0.25), median: at(0.5), q3: at(0.75) };
}

/** Work of one repetition, stated beside its time. */
export interface Work {
  readonly flops?: number;
  readonly exponentials?: number;
  readonly bytes?: number;
}

/** What the machine does at most in a millisecond of one core, measured in the same run. */
export interface Limits {
  readonly bytesPerMs: number;
  readonly flopsPerMs: number;
  readonly exponentialsPerMs: number;
}

/** How much of the time the work would take at the limit that holds it. */
export interface LimitShare {
  readonly share: number;
  readonly by: 'memory' | 'arithmetic';
  readonly limits: Limits;
}

/** Exponentials are arithmetic too: their time adds to that of the other operations. */
export function shareOfLimit({ flops = 0, exponentials = 0, bytes = 0 }: Work, ms: number, limits: Limits): LimitShare {
  const memory = bytes / limits.bytesPerMs;
  const arithmetic = flops / limits.flopsPerMs + exponentials / limits.exponentialsPerMs;
  return { share: Math.max(memory, arithmetic) / ms, by: memory > arithmetic ? 'memory' : 'arithmetic', limits };
}

/** One line of the benchmark: ours against an anchor, or why it was not measured. */
export interface Measurement {
  readonly id: string;
  readonly ours: string;
  readonly anchor: string;
  readonly size: string;
  /** Where both sides computed; a GPU by its adapter's words. */
  readonly backend: string;
  readonly clock: string;
  readonly pairs: number;
  /** Milliseconds of one repetition. */
  readonly oursMs: Quartiles;
  readonly anchorMs: Quartiles;
  /** anchor ÷ ours by pair: above 1, ours is faster. */
  readonly speedUp: Quartiles;
  readonly oursWork: Work;
  readonly anchorWork: Work;
  /** Bytes of the problem's arrays, where they are not what is moved: they decide which cache a copy is compared in. */
  readonly held?: number;
  /** The answer was within its bound in the same run, or there would be no time here. */
  readonly check: string;
  readonly note?: string;
  readonly limit?: LimitShare;
}

export interface NotMeasured {
  readonly id: string;
  readonly notMeasured: string;
}

/** CPU time of this process, all threads: software adapters run in it. */
export const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export type Side = (repetitions: number) => Promise<void> | void;

/**
 * Times A B A B … after two warm-ups of each, with repetitions sized so that one sample takes `sampleMs` at least;
 * ratios are taken pair by pair, so that what slows the machine slows both.
 */
export async function paired(options: {
  readonly pairs: number;
  readonly sampleMs: number;
  /** Milliseconds on the clock that is measured. */
  readonly clock: () => Promise<number> | number;
  readonly ours: Side;
  readonly anchor: Side;
}): Promise<Pick<Measurement, 'pairs' | 'oursMs' | 'anchorMs' | 'speedUp'>> {
  const { pairs, sampleMs, clock, ours, anchor } = options;
  const time = async (side: Side, repetitions: number) => {
    const start = await clock();
    await side(repetitions);
    return ((await clock()) - start) / repetitions;
  };
  const size = async (side: Side) => {
    await side(1);
    for (let repetitions = 1; ; repetitions *= 2) {
      const took = (await time(side, repetitions)) * repetitions;
      if (took >= sampleMs / 2) return Math.max(1, Math.ceil((repetitions * sampleMs) / took));
    }
  };
  const oursTimes = await size(ours);
  const anchorTimes = await size(anchor);
  const samples: { ours: number; anchor: number }[] = [];
  for (let k = 0; k < pairs; k++) {
    samples.push({ ours: await time(ours, oursTimes), anchor: await time(anchor, anchorTimes) });
  }
  return {
    pairs,
    oursMs: quartiles(samples.map((sample) => sample.ours)),
    anchorMs: quartiles(samples.map((sample) => sample.anchor)),
    speedUp: quartiles(samples.map((sample) => sample.anchor / sample.ours)),
  };
}
