import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import { DataIntake } from '../../../../ui/data-intake.tsx';
import { readSamples, readSamplesFile } from './read-samples.ts';

/** The reader's own samples: the last column is y. */
export const DataPanel = (props: DataPanelProps) => (
  <DataIntake
    {...props}
    title="Your own data"
    accept=".csv,.txt,.json,.npy"
    readFile={readSamplesFile}
    readText={readSamples}
  >
    A CSV or a 2-D NPY array, one sample a line: columns of x, and y as the last one. Whole numbers in y are classes,
    other numbers real. At most 5,000 samples.
  </DataIntake>
);
