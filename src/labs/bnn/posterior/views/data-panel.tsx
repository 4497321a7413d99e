import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import { DataIntake } from '../../../../ui/data-intake.tsx';
import { readTable, readTableFile } from './read-table.ts';

/** The reader's own table: the class or value is in a column of its own. */
export const DataPanel = (props: DataPanelProps) => (
  <DataIntake
    {...props}
    title="Your own table"
    accept=".csv,.tsv,.txt,.npy"
    readFile={readTableFile}
    readText={readTable}
  >
    A CSV or a 2-D NPY array with one row a line: 1 to 20 columns of numbers, and the class or value in a column called
    label, class, target or y, else in the last one. 20 to 5,000 rows; a first line of names is understood.
  </DataIntake>
);
