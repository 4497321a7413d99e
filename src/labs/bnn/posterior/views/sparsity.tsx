import type { ViewProps } from '../../../../ui/bench-views.ts';
import { AgainstSparsity } from './against-sparsity.tsx';
import { CostQuality } from './cost-quality.tsx';
import styles from './views.module.css';

const ACCURACY = {
  id: 'accuracy',
  title: 'Accuracy',
  unit: 'against sparsity; pin runs of other densities for a curve',
} as const;
const NLL = {
  id: 'negativeLogLikelihood',
  title: 'Negative log-likelihood',
  unit: 'nats a test row, against sparsity',
} as const;
const ECE = { id: 'calibrationError', title: 'Calibration error', unit: 'ECE of 15 bins, against sparsity' } as const;

/** What sparsity costs in accuracy, likelihood and calibration, and what it saves. */
export function Sparsity(props: ViewProps) {
  return (
    <div className={styles.pair}>
      {props.facts.kind !== 'regression' ? <AgainstSparsity {...props} quantity={ACCURACY} /> : null}
      <AgainstSparsity {...props} quantity={NLL} />
      {props.facts.kind !== 'regression' ? <AgainstSparsity {...props} quantity={ECE} /> : null}
      {props.facts.kind !== 'regression' ? <CostQuality {...props} /> : null}
    </div>
  );
}
