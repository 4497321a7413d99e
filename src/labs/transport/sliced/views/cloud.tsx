import { formatNumber } from '../../../../charts/format.ts';
import { mountVectorField, type VectorFieldData } from '../../../../charts/vector-field.ts';
import type { FieldDots } from '../../../../charts/vector-field-data.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { CloudSnapshot } from '../snapshots.ts';

const label = { x: '*x*₁', y: '*x*₂' };

/** Both clouds: with the last directions through the middle, or the source on its way and where it began. */
export function Cloud({ picture, peers, colour, name, facts }: ViewProps) {
  const read = (from: ViewProps['picture']) => from.get()?.snapshots.cloud as CloudSnapshot | undefined;
  const now = () => read(picture);
  const flows = facts.task === 'flow';
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): VectorFieldData => {
      const shown = now();
      if (!shown) return { label };
      const d = shown.dimension;
      const target = { ...plane(shown.target, d), colour: 0, open: true, name: 'target' };
      if (!flows) {
        const dots: FieldDots[] = [target, { ...plane(shown.start, d), colour: 0, name: 'source' }];
        return { label, dots, lines: d === 2 ? fan(shown).map((line) => ({ ...line, colour })) : [] };
      }
      const others = peers.flatMap((peer): FieldDots[] => {
        const other = read(peer.picture);
        return other ? [{ ...plane(other.points, d), colour: peer.colour, name: peer.label }] : [];
      });
      return {
        label,
        dots: [
          target,
          { ...plane(shown.start, d), colour: 0, faint: true, name: 'start' },
          ...others,
          { ...plane(shown.points, d), colour, name },
        ],
      };
    },
  );
  const solid = facts.dimension === 3;
  const key = flows ? ['rings: target; grey: start'] : solid ? [] : ['lines: the last directions'];
  return (
    <ChartFigure
      title={flows ? 'Points on their way' : 'Clouds and directions'}
      unit={[...key, ...(solid ? ['seen along x₃'] : [])].join(', ')}
      name="cloud"
      mount={mountVectorField}
      source={source}
      height="min(calc(100cqi + 40px), 480px)"
      summary={() => {
        const shown = now();
        if (!shown) return 'Both clouds, once something has run.';
        const count = shown.points.length / shown.dimension;
        const apart = distance(mean(shown.points, shown.dimension), mean(shown.target, shown.dimension));
        return flows
          ? `${name}: ${count} points on their way, their mean ${formatNumber(apart, 3)} from that of the target.`
          : `${count} points of the source and ${shown.target.length / shown.dimension} of the target, their means ${formatNumber(apart, 3)} apart.`;
      }}
      table={() => {
        const shown = now();
        const d = shown?.dimension ?? 2;
        const words = (points: Float32Array, i: number) =>
          Array.from(points.subarray(i * d, (i + 1) * d), (value) => formatNumber(value, 3)).join(', ');
        return {
          head: ['Point', 'Start', 'Now', 'Target'],
          rows: Array.from({ length: (shown?.points.length ?? 0) / d }, (_, i) => [
            String(i + 1),
            words(shown!.start, i),
            words(shown!.points, i),
            words(shown!.target, i) || '–',
          ]),
        };
      }}
    />
  );
}

/** The first two coordinates. */
function plane(points: Float32Array, d: number): { x: Float32Array; y: Float32Array } {
  const column = (axis: number) => Float32Array.from({ length: points.length / d }, (_, i) => points[i * d + axis]!);
  return { x: column(0), y: column(1) };
}

function mean(points: Float32Array, d: number): number[] {
  return Array.from({ length: d }, (_, axis) => {
    let sum = 0;
    for (let k = axis; k < points.length; k += d) sum += points[k]!;
    return (sum * d) / points.length;
  });
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, k) => value - b[k]!));

/** Lines along the directions through the middle of both clouds, a quarter as long as everything is wide. */
function fan({ start, target, directions }: CloudSnapshot) {
  const [a, b] = [mean(start, 2), mean(target, 2)];
  const middle = [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2];
  let reach = 0;
  for (const points of [start, target])
    for (let k = 0; k < points.length; k++) reach = Math.max(reach, Math.abs(points[k]! - middle[k % 2]!));
  return Array.from({ length: directions.length / 2 }, (_, l) => {
    const [x, y] = [0.5 * reach * directions[2 * l]!, 0.5 * reach * directions[2 * l + 1]!];
    return { x: [middle[0]! - x, middle[0]! + x], y: [middle[1]! - y, middle[1]! + y], faint: true };
  });
}
