import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import { DataIntake } from '../../../../ui/data-intake.tsx';
import { readLaws, readLawsFile } from './read-laws.ts';

const textOf = (data: unknown, side: 'p' | 'q', otherwise: string): string => {
  const given = (data as Record<string, unknown> | null)?.[side];
  return Array.isArray(given) ? given.join(', ') : otherwise;
};

/** The reader's own two laws, as lists of masses. */
export const DataPanel = (props: DataPanelProps) => (
  <DataIntake
    {...props}
    title="Your own data"
    accept=".csv,.txt,.json,.npy"
    readFile={readLawsFile}
    readText={readLaws}
    initial={`${textOf(props.data, 'p', '0.7, 0.2, 0.1')}\n${textOf(props.data, 'q', '0.5, 0.3, 0.2')}`}
  >
    Two lines of masses, the law of X and the law of Y, each summing to 1, at most 256 a side; or two columns, or an NPY
    array of two rows.
  </DataIntake>
);
