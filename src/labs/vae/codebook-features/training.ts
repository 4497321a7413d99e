import type { RunContext } from '../../../engine/bench.ts';
import { glorotMlp } from '../../../math/glorot-mlp.ts';
import { backward, createGradients, createTape, forward, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { normals } from '../../../math/random.ts';
import { softmaxRows } from '../../../math/softmax-cross-entropy.ts';
import { replaceByCodes } from './bottleneck.ts';
import { type Automaton, type Codebook, type Reader, SUCCESSORS } from './problem.ts';

const HIDDEN = 64;
const BATCH = 128;
/** Batches a step of the run. */
const BATCHES = 10;

export interface Settings {
  readonly width: number;
  readonly rate: number;
  /** null: no codebook. */
  readonly book: { readonly codes: number; readonly kept: number; readonly reconstruction: number } | null;
}

/**
 * Cross-entropy of sampled transitions through the narrow layer. The gradient passes the codebook as if it were not
 * there; the chosen codewords get it too, and are drawn to what they replace. States are few, so a batch is a table of
 * counts, and each state is read once with its weight: the same gradients as 128 rows give.
 */
export function* trainReader(
  { states, base, successors, inputs }: Automaton,
  given: Settings,
  run: RunContext,
): Generator<Reader, void> {
  const { width, book } = given;
  const encoder = glorotMlp([2 * base, HIDDEN, width], 'relu', run.random);
  const decoder = glorotMlp([width, HIDDEN, states], 'relu', run.random);
  const codebook: Codebook | null = book
    ? { count: book.codes, kept: book.kept, words: normals(run.random, book.codes * width) }
    : null;
  const [tapes, slopes] = [
    [createTape(encoder, states), createTape(decoder, states)] as const,
    [createGradients(encoder), createGradients(decoder)] as const,
  ];
  const wordSlope = new Float64Array(codebook?.words.length ?? 0);
  const parameters = [...parametersOf(encoder), ...parametersOf(decoder), ...(codebook ? [codebook.words] : [])];
  const gradients = [...parametersOf(slopes[0]), ...parametersOf(slopes[1]), ...(codebook ? [wordSlope] : [])];
  const adam = createOptimiser('adam', parameters);
  const chosen = new Int32Array(states * (codebook?.kept ?? 0));
  const replaced = new Float64Array(states * width);
  const error = new Float64Array(states * states);
  const neckSlope = new Float64Array(states * width);
  const counts = new Float64Array(states * states);
  for (;;) {
    const { rate } = given;
    const reconstruction = book?.reconstruction ?? 0;
    for (let k = 0; k < BATCHES; k++) {
      counts.fill(0);
      for (let b = 0; b < BATCH; b++) {
        const s = Math.floor(states * run.noise());
        counts[s * states + successors[s * SUCCESSORS + Math.floor(SUCCESSORS * run.noise())]!]!++;
      }
      const neck = forward(encoder, inputs, states, tapes[0]);
      if (codebook) replaceByCodes(codebook, states, width, neck, chosen, replaced);
      const read = codebook ? replaced : neck;
      softmaxRows(forward(decoder, read, states, tapes[1]), states, states, error);
      for (let s = 0; s < states; s++) {
        const row = counts.subarray(s * states, (s + 1) * states);
        const seen = row.reduce((sum, value) => sum + value, 0);
        for (let t = 0; t < states; t++) {
          const at = s * states + t;
          error[at] = (seen * error[at]! - row[t]!) / BATCH;
        }
      }
      backward(decoder, read, states, tapes[1], error, slopes[1], neckSlope);
      if (codebook)
        wordGradient(codebook, { chosen, neck, replaced, neckSlope, counts, states, width }, reconstruction, wordSlope);
      backward(encoder, inputs, states, tapes[0], neckSlope, slopes[0]);
      adam.step(gradients, rate);
    }
    run.count('multiply-adds', 3 * BATCHES * states * HIDDEN * (2 * base + 2 * width + states));
    yield { encoder, decoder, codebook };
  }
}

interface Passed {
  readonly chosen: Int32Array;
  readonly neck: Float64Array;
  readonly replaced: Float64Array;
  readonly neckSlope: Float64Array;
  readonly counts: Float64Array;
  readonly states: number;
  readonly width: number;
}

/** ∂/∂c_j: what the output's gradient says, and λ times that of the batch mean of |out − a|², shared by the k chosen. */
function wordGradient(
  { kept }: Codebook,
  { chosen, neck, replaced, neckSlope, counts, states, width }: Passed,
  reconstruction: number,
  out: Float64Array,
): void {
  out.fill(0);
  for (let s = 0; s < states; s++) {
    const seen = counts.subarray(s * states, (s + 1) * states).reduce((sum, value) => sum + value, 0);
    for (let k = 0; k < kept; k++) {
      const code = chosen[s * kept + k]!;
      for (let i = 0; i < width; i++) {
        const at = s * width + i;
        const away = (2 * seen * (replaced[at]! - neck[at]!)) / BATCH;
        out[code * width + i]! += (neckSlope[at]! + reconstruction * away) / kept;
      }
    }
  }
}
