import { describe } from '../engine/bench.ts';
import { checkRun, defaultSpec, type RunSpec } from '../engine/run-spec.ts';
import type { Paper } from '../papers/paper.ts';
import { UsageError } from './arguments.ts';
import { loadBench } from './drive.ts';

const files = import.meta.glob<{ readonly default: Paper }>('../papers/*/*.ts');

/** Slugs of the papers that run. */
export const livePapers = new Map(
  Object.entries(files).map(([path, load]) => [path.replace(/^.*\/(.+)\.ts$/, '$1'), load]),
);

export async function loadPaper(slug: string): Promise<Paper> {
  const load = livePapers.get(slug);
  if (!load) throw new UsageError(`${slug} is not a paper that runs; there are ${[...livePapers.keys()].join(', ')}.`);
  return (await load()).default;
}

/** The full spec of a paper's run; `start` is its first. */
export async function paperRunSpec(slug: string, name: string): Promise<RunSpec> {
  const paper = await loadPaper(slug);
  const run = name === 'start' ? Object.values(paper.runs)[0] : paper.runs[name];
  if (!run) throw new UsageError(`${name} is not a run of ${slug}; there are ${Object.keys(paper.runs).join(', ')}.`);
  const description = describe(await loadBench(run.bench));
  const base = defaultSpec(description, run.method, run.instance);
  const given = {
    params: { ...run.instanceParams, ...run.params },
    seed: run.seed,
    steps: run.maxSteps,
    until: run.until === null ? 'none' : run.until,
  };
  return checkRun(description, given, base).spec;
}
