import { drawXAxis, drawYAxis, makeScale, ticksFor, yAxisRoom } from './axes.ts';
import type { MountChart, Size } from './chart.ts';
import { drawWords, openStage, round, type Words } from './stage.ts';

export interface ReliabilityData {
  /** By bin of equal width from 0 to 1: rows, their mean confidence and the share that is right; NaN where there are none. */
  readonly count: ArrayLike<number>;
  readonly confidence: ArrayLike<number>;
  readonly accuracy: ArrayLike<number>;
  readonly colour: number;
  /** Said in the picture's corner. */
  readonly note: string;
  readonly empty: string;
}

interface Bin {
  readonly x: number;
  readonly width: number;
  readonly accuracy: number;
  readonly confidence: number;
  readonly share: number;
}

const COUNTS = 40;

/** Bars of the bins, in pixels; the distance from a bar to its confidence is the gap that the calibration error averages. */
export function reliabilityBins({ count, confidence, accuracy }: ReliabilityData, left: number, right: number): Bin[] {
  const pitch = (right - left) / Math.max(1, count.length);
  const most = Array.from(count).reduce((high, one) => Math.max(high, one), 1);
  return Array.from(count, (n, b) => ({
    x: left + b * pitch,
    width: pitch,
    accuracy: accuracy[b]!,
    confidence: confidence[b]!,
    share: n / most,
  })).filter((_, b) => count[b]! > 0);
}

/** Accuracy against confidence by bin, the gap between them shaded, and how many rows each bin holds. */
export const mountReliability: MountChart<ReliabilityData> = (host) => {
  const stage = openStage(host, 'reliability');
  for (const name of ['y-axis', 'x-axis', 'bars', 'gaps', 'counts', 'lines', 'words']) stage.layer(name);
  return {
    draw(data, size) {
      if (size.width < 80 || size.height < 120) return;
      stage.fit(size);
      const frame = frameOf(size);
      const { left, right, top, bottom, y } = frame;
      drawYAxis(stage.layer('y-axis'), { scale: y, ticks: ticksFor('linear', [0, 1], bottom - top, 40), left, right });
      const x = makeScale('linear', [0, 1], [left, right]);
      drawXAxis(stage.layer('x-axis'), {
        scale: x,
        ticks: ticksFor('linear', [0, 1], right - left, 60),
        left,
        right,
        bottom: size.height - 24,
        width: size.width,
        label: 'confidence',
        here: null,
      });
      const bins = reliabilityBins(data, left, right);
      const rects = (layer: string, kind: string, from: (bin: Bin) => number, to: (bin: Bin) => number) =>
        stage
          .layer(layer)
          .attr('data-colour', data.colour)
          .selectAll('rect')
          .data(bins)
          .join('rect')
          .attr('class', kind)
          .attr('x', (d) => round(d.x + 0.7))
          .attr('width', (d) => round(Math.max(0.7, d.width - 1.4)))
          .attr('y', (d) => round(Math.min(from(d), to(d))))
          .attr('height', (d) => round(Math.abs(from(d) - to(d))));
      rects(
        'bars',
        'bar pale',
        () => bottom,
        (d) => y(d.accuracy),
      );
      rects(
        'gaps',
        'gap',
        (d) => y(d.accuracy),
        (d) => y(d.confidence),
      );
      const base = size.height - 24;
      rects(
        'counts',
        'silhouette',
        () => base,
        (d) => base - Math.max(1, d.share * (COUNTS - 14)),
      );
      const ticks = bins.map((d) => `M${round(d.x)},${round(y(d.confidence))}h${round(d.width)}`).join('');
      stage
        .layer('lines')
        .selectAll('path')
        .data([
          { kind: 'floor', d: `M${left},${y(0)}L${right},${y(1)}` },
          { kind: 'axis', d: `M${left},${bottom}H${right}` },
          { kind: 'edge', d: ticks },
        ])
        .join('path')
        .attr('class', (d) => d.kind)
        .attr('d', (d) => d.d);
      const words: Words[] = [
        { key: 'y', x: 0, y: 12, text: 'share right', kind: 'note' },
        { key: 'rows', x: left + 4, y: bottom + 14, text: 'rows', kind: 'note halo' },
        { key: 'note', x: left + 8, y: top + 14, text: data.note, kind: 'said halo' },
      ];
      if (bins.length === 0)
        words.push({
          key: 'empty',
          x: (left + right) / 2,
          y: (top + bottom) / 2,
          text: data.empty,
          kind: 'empty halo',
          anchor: 'middle',
        });
      drawWords(stage.layer('words'), words);
    },
    destroy() {
      stage.close();
    },
  };
};

function frameOf({ width, height }: Size) {
  const [top, bottom] = [22, height - 24 - COUNTS];
  const left = yAxisRoom(ticksFor('linear', [0, 1], bottom - top, 40).major);
  return { left, right: width - 12, top, bottom, y: makeScale('linear', [0, 1], [bottom, top]) };
}
