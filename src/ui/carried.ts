/** What an exported figure carries of its run, so that it restores the run when it is dropped on the page. */
export interface Carried {
  /** Address of the run, from `#` on. */
  readonly link: string;
  readonly configuration: string;
  readonly figure: string;
}

const FORMAT = 1;

export function writeCarried(carried: Carried): string {
  return JSON.stringify({ paperscope: FORMAT, ...carried });
}

/** The address in a carried text, or null where the text is none of ours. */
export function carriedLink(text: string): string | null {
  try {
    const value = JSON.parse(text) as { paperscope?: unknown; link?: unknown } | null;
    if (typeof value?.paperscope !== 'number' || typeof value.link !== 'string') return null;
    return value.link.startsWith('#/') && value.link.length < 100_000 ? value.link : null;
  } catch {
    return null;
  }
}
