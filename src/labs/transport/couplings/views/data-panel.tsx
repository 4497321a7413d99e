import type { DataPanelProps } from '../../../../ui/bench-views.ts';
import { CloudsPanel } from '../../../../ui/clouds-panel.tsx';

/** The reader's own measures: points with weights, or images. */
export const DataPanel = (props: DataPanelProps) => <CloudsPanel {...props} measures />;
