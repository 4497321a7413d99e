/**
 * Cells of the plane: those points p of a box for which |p − site|² + height is least. With heights of 0 it is the Voronoi
 * diagram; with squared distances from the plane, the diagram of points in space where the plane cuts it (a power diagram:
 * Aurenhammer 1987). sites is n × 2; box is [left, bottom, right, top]. Each cell is a polygon of pairs x, y, empty where a
 * site has none. O(n²): every cell is the box cut by a half-plane for each other site.
 */
export function powerCells(
  sites: Float64Array,
  heights: Float64Array,
  box: readonly [number, number, number, number],
): Float64Array[] {
  const [left, bottom, right, top] = box;
  return Array.from(heights, (height, i) => {
    const [x, y] = [sites[2 * i]!, sites[2 * i + 1]!];
    let polygon = [left, bottom, right, bottom, right, top, left, top];
    for (let j = 0; j < heights.length && polygon.length > 0; j++) {
      if (j === i) continue;
      const [u, v] = [sites[2 * j]!, sites[2 * j + 1]!];
      const a = 2 * (u - x);
      const b = 2 * (v - y);
      polygon = cut(polygon, a, b, u * u + v * v + heights[j]! - (x * x + y * y + height));
    }
    return Float64Array.from(polygon);
  });
}

/** The part of a convex polygon where a x + b y ≤ c. */
function cut(polygon: readonly number[], a: number, b: number, c: number): number[] {
  const kept: number[] = [];
  for (let k = 0; k < polygon.length; k += 2) {
    const next = (k + 2) % polygon.length;
    const [x, y, u, v] = [polygon[k]!, polygon[k + 1]!, polygon[next]!, polygon[next + 1]!];
    const here = a * x + b * y - c;
    const there = a * u + b * v - c;
    if (here <= 0) kept.push(x, y);
    if (here < 0 !== there < 0 && here !== 0 && there !== 0) {
      const share = here / (here - there);
      kept.push(x + share * (u - x), y + share * (v - y));
    }
  }
  return kept.length > 4 ? kept : [];
}
