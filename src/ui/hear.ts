import type { TableData } from './chart-table.tsx';
import { type DrawnChart, drawnChart, shownNumber } from './drawn-data.ts';

/** One moment of a sounding curve: `frequency` is null where there is nothing to hear. */
export interface Tone {
  readonly x: number;
  readonly frequency: number | null;
}

const LOWEST = 165;
const OCTAVES = 3;
const TONES = 90;
const SECONDS = 3;
const LOUDNESS = 0.07;
const MOST_VOICES = 6;

/** Pitch of a value: the lowest number of the picture is E3, the highest three octaves above it; null for none. */
export function frequencyOf(value: number, [low, high]: readonly [number, number], log: boolean): number | null {
  const scaled = (v: number) => (log ? Math.log(v) : v);
  if (!Number.isFinite(value) || (log && value <= 0)) return null;
  const span = scaled(high) - scaled(low);
  const share = span > 0 ? (scaled(value) - scaled(low)) / span : 0.5;
  return LOWEST * 2 ** (OCTAVES * Math.min(1, Math.max(0, share)));
}

function rangeOf(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** The curves of a chart as tones, evenly along its x axis as it is scaled; the edited run first. */
export function tonesOf({ x, y, series }: DrawnChart): Tone[][] {
  const heard = series.filter((one) => one.xs.length > 0).sort((a, b) => Number(b.first) - Number(a.first));
  const voices = heard.slice(0, MOST_VOICES).map(({ xs, ys }) => {
    const points = Array.from(xs, (at, i) => ({ at, value: ys[i] ?? Number.NaN }));
    return points.filter(({ at }) => Number.isFinite(at) && (!x.log || at > 0)).sort((a, b) => a.at - b.at);
  });
  const all = voices.flat();
  const values = rangeOf(all.map(({ value }) => value).filter((v) => Number.isFinite(v) && (!y.log || v > 0)));
  const [from, to] = rangeOf(all.map(({ at }) => (x.log ? Math.log(at) : at)));
  return voices.map((points) => {
    const tone = ({ at, value }: { at: number; value: number }): Tone => ({
      x: at,
      frequency: frequencyOf(value, values, y.log),
    });
    if (points.length <= TONES) return points.map(tone);
    const tones: Tone[] = [];
    let i = 0;
    for (let k = 0; k < TONES; k++) {
      const place = from + ((to - from) * k) / (TONES - 1);
      while (i + 1 < points.length && (x.log ? Math.log(points[i + 1]!.at) : points[i + 1]!.at) <= place + 1e-12) i++;
      tones.push(tone(points[i]!));
    }
    return tones;
  });
}

/** What a picture sounds like: its curves, or the last column of numbers of its table from top to bottom. */
export function heardOf(data: unknown, table: () => TableData): Tone[][] {
  const chart = drawnChart(data);
  if (chart) return tonesOf(chart).filter((voice) => voice.some(({ frequency }) => frequency !== null));
  const { head, rows } = table();
  for (let c = head.length - 1; c >= 0; c--) {
    const ys = rows.map((row) => shownNumber(row[c] ?? '') ?? Number.NaN);
    if (!ys.some(Number.isFinite)) continue;
    const axis = { label: '', log: false };
    const series = [{ name: '', xs: ys.map((_, i) => i), ys, more: {}, first: true }];
    return tonesOf({ x: axis, y: axis, series, crosshair: null, setCrosshair: null });
  }
  return [];
}

let stopSound: (() => void) | null = null;
export const isSounding = (): boolean => stopSound !== null;
/** Ends what is sounding. */
export const hush = (): void => stopSound?.();

/** Sounds voices one after the other. `onAt` follows along, with null at the end. Throws a sentence where there is no sound. */
export function sound(voices: readonly Tone[][], onAt: (x: number | null) => void): void {
  hush();
  if (typeof AudioContext === 'undefined')
    throw new Error('This browser plays no sound, so the chart cannot be heard; its table has the same numbers.');
  if (voices.length === 0) throw new Error('There is nothing to hear before something has run.');
  const audio = new AudioContext();
  const begun = audio.currentTime + 0.05;
  const each = Math.max(0.8, SECONDS / voices.length);
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  gain.gain.setValueAtTime(0, audio.currentTime);
  const moments: { at: number; x: number }[] = [];
  voices.forEach((tones, v) => {
    const pitch = each * 0.9;
    tones.forEach(({ x, frequency }, k) => {
      const at = begun + v * each + (pitch * k) / tones.length;
      gain.gain.setTargetAtTime(frequency === null ? 0 : LOUDNESS, at, 0.012);
      if (frequency !== null) oscillator.frequency.setTargetAtTime(frequency, at, 0.008);
      moments.push({ at, x });
    });
    gain.gain.setTargetAtTime(0, begun + v * each + pitch, 0.02);
  });
  oscillator.connect(gain);
  gain.connect(audio.destination);
  oscillator.start(begun);
  oscillator.stop(begun + voices.length * each);
  let frame = 0;
  let next = 0;
  const follow = (): void => {
    const before = next;
    while (next < moments.length && moments[next]!.at <= audio.currentTime) next++;
    if (next > before) onAt(moments[next - 1]!.x);
    frame = requestAnimationFrame(follow);
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') hush();
  };
  stopSound = () => {
    stopSound = null;
    cancelAnimationFrame(frame);
    removeEventListener('keydown', onEscape);
    onAt(null);
    void audio.close();
  };
  addEventListener('keydown', onEscape);
  oscillator.onended = () => hush();
  follow();
}
