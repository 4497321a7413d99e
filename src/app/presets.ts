import type { BenchDescription } from '../engine/bench.ts';
import { type Correction, checkRun, defaultSpec, type RunSpec } from '../engine/run-spec.ts';
import type { Paper, PaperRun } from '../papers/paper.ts';

/** A one-click start. */
export interface Preset {
  readonly key: string;
  readonly title: string;
  readonly shows: string;
  readonly spec: RunSpec;
  readonly companions: readonly string[];
}

/** The full spec of a paper's run. */
export function paperSpec(description: BenchDescription, run: PaperRun): { spec: RunSpec; corrections: Correction[] } {
  const base = defaultSpec(description, run.method, run.instance);
  return checkRun(
    description,
    {
      params: { ...run.instanceParams, ...run.params },
      ...(run.seed === undefined ? {} : { seed: run.seed }),
      ...(run.maxSteps === undefined ? {} : { steps: run.maxSteps }),
      ...(run.until === undefined ? {} : { until: run.until ?? 'none' }),
    },
    base,
  );
}

export function presetsOf(description: BenchDescription, paper: Paper): Preset[] {
  return Object.entries(paper.runs).flatMap(([key, run]) =>
    run.preset && run.bench === description.id
      ? [
          {
            key,
            title: run.preset,
            shows: run.shows ?? '',
            spec: paperSpec(description, run).spec,
            companions: run.companions ?? [],
          },
        ]
      : [],
  );
}
