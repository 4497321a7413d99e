import { findPaper, labs, liveSlugs, papers } from '../catalogue.ts';
import { keyGroups, keyWords } from '../keys/key-table.ts';
import { explorer, setInstance, setMethod, setSeeds, setView, toggleCompanion } from '../stores/explorer.ts';
import { prefer } from '../stores/preferences.ts';

/** Something the palette can do. */
export interface Command {
  readonly words: string;
  /** What kind it is, at the right: `paper`, `method`, a key. */
  readonly kind: string;
  readonly act: () => void;
}

const go = (hash: string) => () => {
  location.hash = hash;
};

/** What can be done on the page in sight: keys, what the run offers, pages, papers. */
export function commandsHere(): Command[] {
  return [...fromKeys(), ...fromRun(), ...PAGES, ...fromPapers()];
}

function fromKeys(): Command[] {
  return keyGroups().flatMap(({ bindings }) =>
    bindings.flatMap(({ keys, does, act }) =>
      act && !keys.includes('Mod+k') ? [{ words: does, kind: keyWords(keys[0]!), act }] : [],
    ),
  );
}

function fromRun(): Command[] {
  const { opened } = explorer.getState();
  if (!opened || document.querySelector('[role="toolbar"][aria-label="Run"]') === null) return [];
  const { description, explorer: state } = opened;
  const { spec } = state;
  return [
    ...Object.entries(description.methods).flatMap(([id, { label }]): Command[] =>
      id === spec.method
        ? []
        : [
            { words: `Use ${label}`, kind: 'method', act: () => setMethod(id) },
            state.companions.includes(id)
              ? { words: `Run ${label} no longer beside it`, kind: 'method', act: () => toggleCompanion(id) }
              : { words: `Run ${label} beside it`, kind: 'method', act: () => toggleCompanion(id) },
          ],
    ),
    ...Object.entries(description.instances).flatMap(([id, { label, needsData }]): Command[] =>
      id === spec.instance || needsData ? [] : [{ words: label, kind: 'problem', act: () => setInstance(id) }],
    ),
    ...[1, 5, 10, 20].map((count) => ({
      words: count === 1 ? 'Run one seed' : `Run ${count} seeds`,
      kind: 'seeds',
      act: () => setSeeds(count),
    })),
    { words: 'Show all views', kind: 'view', act: () => setView(null) },
  ];
}

const PAGES: readonly Command[] = [
  { words: 'All papers', kind: 'page', act: go('#/') },
  { words: 'Claims of all papers', kind: 'page', act: go('#/claims') },
  { words: 'Reading paths', kind: 'page', act: go('#/learn') },
  { words: 'Credits', kind: 'page', act: go('#/credits') },
  { words: 'Light colours', kind: 'theme', act: () => prefer({ theme: 'light' }) },
  { words: 'Dark colours', kind: 'theme', act: () => prefer({ theme: 'dark' }) },
  { words: 'Colours of the system', kind: 'theme', act: () => prefer({ theme: 'system' }) },
];

function fromPapers(): Command[] {
  const live = new Set(liveSlugs());
  const of = (lab: string) => labs.find((one) => one.id === lab)?.short ?? lab;
  return [
    ...[...live].map((slug) => ({
      words: `Run: ${findPaper(slug)!.title}`,
      kind: 'workspace',
      act: go(`#/p/${slug}/start`),
    })),
    ...papers.map(({ slug, title, lab }) => ({
      words: title,
      kind: live.has(slug) ? of(lab) : `${of(lab)}, not yet`,
      act: go(`#/p/${slug}`),
    })),
  ];
}
