import type { ViewProps } from '../../../../ui/bench-views.ts';
import { TradeOff } from '../../../../ui/trade-off.tsx';
import type { TradeOffSnapshot } from '../snapshots.ts';

/** The two terms of the loss against one another: pin runs of other λ to see what the gap costs in fit. */
export function GapAgainstFit(props: ViewProps) {
  return (
    <TradeOff<TradeOffSnapshot>
      {...props}
      snapshot="tradeOff"
      x={{ name: 'Divergence', of: ({ divergence }) => divergence, label: 'Sinkhorn divergence', scale: 'log' }}
      y={{ name: 'Gap', of: ({ gap }) => gap }}
      unit="Monge gap; a dot a run, pins kept"
    />
  );
}
