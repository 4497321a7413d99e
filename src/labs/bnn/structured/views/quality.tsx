import type { ViewProps } from '../../../../ui/bench-views.ts';
import { TradeOff, type TradeOffSide } from '../../../../ui/trade-off.tsx';
import type { QualitySnapshot } from '../snapshots.ts';

const x: TradeOffSide<QualitySnapshot> & { readonly label: string } = {
  name: 'Sparsity',
  label: 'share of hidden weights that are zero',
  of: ({ sparsity }) => sparsity,
  domain: [-0.03, 1.03],
};
const y: TradeOffSide<QualitySnapshot> = { name: 'Accuracy', of: ({ accuracy }) => accuracy };

/** Accuracy against sparsity, this run and those kept beside it. */
export const Quality = (props: ViewProps) => (
  <TradeOff {...props} snapshot="quality" x={x} y={y} unit="pin runs at other settings to see the curve" />
);
