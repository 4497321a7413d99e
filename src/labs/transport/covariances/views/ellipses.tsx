import { formatNumber } from '../../../../charts/format.ts';
import { mountVectorField, type VectorFieldData } from '../../../../charts/vector-field.ts';
import type { ViewProps } from '../../../../ui/bench-views.ts';
import { ChartFigure } from '../../../../ui/chart-figure.tsx';
import { alongside, useDerived } from '../../../../ui/derived-source.ts';
import type { EllipsesSnapshot } from '../snapshots.ts';
import { ellipseLine } from './ellipse-line.ts';
import { STAGE_WORDS } from './stage-words.ts';

interface Props extends ViewProps {
  /** The batch as given with the means of all runs, or as it is now beside the unit circle. */
  readonly side: 'given' | 'now';
}

const LABEL = { x: '*x*₁', y: '*x*₂' };

/** All ellipses pᵀX⁻¹p = 1 of a batch around one centre. */
export function Ellipses({ picture, peers, name, colour, side }: Props) {
  const read = (from: ViewProps['picture']) => from.get()?.snapshots.ellipses as EllipsesSnapshot | undefined;
  const now = () => read(picture);
  const means = () =>
    [
      { at: now(), name, colour },
      ...peers.map((peer) => ({ at: read(peer.picture), name: peer.label, colour: peer.colour })),
    ]
      .filter((one) => one.at && !one.at.normalised && one.at.mean.length > 0)
      .map((one) => ({ ...ellipseLine(one.at!.mean), name: one.name, colour: one.colour, of: one.at!.mean }));
  const source = useDerived(
    alongside(
      picture,
      peers.map((peer) => peer.picture),
    ),
    (): VectorFieldData => {
      const shown = now();
      if (!shown) return { label: LABEL };
      const matrices = side === 'given' ? shown.given : shown.now;
      const drawn = columns(matrices);
      const reach =
        1.06 * Math.sqrt(drawn.xx.concat(drawn.yy, side === 'now' ? [1] : []).reduce((a, b) => Math.max(a, b), 0));
      const centre = { ...ellipseLine(shown.centre), name: 'barycentre', colour };
      const unit = { ...ellipseLine([1, 0, 1]), name: 'I', colour: 0 };
      return {
        label: LABEL,
        empty: '',
        domain: [
          [-reach, reach],
          [-reach, reach],
        ],
        ellipses: [{ ...drawn, weights: drawn.x.map(() => 0.15), colour: 0 }],
        lines:
          side === 'given'
            ? shown.normalised
              ? [{ ...ellipseLine(shown.barycentre), name: 'barycentre', colour }]
              : means()
            : shown.normalised
              ? [unit, centre]
              : [unit],
      };
    },
  );
  const title = side === 'given' ? 'The batch' : 'As it is now';
  return (
    <ChartFigure
      title={title}
      unit={side === 'given' ? 'one deviation of each covariance' : 'in the layer’s own coordinates'}
      name={`ellipses-${side}`}
      mount={mountVectorField}
      source={source}
      height="min(calc(100cqi + 40px), 440px)"
      summary={() => {
        const shown = now();
        if (!shown) return 'Covariances as ellipses, once something has run.';
        const count = shown.given.length / 3;
        if (side === 'given')
          return `${count} covariances as ellipses${means().length > 0 ? ` with ${means().length} of their means` : ''}.`;
        const [xx, xy, yy] = shown.centre;
        return `${count} covariances, ${shown.normalised ? STAGE_WORDS[shown.stage] : 'as given'}: they lie around ((${[xx!, xy!].map((v) => formatNumber(v, 3)).join(', ')}), (${[xy!, yy!].map((v) => formatNumber(v, 3)).join(', ')})).`;
      }}
      table={() => {
        const shown = now();
        const matrices = shown ? columns(side === 'given' ? shown.given : shown.now) : columns([]);
        return {
          head: ['Matrix', 'Variance along x₁', 'Covariance', 'Variance along x₂'],
          rows: [
            ...(side === 'given' ? means() : []).map((mean) => [
              mean.name,
              ...Array.from(mean.of, (v) => formatNumber(v, 4)),
            ]),
            ...matrices.xx.map((xx, i) => [
              String(i + 1),
              ...[xx, matrices.xy[i]!, matrices.yy[i]!].map((value) => formatNumber(value, 4)),
            ]),
          ],
        };
      }}
    />
  );
}

function columns(flat: ArrayLike<number>) {
  const column = (k: number) => Array.from({ length: flat.length / 3 }, (_, i) => flat[3 * i + k]!);
  const zeros = column(0).map(() => 0);
  return { x: zeros, y: zeros, xx: column(0), xy: column(1), yy: column(2) };
}
