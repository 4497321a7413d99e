import { formatNumber } from '../../../../charts/format.ts';
import { knownOf, mountPlaneMaps, type PlaneMap, type PlaneMapsData } from '../../../../charts/plane-maps.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { PlaneSnapshot } from '../snapshots.ts';
import { planeTable } from './plane-table.ts';
import { usePredictive } from './use-predictive.ts';

const NONE: PlaneMap = { name: '', side: 0, values: [] };
const PARTS = ['total', 'aleatoric', 'epistemic'] as const;

const largestOf = (values: Float64Array) => formatNumber(Math.max(0, ...values), 2);

/** Of two classes what the mean probability leaves open, of more what is known of the largest possible entropy. */
function leadOf({ side, classes, probability, winner, total }: PlaneSnapshot): PlaneMap {
  const most = Math.log(classes.length);
  const values =
    classes.length === 2 ? probability.map(knownOf) : total.map((one) => Math.max(0, 1 - one / most) ** 0.7);
  return { name: 'predicted class', side, values, classes: winner };
}

/** What is predicted over the plane and, beside it, how uncertain that is and why. */
export function Plane(props: ViewProps) {
  const source = usePredictive<PlaneSnapshot>(props, 'plane');
  const now = () => source.get();
  const drawn = useDerived(source, (shown): PlaneMapsData => {
    const top = Math.log(shown?.classes.length ?? 2);
    return {
      from: shown?.from ?? -4,
      to: shown?.to ?? 4,
      lead: shown ? leadOf(shown) : NONE,
      parts: PARTS.map((name) =>
        shown ? { name, side: shown.side, values: shown[name].map((one) => one / top) } : { ...NONE, name },
      ),
      curves: shown?.boundaries ?? [],
      points: shown?.points ?? [],
      labels: shown?.labels ?? [],
      classNames: shown?.classes ?? [],
      top: `${formatNumber(top, 2)} nats`,
      empty: 'Press Run, or Space.',
    };
  });
  return (
    <ChartFigure
      title="Prediction and uncertainty"
      unit="paler is less known; solid 0.5, dashed 0.2 and 0.8; total = aleatoric + epistemic"
      name="plane"
      mount={mountPlaneMaps}
      source={drawn}
      height="min(160cqi, 530px)"
      summary={() => {
        const shown = now();
        if (!shown) return 'The predicted class and its uncertainty over the plane, once something has run.';
        const { samples, side, labels, total, aleatoric, epistemic } = shown;
        return `Mean over ${samples} drawn network${samples === 1 ? '' : 's'} on ${side} × ${side} places, with ${labels.length} training points. The total uncertainty reaches ${largestOf(total)} nats, its aleatoric part ${largestOf(aleatoric)}, its epistemic part ${largestOf(epistemic)}.`;
      }}
      table={() => planeTable(now())}
    />
  );
}
