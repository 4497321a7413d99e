import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import { DataIntake } from '../../../../ui/data-intake.tsx';
import { readMatricesFile, readMatricesText } from './read-matrices-file.ts';

/** The reader's own covariance matrices. */
export const DataPanel = (props: DataPanelProps) => (
  <DataIntake
    {...props}
    title="Your own matrices"
    accept=".csv,.txt,.json,.npy"
    readFile={readMatricesFile}
    readText={readMatricesText}
  >
    A CSV, a line for each matrix with its d·d numbers row by row; an NPY array of matrices; or JSON, a list of
    matrices. Symmetric and positive definite, 2 × 2 to 10 × 10, at most 200.
  </DataIntake>
);
