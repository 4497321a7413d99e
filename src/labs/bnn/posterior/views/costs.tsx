import { formatNumber } from '../../../../charts/format.ts';
import { mountShareBars, type ShareBarsData } from '../../../../charts/share-bars.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CostsSnapshot } from '../snapshots.ts';
import { readSnapshot } from './read-snapshot.ts';

const KINDS = [
  { name: 'means', of: ({ means }: CostsSnapshot) => means },
  { name: 'spreads', of: ({ sds }: CostsSnapshot) => sds },
  { name: 'biases', of: ({ biases }: CostsSnapshot) => biases },
  { name: 'moments', of: ({ moments }: CostsSnapshot) => moments },
  { name: 'indexes', of: ({ indexes }: CostsSnapshot) => indexes },
] as const;

const heldOf = (shown: CostsSnapshot) => KINDS.reduce((all, { of }) => all + of(shown), 0);
const percent = (share: number) => `${formatNumber(100 * share, 3)} %`;

/** What the training costs in work and memory, counted, beside dense variational inference. */
export function Costs({ picture, colour }: ViewProps) {
  const now = () => readSnapshot<CostsSnapshot>(picture, 'costs');
  const source = useDerived(picture, (): ShareBarsData => {
    const shown = now();
    if (!shown) return { bars: [], whole: '', label: '', empty: 'Press Run, or Space.' };
    const { multiplyAdds, denseMultiplyAdds, formula, denseHeld } = shown;
    const work = multiplyAdds / denseMultiplyAdds;
    return {
      whole: 'dense VI',
      label: '',
      empty: '',
      bars: [
        {
          name: 'Multiply-adds so far',
          parts: [{ name: 'counted', share: work, colour }],
          says: `${formatNumber(multiplyAdds, 3)}, ${percent(work)}`,
          mark: formula === null ? null : { at: formula, label: `${percent(formula)} by the paper’s formula` },
        },
        {
          name: 'Numbers held',
          parts: KINDS.map(({ name, of }, k) => ({ name, share: of(shown) / denseHeld, colour: k + 1 })),
          says: `${formatNumber(heldOf(shown))}, ${percent(heldOf(shown) / denseHeld)}`,
          mark: null,
        },
      ],
    };
  });
  return (
    <ChartFigure
      title="Work and memory"
      unit="counted; numbers kept from step to step, gradients and caches left out; shares of dense inference with Adam"
      name="costs"
      mount={mountShareBars}
      source={source}
      height={190}
      summary={() => {
        const shown = now();
        return shown
          ? `${percent(shown.multiplyAdds / shown.denseMultiplyAdds)} of the multiply-adds of dense inference so far${shown.formula === null ? '' : `, ${percent(shown.formula)} by the paper’s formula`}; ${formatNumber(heldOf(shown))} numbers are held where it holds ${formatNumber(shown.denseHeld)}.`
          : 'Work and memory beside dense inference, once something has run.';
      }}
      table={() => {
        const shown = now();
        if (!shown) return { head: ['Quantity', 'Counted', 'Dense'], rows: [] };
        return {
          head: ['Quantity', 'Counted', 'Dense variational inference'],
          rows: [
            ['Multiply-adds', formatNumber(shown.multiplyAdds, 5), formatNumber(shown.denseMultiplyAdds, 5)],
            ['Share by the paper’s formula', shown.formula === null ? '–' : formatNumber(shown.formula, 4), '1'],
            ...KINDS.map(({ name, of }) => [`Held: ${name}`, String(of(shown)), '']),
            ['Held in all', String(heldOf(shown)), String(shown.denseHeld)],
          ],
        };
      }}
    />
  );
}
