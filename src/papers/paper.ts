import type { Claim } from '../claims/claim.ts';
import type { BenchId, BenchOf } from '../labs/benches.ts';
import type { Values } from '../params/descriptor.ts';

// biome-ignore lint/suspicious/noExplicitAny: reads the parameter sets out of a bench's type
type ParamsOf<T> = T extends { readonly params: infer S extends Readonly<Record<string, any>> }
  ? Partial<Values<S>>
  : never;

type Key<T> = keyof T & string;

/** A run of a bench by name; the compiler checks instance, method and parameters against the bench. */
export type PaperRun = {
  [B in BenchId]: {
    [I in Key<BenchOf<B>['instances']>]: {
      [M in Key<BenchOf<B>['methods']>]: {
        readonly bench: B;
        readonly instance: I;
        readonly instanceParams?: ParamsOf<BenchOf<B>['instances'][I]>;
        readonly method: M;
        readonly params?: ParamsOf<BenchOf<B>['methods'][M]>;
        readonly seed?: number;
        readonly maxSteps?: number;
        /** `METRIC<VALUE`, or null to run to maxSteps. */
        readonly until?: string | null;
        /** Title of the one-click start; runs without one serve the claims. */
        readonly preset?: string;
        /** One sentence on what this start shows. */
        readonly shows?: string;
        /** Methods that race it. */
        readonly companions?: readonly Key<BenchOf<B>['methods']>[];
      };
    }[Key<BenchOf<B>['methods']>];
  }[Key<BenchOf<B>['instances']>];
}[BenchId];

export interface PaperSection {
  readonly heading: string;
  readonly text: readonly string[];
  readonly equations?: readonly { readonly tex: string; readonly says: string }[];
}

export interface PaperTry {
  readonly text: string;
  /** Key of the run that shows it. */
  readonly run: string;
  readonly label: string;
}

/** What a paper says, as data. Slug and lab come from the path; title, authors and date from catalog.json. */
export interface Paper {
  readonly summary: string;
  readonly sections: readonly PaperSection[];
  /** The algorithm in six to ten lines. */
  readonly algorithm: readonly string[];
  readonly tries: readonly PaperTry[];
  /** The first run with a preset is where the workspace opens; its values are the paper's. */
  readonly runs: Readonly<Record<string, PaperRun>>;
  readonly claims: readonly Claim[];
  /** What differs at this scale, and what part does not run. */
  readonly limits: readonly string[];
}
