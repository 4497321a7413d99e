import { useEffect, useState } from 'react';

interface Spread {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
}

interface Made {
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number };
}

/** Ours against something else, as the benchmark wrote it down. */
export interface CommittedPair extends Made {
  readonly id: string;
  readonly ours: string;
  readonly anchor: string;
  readonly size: string;
  readonly backend: string;
  readonly clock: string;
  readonly pairs: number;
  readonly oursMs: Spread;
  readonly anchorMs: Spread;
  readonly speedUp: Spread;
  readonly limit?: { readonly share: number; readonly by: 'memory' | 'arithmetic' };
}

/** A step's cost by the number of points. */
export interface CommittedScale extends Made {
  readonly id: 'scale';
  readonly label: string;
  readonly bench: string;
  readonly instance: string;
  readonly method: string;
  readonly params: Readonly<Record<string, number | string>>;
  readonly backend: string;
  readonly sizes: readonly number[];
  readonly ms: readonly Spread[];
  readonly exponent: number;
  readonly from: number;
}

export interface CommittedSpeed {
  readonly pairs: readonly CommittedPair[];
  readonly scales: readonly CommittedScale[];
}

/** What `npm run bench` wrote; null until it has come, and what is wrong where it cannot come. */
export function useCommittedSpeed(): { speed: CommittedSpeed | null; problem: string } {
  const [speed, setSpeed] = useState<CommittedSpeed | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    import('../../../docs/measurements/bench.json').then(
      (module) => {
        const { results } = module.default as unknown as { results: readonly object[] };
        const pairs = results.filter((one): one is CommittedPair => 'speedUp' in one);
        const scales = results.filter((one): one is CommittedScale => 'sizes' in one);
        setSpeed({ pairs, scales });
      },
      () => setProblem('The measurements are not in this browser yet, and there is no network to fetch them from.'),
    );
  }, []);
  return { speed, problem };
}
