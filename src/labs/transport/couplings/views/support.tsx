import type { ViewProps } from '../../../../ui/bench-views.ts';
import styles from './support.module.css';
import { SupportCounts } from './support-counts.tsx';
import { SupportMatrix } from './support-matrix.tsx';
import { SupportPeers } from './support-peers.tsx';

/** How many sources each target takes from, which ones, and the same of the methods beside this one. */
export function Support(props: ViewProps) {
  return (
    <div className={styles.pair}>
      <SupportCounts {...props} />
      <SupportMatrix {...props} />
      {props.peers.some(({ role }) => role !== 'seed') ? (
        <div className={styles.whole}>
          <SupportPeers {...props} />
        </div>
      ) : null}
    </div>
  );
}
