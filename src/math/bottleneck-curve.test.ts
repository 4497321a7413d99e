import { describe, expect, it } from 'vitest';
import {
  annealedCurve,
  boundAt,
  type Channel,
  channelCapacity,
  channelOf,
  encoderPoint,
  hardLabelBound,
  nearIdentity,
  sweepEncoder,
} from './bottleneck-curve.ts';
import { finish } from './breaths.ts';
import { mulberry32 } from './random.ts';

const joint = (rows: number, cols: number, seed: number): Channel => {
  const random = mulberry32(seed);
  const masses = Float64Array.from({ length: rows * cols }, () => random() ** 3);
  const total = masses.reduce((sum, p) => sum + p, 0);
  return channelOf({ masses: masses.map((p) => p / total), rows, cols });
};
const informationOf = (channel: Channel) =>
  encoderPoint(channel, nearIdentity(channel.rows).map(Math.round), channel.rows, 1).ity;
const coin = (p: number) => -p * Math.log2(p) - (1 - p) * Math.log2(1 - p);

/** X a fair coin, Y its image under a symmetric channel that errs with chance e. */
const symmetric = (e: number): Channel =>
  channelOf({ masses: Float64Array.of((1 - e) / 2, e / 2, e / 2, (1 - e) / 2), rows: 2, cols: 2 });

const OPTIONS = { maxSweeps: 20_000, tolerance: 1e-13 };

describe('the bottleneck curve', () => {
  it('is that of a symmetric channel in closed form', () => {
    // Mrs. Gerber's lemma (Wyner & Ziv 1973): the best T is X through a symmetric channel that errs with chance a.
    const e = 0.1;
    for (const point of finish(annealedCurve(symmetric(e), [30, 8, 4, 2.5, 2, 1.8], OPTIONS))) {
      let [low, high] = [0, 0.5];
      for (let k = 0; k < 60; k++) {
        const middle = (low + high) / 2;
        if (1 - coin(middle) > point.ixt) low = middle;
        else high = middle;
      }
      expect(point.ity).toBeCloseTo(1 - coin(low * (1 - e) + (1 - low) * e), 9);
    }
  });

  it('starts at β = 1/(1 − 2e)² for a symmetric channel, and is at the origin below', () => {
    const e = 0.1;
    const critical = 1 / (1 - 2 * e) ** 2;
    const [above, below] = finish(annealedCurve(symmetric(e), [critical * 1.05, critical * 0.97], OPTIONS));
    expect(above!.ity).toBeGreaterThan(0.01);
    expect(below!.ity).toBeLessThan(1e-9);
  });

  it('is concave and non-decreasing with slope 1/β, below I(X;T) and I(X;Y)', () => {
    const channel = joint(6, 4, 3);
    const ixy = informationOf(channel);
    const points = finish(
      annealedCurve(
        channel,
        Array.from({ length: 40 }, (_, k) => 2 * 1.04 ** k),
        OPTIONS,
      ),
    ).reverse();
    for (let k = 0; k < points.length; k++) {
      const { ixt, ity } = points[k]!;
      expect(ity).toBeLessThanOrEqual(Math.min(ixt, ixy) + 1e-12);
      expect(ity).toBeLessThanOrEqual(boundAt(points, ixy, ixt) + 1e-9);
      if (k === 0) continue;
      const before = points[k - 1]!;
      expect(ixt).toBeGreaterThan(before.ixt - 1e-9);
      if (ixt - before.ixt < 1e-4) continue;
      const slope = (ity - before.ity) / (ixt - before.ixt);
      expect(slope).toBeLessThan(1 / before.beta + 1e-6);
      expect(slope).toBeGreaterThan(1 / points[k]!.beta - 1e-6);
    }
  });

  it('collapses to the origin for β ≤ 1, and for every β when X and Y are independent', () => {
    for (const { ixt, ity } of finish(annealedCurve(joint(5, 3, 1), [1, 0.5], OPTIONS))) {
      expect(ixt).toBeLessThan(1e-6);
      expect(ity).toBeLessThan(1e-6);
    }
    const apart = channelOf({
      masses: Float64Array.from({ length: 12 }, (_, k) => [0.1, 0.6, 0.3][k >> 2]! * [0.4, 0.3, 0.2, 0.1][k % 4]!),
      rows: 3,
      cols: 4,
    });
    for (const { ixt, ity } of finish(annealedCurve(apart, [1000, 10, 2])))
      expect(Math.max(ixt, ity)).toBeLessThan(1e-9);
  });

  it('never has a sweep that increases the functional, and a letter’s name means nothing', () => {
    const channel = joint(7, 3, 9);
    const random = mulberry32(2);
    const letters = 5;
    let encoder = Float64Array.from({ length: 7 * letters }, random);
    for (let x = 0; x < 7; x++) {
      const row = encoder.subarray(x * letters, (x + 1) * letters);
      row.set(row.map((p) => p / row.reduce((sum, v) => sum + v, 0)));
    }
    const turned = encoder.map((_, k) => encoder[k - (k % letters) + ((k + 2) % letters)]!);
    let [value, other] = [Infinity, turned];
    for (let sweep = 0; sweep < 200; sweep++) {
      const { lagrangian } = encoderPoint(channel, encoder, letters, 6);
      expect(lagrangian).toBeLessThanOrEqual(value + 1e-12);
      value = lagrangian;
      const [next, nextOther] = [new Float64Array(encoder.length), new Float64Array(encoder.length)];
      sweepEncoder(channel, encoder, letters, 6, next);
      sweepEncoder(channel, other, letters, 6, nextOther);
      [encoder, other] = [next, nextOther];
    }
    expect(encoderPoint(channel, other, letters, 6).lagrangian).toBeCloseTo(value, 6);
  });

  it('takes a joint distribution with zeros, and refuses a row without mass', () => {
    const hard = channelOf({ masses: Float64Array.of(0.2, 0, 0, 0.3, 0.5, 0), rows: 3, cols: 2 });
    const [point] = finish(annealedCurve(hard, [50], OPTIONS));
    expect(point!.ity).toBeCloseTo(coin(0.3), 9);
    expect(point!.ixt).toBeCloseTo(coin(0.3), 3);
    expect(() => channelOf({ masses: Float64Array.of(0, 0, 1, 0), rows: 2, cols: 2 })).toThrow('row 0');
  });

  it('of hard labels is the smaller of I(X;T) and H(Y)', () => {
    expect(hardLabelBound(0.3, 0.9)).toBe(0.3);
    expect(hardLabelBound(3, 0.9)).toBe(0.9);
  });
});

describe('channel capacity', () => {
  it('is 1 − h(e) for a symmetric channel, 1 − e for an erasing one, and that of the Z channel', () => {
    expect(channelCapacity(Float64Array.of(0.89, 0.11, 0.11, 0.89), 2, 2)).toBeCloseTo(1 - coin(0.11), 12);
    expect(channelCapacity(Float64Array.of(0.7, 0.3, 0, 0, 0.3, 0.7), 2, 3)).toBeCloseTo(0.7, 12);
    const e = 0.5;
    expect(channelCapacity(Float64Array.of(1, 0, e, 1 - e), 2, 2)).toBeCloseTo(
      Math.log2(1 + (1 - e) * e ** (e / (1 - e))),
      10,
    );
  });
});
