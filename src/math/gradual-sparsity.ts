/** Gradual sparsity (Zhu & Gupta 2017): s_f (1 − (1 − (t − t₀)/(t₁ − t₀))³), 0 before t₀ and s_f from t₁ on. */
export function gradualSparsity(step: number, last: number, from: number, to: number): number {
  if (step <= from) return 0;
  if (step >= to) return last;
  return last * (1 - (1 - (step - from) / (to - from)) ** 3);
}
