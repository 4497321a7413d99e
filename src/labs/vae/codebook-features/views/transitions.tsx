import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { TransitionsSnapshot } from '../snapshots.ts';

/** Where the automaton goes from every state, and where the network thinks it goes. */
export function Transitions({ picture }: ViewProps) {
  const now = () => picture.get()?.snapshots.transitions as TransitionsSnapshot | undefined;
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    const of = (values: Float64Array, label: string) => ({ values, width: shown.states, height: shown.states, label });
    return { images: [of(shown.truth, 'true'), of(shown.predicted, 'predicted')], top: 0.25 };
  });
  const validOf = ({ truth, predicted, states }: TransitionsSnapshot, s: number) => {
    let mass = 0;
    for (let t = 0; t < states; t++) if (truth[s * states + t]! > 0) mass += predicted[s * states + t]!;
    return mass;
  };
  return (
    <ChartFigure
      title="Transitions"
      unit="state down, next state across; full ink is a probability of ¼"
      name="transitions"
      mount={mountRaster}
      source={source}
      height="min(56cqi, 340px)"
      summary={() => {
        const shown = now();
        if (!shown) return 'True and predicted transitions, once something has run.';
        const worst = Math.min(...Array.from({ length: shown.states }, (_, s) => validOf(shown, s)));
        return `Of ${shown.states} states the one read worst has ${worst.toFixed(2)} of its mass on states that may follow.`;
      }}
      table={() => {
        const shown = now();
        return {
          head: ['State', 'Mass on states that may follow'],
          rows: Array.from({ length: shown?.states ?? 0 }, (_, s) => [String(s + 1), validOf(shown!, s).toFixed(3)]),
        };
      }}
    />
  );
}
