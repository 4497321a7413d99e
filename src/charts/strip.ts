import { makeScale, type Scale, type ScaleKind } from './axes.ts';
import type { MountChart } from './chart.ts';
import { formatNumber } from './format.ts';
import { drawWords, openStage, round, type Words } from './stage.ts';
import { measure } from './text.ts';

export interface StripData {
  /** One for each seed. */
  values: number[];
  bound: number;
  side: 'atLeast' | 'atMost';
  scale: ScaleKind;
  domain: [number, number];
  /** After the number at the right end: "bits", "×". */
  unit?: string;
  /** Seeds that were stopped before they ended: their value is at least this. */
  stopped?: boolean[];
  /** Of the values, those the verdict rests on; the others are drawn paler. */
  own?: number;
}

interface Mark {
  key: string;
  x: number;
  holds: boolean;
  own: boolean;
  shape: 'dot' | 'right' | 'left';
}

const shapes = {
  dot: 'M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z',
  right: 'M-3.5,-6L6.5,0L-3.5,6Z',
  left: 'M3.5,-6L-6.5,0L3.5,6Z',
} as const;

const line = 20;

/** The measured values of a claim against its bound; the side that holds is sunk. */
export const mountStrip: MountChart<StripData> = (host) => {
  const stage = openStage(host, 'strip');
  for (const name of ['axis', 'marks', 'words']) stage.layer(name);
  return {
    draw(data, size) {
      if (size.width < 40) return;
      stage.fit(size);
      const scale = makeScale(data.scale, data.domain, [0, size.width]).clamp(true);
      const at = round(Math.min(size.width - 1, Math.max(1, scale(data.bound))));
      const axis = stage.layer('axis');
      axis
        .selectAll('rect')
        .data([at])
        .join('rect')
        .attr('class', 'sunk')
        .attr('x', data.side === 'atLeast' ? at : 0)
        .attr('width', data.side === 'atLeast' ? size.width - at : at)
        .attr('y', line - 11)
        .attr('height', 22);
      axis.selectAll('path.frame').data([0]).join('path').attr('class', 'frame').attr('d', `M0,${line}H${size.width}`);
      axis
        .selectAll('path.stroke')
        .data([0])
        .join('path')
        .attr('class', 'stroke')
        .attr('d', `M${at},${line - 13}v26`);
      stage
        .layer('marks')
        .selectAll<SVGPathElement, Mark>('path')
        .data(marksOf(data, scale, size.width), (d) => d.key)
        .join('path')
        .attr('class', 'verdict')
        .attr('data-holds', (d) => String(d.holds))
        .attr('fill-opacity', (d) => (d.own ? null : 0.45))
        .attr('d', (d) => shapes[d.shape])
        .attr('transform', (d) => `translate(${round(d.x)},${line})`);
      drawWords(stage.layer('words'), wordsOf(data, at, size.width));
    },
    destroy() {
      stage.close();
    },
  };
};

function marksOf(
  { values, bound, side, domain, stopped, own = values.length }: StripData,
  scale: Scale,
  width: number,
): Mark[] {
  return values.flatMap((value, i): Mark[] => {
    if (Number.isNaN(value)) return [];
    const holds = side === 'atLeast' ? value >= bound : value <= bound;
    const beyond = value > domain[1] ? 'right' : value < domain[0] ? 'left' : 'dot';
    const shape = stopped?.[i] ? 'right' : beyond;
    const x = value > domain[1] ? width - 7 : value < domain[0] ? 7 : scale(value);
    return [{ key: String(i), x: Math.min(width - 6, Math.max(6, x)), holds, own: i < own, shape }];
  });
}

function wordsOf({ bound, side, domain, unit }: StripData, at: number, width: number): Words[] {
  const y = line + 28;
  const said = `${side === 'atLeast' ? 'at least' : 'at most'} ${formatNumber(bound)}`;
  const half = measure(said, 12) / 2;
  const x = Math.min(Math.max(at, half), width - half);
  const words: Words[] = [{ key: 'bound', x, y, text: said, kind: 'note', anchor: 'middle' }];
  const low = formatNumber(domain[0]);
  const high = `${formatNumber(domain[1])}${unit ? ` ${unit}` : ''}`;
  // An end that would touch the bound's words is left out; the bound matters more.
  if (measure(low, 12) + 8 < x - half) words.push({ key: 'low', x: 0, y, text: low, kind: 'value' });
  if (width - measure(high, 12) - 8 > x + half)
    words.push({ key: 'high', x: width, y, text: high, kind: 'value', anchor: 'end' });
  return words;
}
