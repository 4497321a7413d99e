import type { ViewProps } from '../../../../ui/bench-views.ts';
import styles from './before-after.module.css';
import { Ellipses } from './ellipses.tsx';

/** The batch as given and, in the layer, as it is now, side by side where there is room. */
export function BeforeAfter(props: ViewProps) {
  if (props.method !== 'batchNormalisation') return <Ellipses {...props} side="given" />;
  return (
    <div className={styles.pair}>
      <Ellipses {...props} side="given" />
      <Ellipses {...props} side="now" />
    </div>
  );
}
