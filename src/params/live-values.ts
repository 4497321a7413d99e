/**
 * Some of a method's values as they are whenever they are read, so that a change along the run comes through, beside
 * others that stay. A copy of it keeps what holds at that moment.
 */
export function liveValues<Given extends object, Name extends keyof Given, Fixed extends object>(
  given: Given,
  names: readonly Name[],
  fixed: Fixed,
): Pick<Given, Name> & Fixed {
  const live = Object.fromEntries(names.map((name) => [name, { enumerable: true, get: () => given[name] }]));
  return Object.defineProperties({ ...fixed }, live) as Pick<Given, Name> & Fixed;
}
