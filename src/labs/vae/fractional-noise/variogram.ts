/** Mean of E(B_t − B_s)² over pairs at a distance of 1, 2, … times, at most half of them, from a covariance n × n. */
export function variogram(covariance: Float64Array, n: number, scale = 1): Float64Array {
  return Float64Array.from({ length: n >> 1 }, (_, at) => {
    const lag = at + 1;
    let sum = 0;
    for (let i = 0; i + lag < n; i++) {
      const j = i + lag;
      sum += covariance[i * n + i]! + covariance[j * n + j]! - 2 * covariance[i * n + j]!;
    }
    return (scale * sum) / (n - lag);
  });
}

/** Half the slope of the variogram over its first lags, both logarithmic: the Hurst index that it shows. */
export function roughness(values: Float64Array, lags: number): number {
  const x = Array.from({ length: lags }, (_, at) => Math.log(at + 1));
  const y = x.map((_, at) => Math.log(values[at]!));
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / lags;
  const [mx, my] = [mean(x), mean(y)];
  const along = x.reduce((sum, value, at) => sum + (value - mx) * (y[at]! - my), 0);
  return along / x.reduce((sum, value) => sum + (value - mx) ** 2, 0) / 2;
}
