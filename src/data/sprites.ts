import type { Random } from '../math/random.ts';

export const SPRITE_SIDE = 16;
/** Half width of a soft edge, in units in which the image is two wide. */
const EDGE = 0.04;

export const SPRITE_SHAPES = ['disc', 'square', 'ellipse'] as const;

/** One picture: shape 0 disc, 1 square, 2 ellipse; position and scale in [-1, 1] units, angle in radians. */
export interface Sprite {
  readonly shape: number;
  readonly scale: number;
  readonly angle: number;
  readonly cx: number;
  readonly cy: number;
}

/** What varies from picture to picture; everything else stands at its default. */
export type SpriteFactors = 'position' | 'positionScale' | 'squareAngle';

/** exp that stays finite: an edge as a logistic curve of the signed distance. */
export const softEdge = (distance: number, width: number): number =>
  1 / (1 + Math.exp(Math.min(40, Math.max(-40, distance / width))));

/** Signed distance to the shape's outline, negative inside; u and v in the shape's own axes. */
function signedDistance(shape: number, u: number, v: number, s: number): number {
  if (shape === 0) return Math.hypot(u, v) - s;
  if (shape === 1) return Math.max(Math.abs(u), Math.abs(v)) - s;
  return ((Math.hypot(u / s, (2 * v) / s) - 1) * s) / 2;
}

/** Paints a sprite into `image` from `offset`, row-major, grey levels in (0, 1). */
export function paintSprite(sprite: Sprite, image: Float32Array | Float64Array, offset = 0, side = SPRITE_SIDE): void {
  const cos = Math.cos(sprite.angle);
  const sin = Math.sin(sprite.angle);
  for (let row = 0; row < side; row++) {
    const dy = ((row + 0.5) / side) * 2 - 1 - sprite.cy;
    for (let column = 0; column < side; column++) {
      const dx = ((column + 0.5) / side) * 2 - 1 - sprite.cx;
      const distance = signedDistance(sprite.shape, cos * dx + sin * dy, cos * dy - sin * dx, sprite.scale);
      image[offset + row * side + column] = softEdge(distance, EDGE);
    }
  }
}

/**
 * Pictures of one shape whose factors are drawn uniformly: position (2 factors), position and scale of a disc (3, the
 * standard set), or position, scale and angle of a square (4). Factors are count × factorCount, row-major.
 */
export function sprites(
  count: number,
  factors: SpriteFactors,
  random: Random,
): { images: Float32Array; factors: Float64Array; factorCount: number } {
  const within = (low: number, high: number) => low + (high - low) * random();
  const pixels = SPRITE_SIDE * SPRITE_SIDE;
  const factorCount = { position: 2, positionScale: 3, squareAngle: 4 }[factors];
  const images = new Float32Array(count * pixels);
  const values = new Float64Array(count * factorCount);
  for (let k = 0; k < count; k++) {
    const scale = factors === 'position' ? 0.35 : within(0.22, 0.5);
    const cx = within(-0.45, 0.45);
    const cy = within(-0.45, 0.45);
    // A square looks the same after a quarter of a turn.
    const angle = factors === 'squareAngle' ? within(0, Math.PI / 2) : 0;
    paintSprite({ shape: factors === 'squareAngle' ? 1 : 0, scale, angle, cx, cy }, images, k * pixels);
    values.set([cx, cy, scale, angle].slice(0, factorCount), k * factorCount);
  }
  return { images, factors: values, factorCount };
}
