import { method } from '../problem.ts';

/**
 * The control that conditions the process on its observation, Doob's transform: u is the slope of the log probability of
 * what will be observed, along the direction in which noise moves the state.
 *
 * Source   Doob 1957; the exact control of a linear process.
 * Solves   u_i = s_i (o − a_i·(X, Y)) / (v_i + s²), with a_i the response of X_1 to the state, s_i = a_(i+1)·b that to
 *          noise, and v_i the variance that is still to come.
 * Cost     O(n K), once.
 * Rate     one step.
 * Needs    a linear process and a Gaussian observation.
 * Fails    nowhere, but is exact only as n → ∞: the posterior's own increments have a little less variance than dt, and
 *          a control of the mean cannot take it away.
 */
export const exactControl = method({
  label: 'Exact control',
  source: 'Doob 1957',
  precision: 'float64',
  params: {},
  *solve({ rates, weights, steps, dt, pull, observed, sd }, _, run) {
    const K = rates.length;
    const width = K + 1;
    // Rows a_0, …, a_n: X_1 as a linear function of the state at each step, without further noise or control.
    const response = new Float64Array((steps + 1) * width);
    response[steps * width] = 1;
    for (let i = steps - 1; i >= 0; i--) {
      const x = response[(i + 1) * width]!;
      response[i * width] = (1 - pull * dt) * x;
      for (let k = 1; k <= K; k++)
        response[i * width + k] =
          (1 - rates[k - 1]! * dt) * response[(i + 1) * width + k]! - dt * weights[k - 1]! * rates[k - 1]! * x;
    }
    const jump = weights.reduce((sum, value) => sum + value, 0);
    const gain = new Float64Array(steps);
    let variance = 0;
    for (let i = steps - 1; i >= 0; i--) {
      let along = jump * response[(i + 1) * width]!;
      for (let k = 1; k <= K; k++) along += response[(i + 1) * width + k]!;
      variance += along ** 2 * dt;
      gain[i] = along / (variance + sd ** 2);
    }
    run.count('multiply-adds', 3 * steps * width);
    yield {
      seed: Math.floor(4294967296 * run.noise()),
      control: (step: number, states: Float64Array, rows: number, out: Float64Array): void => {
        for (let p = 0; p < rows; p++) {
          let expected = 0;
          for (let k = 0; k < width; k++) expected += response[step * width + k]! * states[p * width + k]!;
          out[p] = gain[step]! * (observed - expected);
        }
      },
    };
  },
});
