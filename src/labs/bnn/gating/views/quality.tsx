import type { ViewProps } from '../../../../ui/bench-views.ts';
import { TradeOff, type TradeOffSide } from '../../../../ui/trade-off.tsx';
import type { QualitySnapshot } from '../snapshots.ts';

const x: TradeOffSide<QualitySnapshot> & { readonly label: string } = {
  name: 'Work',
  label: 'multiply-adds of a digit, of the dense network’s',
  of: ({ work }) => work,
  domain: [0, 1.05],
};
const y: TradeOffSide<QualitySnapshot> = { name: 'Accuracy', of: ({ accuracy }) => accuracy };

/** Accuracy against the work of a digit, this run and those kept beside it. */
export const Quality = (props: ViewProps) => (
  <TradeOff {...props} snapshot="quality" x={x} y={y} unit="pin runs at other masses to see the curve" />
);
