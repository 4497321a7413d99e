import type { EdgesSnapshot } from './edges.tsx';

/** Mass displaced to time t along the plan's entries, shared between the four nearest pixels; points in the unit square. */
export function splat(
  edges: Pick<EdgesSnapshot, 'x' | 'y' | 'from' | 'to' | 'mass'>,
  t: number,
  width: number,
  height: number,
): Float32Array {
  const out = new Float32Array(width * height);
  const unit = Math.max(width, height);
  for (let k = 0; k < edges.mass.length; k++) {
    const i = edges.from[k]!;
    const j = edges.to[k]!;
    const px = ((1 - t) * edges.x[2 * i]! + t * edges.y[2 * j]!) * unit - 0.5;
    const py = ((1 - t) * edges.x[2 * i + 1]! + t * edges.y[2 * j + 1]!) * unit - 0.5;
    const c = Math.floor(px);
    const r = Math.floor(py);
    for (let dr = 0; dr < 2; dr++) {
      for (let dc = 0; dc < 2; dc++) {
        const row = r + dr;
        const column = c + dc;
        if (row < 0 || row >= height || column < 0 || column >= width) continue;
        const share = (dc === 1 ? px - c : 1 - px + c) * (dr === 1 ? py - r : 1 - py + r);
        out[row * width + column] = out[row * width + column]! + share * edges.mass[k]!;
      }
    }
  }
  return out;
}
