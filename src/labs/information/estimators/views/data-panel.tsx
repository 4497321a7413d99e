import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import { RowsPanel } from '../../../../ui/rows-panel.tsx';
import { readSamples, readSamplesFile } from './read-samples.ts';

/** The reader's own samples: the last column is y. */
export const DataPanel = (props: DataPanelProps) => (
  <RowsPanel {...props} title="Your own data" readFile={readSamplesFile} readText={readSamples}>
    A CSV, one sample a line: columns of x, and y as the last one. Whole numbers in y are classes, other numbers real.
    At most 5,000 samples; nothing leaves the browser.
  </RowsPanel>
);
