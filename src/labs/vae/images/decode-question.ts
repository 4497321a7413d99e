import { ProblemError, type Snapshot } from '../../../engine/bench.ts';
import type { Autoencoding, ImagesProblem } from './problem.ts';

const MOST = 400;

const isRow = (value: unknown, length: number): value is number[] =>
  Array.isArray(value) && value.length === length && value.every((one) => Number.isFinite(one));

/**
 * Mean images of points of the latent space: { points: number[][], condition?: number[] } → { images, width, height, count }.
 * A conditional decoder takes the first attribute combination (all 0), or the first class, when no condition is given.
 */
export async function decodeQuestion(
  { width, height, conditions }: ImagesProblem,
  { latent, conditional, decode }: Autoencoding,
  question: unknown,
): Promise<Snapshot> {
  const { points, condition } = (question ?? {}) as { points?: unknown; condition?: unknown };
  if (!Array.isArray(points) || points.length < 1 || points.length > MOST)
    throw new ProblemError(`points must be a list of 1 to ${MOST} points of the latent space.`);
  const wrong = points.findIndex((point) => !isRow(point, latent));
  if (wrong >= 0) throw new ProblemError(`Point ${wrong + 1} must be a list of ${latent} finite numbers.`);
  let told: Float32Array | null = null;
  if (conditional && conditions !== null) {
    const size = conditions.names.length;
    if (condition !== undefined && !isRow(condition, size))
      throw new ProblemError(
        `condition must be a list of ${size} numbers, one for each of ${conditions.names.join(', ')}.`,
      );
    const first = conditions.names.map((_, k) => Number(conditions.kind === 'labels' && k === 0));
    told = Float32Array.from((condition as number[] | undefined) ?? first);
  }
  const images = await decode(Float32Array.from(points.flat() as number[]), told);
  return { images, width, height, count: points.length };
}
