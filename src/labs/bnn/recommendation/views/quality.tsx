import type { ViewProps } from '../../../../ui/bench-views.ts';
import { TradeOff, type TradeOffSide } from '../../../../ui/trade-off.tsx';
import type { QualitySnapshot } from '../snapshots.ts';

const x: TradeOffSide<QualitySnapshot> & { readonly label: string } = {
  name: 'Density',
  label: 'density of the tables',
  of: ({ density }) => density,
  scale: 'log',
  domain: [0.02, 1.2],
};
const y: TradeOffSide<QualitySnapshot> = { name: 'Recall at 20', of: ({ recall }) => recall };

/** Recall against density, this run and those kept beside it. */
export const Quality = (props: ViewProps) => (
  <TradeOff {...props} snapshot="quality" x={x} y={y} unit="pin runs at other densities to see the curve" />
);
