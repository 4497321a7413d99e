import type { ComponentType } from 'react';
import type { Source } from './use-chart.ts';

/** What a view draws: a run's picture at the step the reader looks at. */
export interface Picture {
  readonly step: number;
  readonly snapshots: Readonly<Record<string, unknown>>;
}

/** Another run on the page, for views that compare. */
export interface Peer {
  readonly key: string;
  readonly label: string;
  /** Another seed of the run shown, another method beside it, or a pinned run. */
  readonly role: 'seed' | 'companion' | 'pin';
  readonly method: string;
  readonly colour: number;
  readonly picture: Source<Picture | null>;
}

export interface ViewProps {
  /** At the step the reader looks at; null before the first picture. */
  readonly picture: Source<Picture | null>;
  /** The newest picture of the same run. */
  readonly latest: Source<Picture | null>;
  readonly peers: readonly Peer[];
  /** Id of the method whose run is shown. */
  readonly method: string;
  /** Turns all views back to the picture nearest to a step; null follows the run again. */
  readonly seek: (step: number | null) => void;
  /** Asks the bench about the newest iterate of the run shown; null where the run has none, or was closed meanwhile. */
  readonly ask: (name: string, question: unknown) => Promise<Readonly<Record<string, unknown>> | null>;
  /** Facts about the problem, as the bench states them. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Colour of the run's method, 1 to 8. */
  readonly colour: number;
  /** Methods and their series colours, for views that compare. */
  readonly name: string;
}

export interface BenchView {
  readonly id: string;
  readonly title: string;
  /** Snapshots it draws. */
  readonly snapshots: readonly string[];
  readonly Component: ComponentType<ViewProps>;
  /** Not every problem, and not every method, has every picture. */
  readonly applies?: (facts: Readonly<Record<string, unknown>>, method: string) => boolean;
  /** Takes the whole width of the stage; narrow stands beside a wider first view, on its vertical axis. */
  readonly width?: 'wide' | 'narrow';
}

export interface MethodNotes {
  readonly idea: readonly string[];
  readonly equations: readonly { readonly tex: string; readonly says: string }[];
  readonly pseudocode: readonly string[];
  readonly tries: readonly {
    readonly text: string;
    readonly set: Readonly<Record<string, string | number | boolean>>;
  }[];
  readonly look: readonly string[];
  /** The solver's file, as it runs. */
  readonly source: () => Promise<string>;
}

/** A metric chart: which metric, drawn how. Bars are for numbers that belong to single steps. */
export interface MetricChart {
  readonly metric: string;
  readonly form: 'line' | 'bars';
  readonly height: number;
  /** A number among the problem's facts that the metric is read against: a closed form, say. */
  readonly reference?: { readonly fact: string; readonly label: string };
  /** Methods that have the metric; all of them when left out. */
  readonly methods?: readonly string[];
  /** Problems that have the metric, by their facts; all of them when left out. */
  readonly applies?: (facts: Readonly<Record<string, unknown>>) => boolean;
}

/** Everything the page draws for a bench. */
export interface BenchViews {
  readonly views: readonly BenchView[];
  readonly charts: readonly MetricChart[];
  readonly notes: Readonly<Record<string, MethodNotes>>;
  /** Of the time between two pictures, the share that making one may take: 0.12 where the steps matter more. */
  readonly pictureShare?: number;
  /** What a step is called here: `epoch`, `epochs`. */
  readonly stepName?: readonly [one: string, many: string];
  /** Series colour of each method, the same on the whole site, in the design's order. */
  readonly colours: Readonly<Record<string, number>>;
  /** Draws data of the reader's own (points by hand, a file); absent where the bench takes none. */
  readonly DataPanel?: ComponentType<DataPanelProps>;
}

export interface DataPanelProps {
  readonly data: unknown;
  /** Resolves to whether the data was taken; `drawing` when it is a stroke of the reader's pen. */
  readonly onData: (data: unknown, drawing?: boolean) => Promise<boolean>;
  readonly onProblem: (sentence: string) => void;
  /** Resolves to why the bench does not take data, in one sentence, or to an empty one; nothing is changed. */
  readonly check?: (data: unknown) => Promise<string>;
}
