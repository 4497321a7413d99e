import type { BenchDescription } from '../engine/bench.ts';
import { readLink, writeLink } from '../engine/link.ts';
import type { Route } from '../engine/route.ts';
import type { RunSpec } from '../engine/run-spec.ts';
import { views as allViews } from '../labs/views.ts';
import type { Paper } from '../papers/paper.ts';
import type { BenchViews } from '../ui/bench-views.ts';
import { writeAddress } from './address.ts';
import { loadPaper } from './catalogue.ts';
import { paperSpec } from './presets.ts';
import { explorer, openExplorer } from './stores/explorer.ts';
import { describeBench, startBackend } from './worker-client.ts';

/** What an address leads to when it names a run. */
export interface OpenedLink {
  readonly paper: Paper | null;
  readonly views: BenchViews;
  readonly bench: string;
}

/** Where the explorer's state was last read from or written to; an address equal to it needs no reading. */
let known = '';
export const isKnown = (hash: string): boolean => hash === known || safeDecode(hash) === known;
const safeDecode = (hash: string) => {
  try {
    return decodeURI(hash);
  } catch {
    return hash;
  }
};

/** Loads paper, bench and views, reads the query into the explorer. Rejects with a sentence when there is no such bench. */
export async function openLink(route: Extract<Route, { page: 'run' | 'bench' }>, hash: string): Promise<OpenedLink> {
  const loading = route.page === 'run' ? loadPaper(route.slug) : null;
  if (route.page === 'run' && loading === null) throw new Error('This paper does not run here yet.');
  const paper = loading ? await loading : null;
  const first = paper ? Object.entries(paper.runs)[0]! : null;
  // `start` is every paper's first run, whatever its name.
  const named =
    paper && route.page === 'run' ? (route.run === 'start' ? first?.[1] : paper.runs[route.run]) : undefined;
  const run = named ?? first?.[1];
  const bench = route.page === 'bench' ? route.bench : run!.bench;
  const load = allViews[bench];
  if (!load) throw new Error(`There is no bench ${bench}; there is ${Object.keys(allViews).join(', ')}.`);
  const [description, module] = await Promise.all([describeBench(bench), load()]);
  const paperRun: RunSpec | null = run ? paperSpec(description, run).spec : null;
  const paperCompanions: readonly string[] = route.page === 'run' ? (run?.companions ?? []) : [];
  const runKey = route.page === 'run' ? (named && route.run !== 'start' ? route.run : first![0]) : '';
  const open = route.page === 'bench' && route.query === '' && description.instanceOnGpu !== null;
  const query = open ? `instance=${await instanceHere(description)}` : route.query;
  const { explorer: state, corrections } = readLink(query, description, {
    paper: route.page === 'run' ? { slug: route.slug, run: runKey } : null,
    base: paperRun,
    method: route.page === 'bench' ? route.method : null,
    companions: paperCompanions,
  });
  const view = state.view;
  // A metric's chart stands by itself in a frame of another page.
  const metrics = module.default.charts.map((chart) => chart.metric);
  const unknownView =
    view !== null && ![...module.default.views.map((one) => one.id), ...(state.embed ? metrics : [])].includes(view)
      ? [
          {
            field: 'view',
            given: view,
            message: `view = ${view} is not a view here; there are ${module.default.views.map((one) => one.id).join(', ')}; all are shown.`,
          },
        ]
      : [];
  const unknownRun =
    route.page === 'run' && !named
      ? [
          {
            field: 'run',
            given: route.run,
            message: `run = ${route.run} is not a run of this paper; ${runKey} was used.`,
          },
        ]
      : [];
  known = open ? writeLink(state, description, null) : hash;
  if (open) writeAddress(known, 'replace');
  openExplorer({
    description,
    paperRun,
    paperCompanions,
    explorer: unknownView.length > 0 ? { ...state, view: null } : state,
    corrections: [...unknownRun, ...unknownView, ...corrections],
    change: 'opened',
    gesture: false,
  });
  return { paper, views: module.default, bench };
}

/** What an address that names no instance opens on this machine. */
async function instanceHere({ defaultInstance, instanceOnGpu }: BenchDescription): Promise<string> {
  const started = await startBackend().catch(() => null);
  return started?.report.name === 'webgpu' && instanceOnGpu !== null ? instanceOnGpu : defaultInstance;
}

/** Writes the address whenever the explorer changes; returns how to stop. */
export function keepAddress(): () => void {
  return explorer.subscribe(({ opened }) => {
    if (!opened || opened.change === 'opened') return;
    known = writeLink(opened.explorer, opened.description, opened.paperRun, opened.paperCompanions);
    writeAddress(known, opened.change);
  });
}
