import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import { DataIntake } from '../../../../ui/data-intake.tsx';
import { readScores, readScoresFile } from './read-scores.ts';

/** The reader's own scores. */
export const DataPanel = (props: DataPanelProps) => (
  <DataIntake
    {...props}
    title="Your own scores"
    accept=".csv,.txt,.json,.npy"
    readFile={readScoresFile}
    readText={readScores}
  >
    A CSV or a 2-D NPY array, a line for each sample or token, a column for each cluster or expert; higher is better. At
    most 5,000 by 64. A JSON file may add labels and a similarity of the rows.
  </DataIntake>
);
