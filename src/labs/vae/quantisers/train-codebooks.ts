import type { RunContext } from '../../../engine/bench.ts';
import { BREATH } from '../../../math/breaths.ts';
import type { Random } from '../../../math/random.ts';
import { nearestCode } from '../../../math/vector-quantisation.ts';
import type { Images, Level, Quantised } from './problem.ts';

export interface Sizes {
  readonly groups: number;
  readonly codes: number;
  readonly depth: number;
}

/**
 * Lloyd's iteration for every group of every level: codewords become the means of what chose them, then everything chooses
 * the nearest. A level sees what the levels before it leave. Codewords nobody chose are put on vectors of the most used one.
 * Ends when nothing changes its choice.
 */
export function* trainCodebooks(
  { pixels, train, test }: Images,
  { groups, codes, depth }: Sizes,
  run: RunContext,
): Iterable<Quantised | undefined> {
  const d = pixels / groups;
  const levels: Level[] = Array.from({ length: depth }, () => ({
    codebooks: new Float64Array(codes * pixels),
    train: new Int32Array(train.count * groups),
    test: new Int32Array(test.count * groups),
  }));
  const left = { train: train.images.slice(), test: test.images.slice() };
  const choose = function* (level: Level): Generator<undefined, number> {
    let changed = 0;
    let work = 0;
    for (const part of ['train', 'test'] as const) {
      const chosen = level[part];
      for (let at = 0; at < chosen.length; at++) {
        const m = at % groups;
        const best = nearestCode(level.codebooks, codes, d, left[part], at * d, m * codes);
        if (part === 'train' && best !== chosen[at]) changed++;
        chosen[at] = best;
        work += codes * d;
        if (work > BREATH) {
          work = 0;
          yield undefined;
        }
      }
    }
    run.count('multiply-adds', (train.count + test.count) * codes * pixels);
    return changed;
  };
  const take = ({ codebooks, ...level }: Level) => {
    for (const part of ['train', 'test'] as const) {
      const [rest, chosen] = [left[part], level[part]];
      for (let at = 0; at < chosen.length; at++) {
        const from = ((at % groups) * codes + chosen[at]!) * d;
        for (let k = 0; k < d; k++) rest[at * d + k] = rest[at * d + k]! - codebooks[from + k]!;
      }
    }
  };
  for (const level of levels) {
    start(level.codebooks, left.train, train.count, groups, codes, d, run.random);
    yield* choose(level);
    take(level);
  }
  for (;;) {
    left.train.set(train.images);
    left.test.set(test.images);
    let changed = 0;
    for (const level of levels) {
      toMeans(level, left.train, groups, codes, d, run.random);
      changed += yield* choose(level);
      take(level);
    }
    const share = changed / (depth * train.count * groups);
    yield { groups, codes, levels, stored: depth * codes * pixels, changed: share };
    if (changed === 0) return;
  }
}

/** Codewords begin at different training vectors, drawn for every group. */
function start(
  codebooks: Float64Array,
  images: Float64Array,
  count: number,
  groups: number,
  codes: number,
  d: number,
  random: Random,
): void {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let m = 0; m < groups; m++)
    for (let c = 0; c < codes; c++) {
      const j = c + Math.floor(random() * (count - c));
      [order[c], order[j]] = [order[j]!, order[c]!];
      const from = (order[c]! * groups + m) * d;
      codebooks.set(images.subarray(from, from + d), (m * codes + c) * d);
    }
}

function toMeans(
  { codebooks, train: chosen }: Level,
  vectors: Float64Array,
  groups: number,
  codes: number,
  d: number,
  random: Random,
): void {
  const counts = new Float64Array(groups * codes);
  for (let at = 0; at < chosen.length; at++) counts[(at % groups) * codes + chosen[at]!]!++;
  for (let row = 0; row < counts.length; row++) if (counts[row]! > 0) codebooks.fill(0, row * d, (row + 1) * d);
  for (let at = 0; at < chosen.length; at++) {
    const row = (at % groups) * codes + chosen[at]!;
    for (let k = 0; k < d; k++) codebooks[row * d + k] = codebooks[row * d + k]! + vectors[at * d + k]! / counts[row]!;
  }
  for (let m = 0; m < groups; m++) {
    const own = counts.subarray(m * codes, (m + 1) * codes);
    const most = own.indexOf(Math.max(...own));
    for (let c = 0; c < codes; c++) {
      if (own[c]! > 0) continue;
      // One of the vectors of the codeword that is chosen most often, which is thereby split.
      let skip = Math.floor(random() * own[most]!);
      for (let at = m; at < chosen.length; at += groups)
        if (chosen[at] === most && skip-- === 0)
          codebooks.set(vectors.subarray(at * d, (at + 1) * d), (m * codes + c) * d);
    }
  }
}
