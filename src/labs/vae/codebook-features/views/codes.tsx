import { mountRaster, type RasterData } from '../../../../charts/raster.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { useDerived } from '../../../../ui/derived-source.ts';
import type { CodesSnapshot } from '../snapshots.ts';

/** Which codewords every state chooses; columns in the order in which states first use them, unused ones last. */
export function Codes({ picture }: ViewProps) {
  const now = () => {
    const {
      choices = null,
      states = 0,
      count = 0,
    } = (picture.get()?.snapshots.codes as CodesSnapshot | undefined) ?? {};
    return choices ? { choices, states, count } : undefined;
  };
  const orderOf = ({ choices, count }: { choices: Float64Array; count: number }) => {
    const first = Array.from({ length: count }, (_, c) => {
      const at = choices.findIndex((value, k) => value > 0 && k % count === c);
      return at < 0 ? Number.POSITIVE_INFINITY : at;
    });
    return [...first.keys()].sort((a, b) => first[a]! - first[b]! || a - b);
  };
  const source = useDerived(picture, (): RasterData => {
    const shown = now();
    if (!shown) return { images: [] };
    const order = orderOf(shown);
    const values = Float64Array.from(
      shown.choices,
      (_, k) => shown.choices[Math.floor(k / shown.count) * shown.count + order[k % shown.count]!]!,
    );
    return { images: [{ values, width: shown.count, height: shown.states, label: '' }] };
  });
  const usersOf = () => {
    const shown = now();
    if (!shown) return [];
    return Array.from({ length: shown.count }, (_, c) =>
      Array.from({ length: shown.states }, (_, s) => s).filter((s) => shown.choices[s * shown.count + c]! > 0),
    );
  };
  return (
    <ChartFigure
      title="Who chooses which codeword"
      unit="state down, codeword across, in the order of their first use"
      name="codes"
      mount={mountRaster}
      source={source}
      height="min(60cqi, 340px)"
      summary={() => {
        const users = usersOf();
        return users.length > 0
          ? `${users.filter((one) => one.length > 0).length} of ${users.length} codewords are in use, ${users.filter((one) => one.length === 1).length} by one state alone.`
          : 'Which codewords the states choose, where there is a codebook.';
      }}
      table={() => ({
        head: ['Codeword', 'Chosen by states'],
        rows: usersOf().flatMap((one, c) =>
          one.length > 0 ? [[String(c + 1), one.map((s) => s + 1).join(', ')]] : [],
        ),
      })}
    />
  );
}
