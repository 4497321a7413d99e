/** JSON in which numbers that do not exist are null and typed arrays are lists. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, one) =>
    ArrayBuffer.isView(one) && !(one instanceof DataView) ? Array.from(one as unknown as ArrayLike<number>) : one,
  );
}
