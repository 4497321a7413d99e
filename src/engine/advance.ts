/**
 * Pulls steps until the budget, the step limit or the solver ends; `observe` sees each iterate before the next
 * pull and may end the slice by returning false. `undefined` is a breath: not a step, only a look at the clock; a slice
 * that ends there says `breath`, for the solver is inside a step.
 * The caller must let a macrotask pass between slices, or no message will reach it.
 */
export async function advance<T>(
  solver: Iterator<T | undefined> | AsyncIterator<T | undefined>,
  limits: { budgetMs: number; maxSteps: number; now: () => number },
  observe: (iterate: T) => boolean | Promise<boolean>,
): Promise<'more' | 'breath' | 'ended'> {
  const end = limits.now() + limits.budgetMs;
  for (let steps = 0; steps < limits.maxSteps; ) {
    const pulled = solver.next();
    const next = pulled instanceof Promise ? await pulled : (pulled as IteratorResult<T | undefined>);
    if (next.done) return 'ended';
    if (next.value !== undefined) {
      steps++;
      const goOn = observe(next.value);
      if (!(typeof goOn === 'boolean' ? goOn : await goOn)) return 'more';
    }
    if (limits.now() >= end) return next.value === undefined ? 'breath' : 'more';
  }
  return 'more';
}
