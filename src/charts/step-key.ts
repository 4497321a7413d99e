/** Where a key goes among `count` things; −1 is before any was reached. Undefined for a key that goes nowhere. */
export function stepKey(key: string, at: number, count: number): number | undefined {
  const page = Math.max(1, Math.round(count / 10));
  const to = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
}
