import { ProblemError } from '../../../engine/bench.ts';
import { mulberry32, normals, type Random } from '../../../math/random.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { instance, type SparseRecovery, type Trial } from './problem.ts';

/** K different places of N, by the first steps of a Fisher-Yates shuffle. */
function chosen(random: Random, N: number, K: number): number[] {
  const places = Array.from({ length: N }, (_, i) => i);
  for (let i = 0; i < K; i++) {
    const j = i + Math.floor(random() * (N - i));
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  return places.slice(0, K);
}

/** A₁ ⊗ A₂ of two M × N matrices, row-major. */
export function kronecker(first: Float64Array, second: Float64Array, M: number, N: number): Float64Array {
  const A = new Float64Array(M * M * N * N);
  for (let a = 0; a < M; a++)
    for (let b = 0; b < M; b++)
      for (let i = 0; i < N; i++)
        for (let j = 0; j < N; j++) A[(a * M + b) * N * N + i * N + j] = first[a * N + i]! * second[b * N + j]!;
  return A;
}

function draw(
  random: Random,
  { N, M, K, decibels }: Omit<SparseRecovery, 'trials'>,
  support: 'kronecker' | 'scattered',
) {
  const dictionary = () => normals(random, M * N).map((value) => value / Math.sqrt(M));
  const A = kronecker(dictionary(), dictionary(), M, N);
  const signal = new Float64Array(N * N);
  const rows = chosen(random, N, K);
  const columns = chosen(random, N, K);
  const places =
    support === 'kronecker' ? rows.flatMap((i) => columns.map((j) => i * N + j)) : chosen(random, N * N, K * K);
  const values = normals(random, K * K);
  places.forEach((place, k) => {
    signal[place] = values[k]!;
  });
  const clean = Float64Array.from({ length: M * M }, (_, a) =>
    places.reduce((sum, place) => sum + A[a * N * N + place]! * signal[place]!, 0),
  );
  const power = clean.reduce((sum, value) => sum + value * value, 0) / clean.length;
  const noise = power / 10 ** (decibels / 10);
  const disturbance = normals(random, clean.length);
  return { A, signal, noise, y: clean.map((value, a) => value + Math.sqrt(noise) * disturbance[a]!) } satisfies Trial;
}

const params = {
  N: integer({ label: 'Entries along a side', symbol: 'N', min: 4, max: 20, default: 12 }),
  M: integer({ label: 'Equations of a factor', symbol: 'M', min: 2, max: 12, default: 7 }),
  K: integer({ label: 'Rows and columns in use', symbol: 'K', min: 1, max: 8, default: 3 }),
  decibels: number({ label: 'Signal over noise', unit: 'dB', min: 0, max: 40, default: 20 }),
  trials: integer({
    label: 'Trials side by side',
    min: 1,
    max: 40,
    default: 10,
    help: 'Each with its own matrices, signal and noise; the first is drawn, the median is measured.',
  }),
};

const made = (support: 'kronecker' | 'scattered', label: string, help: string) =>
  instance({
    label,
    help,
    params,
    make({ N, M, K, decibels, trials }, { seed }) {
      if (K > N) throw new ProblemError(`${K} rows cannot be in use of ${N}; K must be at most N.`);
      const random = mulberry32(seed);
      const size = { N, M, K, decibels };
      return { ...size, trials: Array.from({ length: trials }, () => draw(random, size, support)) };
    },
  });

export const block = made(
  'kronecker',
  'Kronecker support',
  'A few rows and a few columns of x are in use, and all their crossings; 49 equations for 144 unknowns at first.',
);

export const scattered = made(
  'scattered',
  'Scattered support',
  'As many entries of x are in use, anywhere: the assumption of the structured methods is wrong.',
);
