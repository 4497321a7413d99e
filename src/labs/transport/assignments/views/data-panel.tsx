import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import { RowsPanel } from '../../../../ui/rows-panel.tsx';
import { readScores, readScoresFile } from './read-scores.ts';

/** The reader's own scores. */
export const DataPanel = (props: DataPanelProps) => (
  <RowsPanel {...props} title="Your own scores" readFile={readScoresFile} readText={readScores}>
    A CSV, a line for each sample or token, a column for each cluster or expert; higher is better. At most 5,000 by 64;
    nothing leaves the browser. A JSON file may add labels and a similarity of the rows.
  </RowsPanel>
);
