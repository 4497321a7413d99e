import type { Random } from '../math/random.ts';
import { softEdge } from './sprites.ts';

export const FACE_SIDE = 16;
export const FACE_ATTRIBUTES = ['smile', 'glasses', 'hair', 'hat'] as const;

const EDGE = 0.05;
/** Half height of the head, in units in which the image is two high. */
const HEAD = 0.78;

/** What varies without being labelled: shift, half width of the head, distance of the eyes from the middle, skin. */
export interface FaceNuisances {
  readonly dx: number;
  readonly dy: number;
  readonly width: number;
  readonly eye: number;
  readonly skin: number;
}

const edge = (distance: number): number => softEdge(distance, EDGE);

/** Grey level of one point of a face, its parts painted one over the other. */
function shade(attributes: ArrayLike<number>, { width, eye, skin }: FaceNuisances, x: number, y: number): number {
  let grey = 0;
  const paint = (cover: number, colour: number) => {
    grey = grey * (1 - cover) + colour * cover;
  };
  const [smile, glasses, hair, hat] = [attributes[0], attributes[1], attributes[2], attributes[3]];
  const head = edge((Math.hypot(x / width, y / HEAD) - 1) * Math.min(width, HEAD));
  paint(head, skin);
  if (hair) paint(head * edge(y + 0.38), 0.12);
  if (hat) {
    const brim = edge(Math.max(Math.abs(x) - (width + 0.12), Math.abs(y + 0.55) - 0.09));
    const crown = edge(Math.max(Math.abs(x) - 0.62 * width, Math.abs(y + 0.75) - 0.18));
    paint(Math.max(brim, crown), 1);
  }
  for (const sx of [-1, 1]) paint(edge(Math.hypot(x - sx * eye, y + 0.12) - 0.09), 0.05);
  if (glasses) {
    for (const sx of [-1, 1]) paint(edge(Math.abs(Math.hypot(x - sx * eye, y + 0.12) - 0.21) - 0.05), 0);
    paint(edge(Math.max(Math.abs(x) - (eye - 0.2), Math.abs(y + 0.12) - 0.04)), 0);
  }
  const bend = (smile ? 1 : -1) * 0.16 * (1 - (x / 0.32) ** 2) + (smile ? 0 : 0.1);
  paint(edge(Math.max(Math.abs(y - (0.4 + bend)) - 0.06, Math.abs(x) - 0.32)), 0);
  return Math.min(1, Math.max(0, grey));
}

/** Paints a face with four attributes of 0 or 1 into `image` from `offset`, row-major, grey levels in [0, 1]. */
export function paintFace(
  attributes: ArrayLike<number>,
  nuisances: FaceNuisances,
  image: Float32Array | Float64Array,
  offset = 0,
  side = FACE_SIDE,
): void {
  for (let row = 0; row < side; row++) {
    const y = ((row + 0.5) / side) * 2 - 1 - nuisances.dy;
    for (let column = 0; column < side; column++) {
      const x = ((column + 0.5) / side) * 2 - 1 - nuisances.dx;
      image[offset + row * side + column] = shade(attributes, nuisances, x, y);
    }
  }
}

/** Faces with attributes that are on with probability one half; `attributes` is count × 4, row-major. */
export function faces(count: number, random: Random): { images: Float32Array; attributes: Uint8Array } {
  const within = (low: number, high: number) => low + (high - low) * random();
  const pixels = FACE_SIDE * FACE_SIDE;
  const images = new Float32Array(count * pixels);
  const attributes = new Uint8Array(count * FACE_ATTRIBUTES.length);
  for (let k = 0; k < count; k++) {
    const own = attributes.subarray(k * 4, k * 4 + 4);
    for (let a = 0; a < 4; a++) own[a] = random() < 0.5 ? 1 : 0;
    const nuisances = {
      dx: within(-0.12, 0.12),
      dy: within(-0.05, 0.15),
      width: within(0.5, 0.72),
      eye: within(0.2, 0.3),
      skin: within(0.55, 0.85),
    };
    paintFace(own, nuisances, images, k * pixels);
  }
  return { images, attributes };
}
