/** The terms of stage 1 at share q and distance o: the first so many of 1, q, q², o, q·o. */
export const termsOf = (q: number, o: number, count: number): number[] => [1, q, q * q, o, q * o].slice(0, count);

/** Their derivatives by q, with o moving by `slope`. */
export const slopesOf = (q: number, o: number, slope: number, count: number): number[] =>
  [0, 1, 2 * q, slope, o + q * slope].slice(0, count);
