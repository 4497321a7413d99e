import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import { RowsPanel } from '../../../../ui/rows-panel.tsx';
import { readMatricesFile, readMatricesText } from './read-matrices-file.ts';

/** The reader's own covariance matrices. */
export const DataPanel = (props: DataPanelProps) => (
  <RowsPanel {...props} title="Your own matrices" readFile={readMatricesFile} readText={readMatricesText}>
    A CSV, a line for each matrix with its d·d numbers row by row; or JSON, a list of matrices. Symmetric and positive
    definite, 2 × 2 to 10 × 10, at most 200; nothing leaves the browser.
  </RowsPanel>
);
