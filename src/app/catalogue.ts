import catalogue from '../papers/catalog.json';
import type { Paper } from '../papers/paper.ts';

export interface CatalogueEntry {
  readonly slug: string;
  readonly lab: string;
  readonly title: string;
  readonly published: string;
  readonly summary: string;
  readonly arxiv?: string;
  readonly authors?: string;
  readonly venue?: string;
}

export interface Lab {
  readonly id: string;
  readonly title: string;
  readonly short: string;
  readonly line: string;
}

export const labs: readonly Lab[] = catalogue.labs;
export const papers: readonly CatalogueEntry[] = catalogue.papers;

const files = import.meta.glob<{ readonly default: Paper }>('../papers/*/*.ts');
const live = new Map(Object.entries(files).map(([path, load]) => [path.replace(/^.*\/(.+)\.ts$/, '$1'), load]));

/** A paper is live when its file is here: its algorithm runs and its claims are measured. */
export const isLive = (slug: string): boolean => live.has(slug);
export const liveSlugs = (): string[] => papers.filter((paper) => isLive(paper.slug)).map((paper) => paper.slug);
export const findPaper = (slug: string): CatalogueEntry | undefined => papers.find((paper) => paper.slug === slug);

const loaded = new Map<string, Promise<Paper>>();
/** Null for a paper that does not run yet. */
export function loadPaper(slug: string): Promise<Paper> | null {
  const load = live.get(slug);
  if (!load) return null;
  let paper = loaded.get(slug);
  if (!paper) {
    paper = load().then((module) => module.default);
    loaded.set(slug, paper);
  }
  return paper;
}

export function paperLink(paper: CatalogueEntry): string {
  return paper.arxiv
    ? `https://arxiv.org/abs/${paper.arxiv}`
    : `https://scholar.google.com/scholar?q=${encodeURIComponent(`"${paper.title}"`)}`;
}

export function bibtex(paper: CatalogueEntry): string {
  const year = paper.published.slice(0, 4);
  const author = paper.authors ? `  author = {${paper.authors.split(', ').join(' and ')}},\n` : '';
  const where = paper.venue ? `  note = {${paper.venue}},\n` : '';
  const id = paper.arxiv ? `  eprint = {${paper.arxiv}},\n  archivePrefix = {arXiv},\n` : '';
  return `@misc{${paper.slug},\n  title = {${paper.title}},\n${author}${where}${id}  year = {${year}},\n}\n`;
}
