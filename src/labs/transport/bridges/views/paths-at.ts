import { formatNumber } from '../../../../charts/format.ts';
import type { VectorFieldData } from '../../../../charts/vector-field.ts';
import type { PathsSnapshot } from '../snapshots.ts';
import { column, pairs } from './pairs.ts';

const at = ({ positions, times }: PathsSnapshot, path: number, k: number, axis: 0 | 1): number =>
  positions[(path * times + k) * 2 + axis]!;

/** Every path up to a time, with a dot at its head. */
export function pathsAt(shown: PathsSnapshot, time: number): Pick<VectorFieldData, 'dots' | 'lines'> {
  const { starts, paths, times, source, target } = shown;
  const whole = Math.min(times - 1, Math.floor(time * (times - 1)));
  const part = time * (times - 1) - whole;
  const heads = Array.from({ length: starts }, () => ({ x: [] as number[], y: [] as number[] }));
  const lines = Array.from({ length: starts * paths }, (_, path) => {
    const between = (axis: 0 | 1) => {
      const next = Math.min(times - 1, whole + 1);
      return (1 - part) * at(shown, path, whole, axis) + part * at(shown, path, next, axis);
    };
    const along = (axis: 0 | 1) => [
      ...Array.from({ length: whole + 1 }, (_, k) => at(shown, path, k, axis)),
      between(axis),
    ];
    const start = Math.floor(path / paths);
    heads[start]!.x.push(between(0));
    heads[start]!.y.push(between(1));
    return { x: along(0), y: along(1), colour: start + 1, faint: true };
  });
  return {
    lines,
    dots: [
      { ...pairs(source), colour: 0, faint: true, name: 'source' },
      { ...pairs(target), colour: 0, open: true, faint: true, name: 'target' },
      ...heads.map((head, s) => ({ ...head, colour: s + 1, radius: 3.4 })),
    ],
  };
}

/** The same window at all times: all of the paths and both clouds. */
export function boundsOfPaths({ positions, source, target }: PathsSnapshot): [[number, number], [number, number]] {
  const range = (axis: 0 | 1): [number, number] => {
    const values = [positions, source, target].flatMap((one) => Array.from(column(one, axis)));
    const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    const pad = 0.04 * (high - low || 1);
    return [low - pad, high + pad];
  };
  return [range(0), range(1)];
}

/** Where every path begins and ends, in words. */
export function endsOf(shown: PathsSnapshot): string[][] {
  const words = (path: number, k: number) =>
    `${formatNumber(at(shown, path, k, 0), 3)}, ${formatNumber(at(shown, path, k, 1), 3)}`;
  return Array.from({ length: shown.starts * shown.paths }, (_, path) => [
    String(Math.floor(path / shown.paths) + 1),
    String((path % shown.paths) + 1),
    words(path, 0),
    words(path, shown.times - 1),
  ]);
}
