/** One stop of a reading path: a run, what to think about first, and what came out. */
export interface Stop {
  /** Address of the run from `#` on, without `lesson`. */
  readonly link: string;
  readonly title: string;
  /** Short paragraphs; `$…$` is TeX. */
  readonly text: readonly string[];
  readonly predict: {
    readonly question: string;
    readonly options: readonly string[];
    /** Index of the option that the run bears out. */
    readonly right: number;
    /** Said afterwards. */
    readonly why: string;
  };
  /** What to look at, and what to try. */
  readonly look: string;
}

/** A short lesson in one lab. */
export interface Path {
  readonly id: string;
  readonly title: string;
  /** What one understands afterwards. */
  readonly learn: string;
  readonly minutes: number;
  readonly stops: readonly Stop[];
}

/** What the address says of a stop: `transport.1`, counted from 1. */
export const stopName = (path: Path, index: number): string => `${path.id}.${index + 1}`;

/** The whole address of a stop. */
export function stopLink(path: Path, index: number): string {
  const { link } = path.stops[index]!;
  return `${link}${link.includes('?') ? '&' : '?'}lesson=${stopName(path, index)}`;
}
