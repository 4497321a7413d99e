import type { Metric } from '../../../engine/bench.ts';
import { encoderPoint } from '../../../math/bottleneck-curve.ts';
import { distinctLetters } from './curve-point.ts';
import type { Annealing, Bottleneck } from './problem.ts';

type Measured = Metric<Bottleneck, Annealing>;

const points = new WeakMap<Annealing, ReturnType<typeof encoderPoint>>();
function pointOf({ channel }: Bottleneck, iterate: Annealing) {
  let point = points.get(iterate);
  if (!point) {
    point = encoderPoint(channel, iterate.encoder, channel.rows, iterate.beta);
    points.set(iterate, point);
  }
  return point;
}

const ixt: Measured = {
  label: 'I(X;T)',
  symbol: 'I(X;T)',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'Bits the description keeps about X.',
  measure: (problem, iterate) => pointOf(problem, iterate).ixt,
};

const ity: Measured = {
  label: 'I(T;Y)',
  symbol: 'I(T;Y)',
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: 'Bits the description keeps about Y; never above I(X;T) or I(X;Y).',
  measure: (problem, iterate) => pointOf(problem, iterate).ity,
};

const beta: Measured = {
  label: 'β',
  scale: 'log',
  better: null,
  help: 'Price of a bit about Y in bits about X: the curve’s slope is 1/β there.',
  measure: (_, iterate) => iterate.beta,
};

const change: Measured = {
  label: 'Change of the encoder',
  scale: 'log',
  better: null,
  help: 'Largest change of p(t|x) in the last sweep; 0 at a fixed point.',
  measure: (_, iterate) => iterate.change,
};

const letters: Measured = {
  label: 'Letters',
  scale: 'linear',
  better: null,
  help: 'Letters of T in use that say different things about Y; each loss of one is a phase transition.',
  measure: (problem, iterate) => distinctLetters(problem, iterate.encoder),
};

const aboveClosedForm: Measured = {
  label: 'Distance to the closed form',
  unit: 'bits',
  scale: 'log',
  better: null,
  help: 'Largest |I(T;Y) − closed form| over the finished points; exists for the symmetric channel only.',
  measure: ({ closedForm }, { curve }) =>
    closedForm === null || curve.length === 0
      ? Number.NaN
      : curve.reduce((most, point) => Math.max(most, Math.abs(closedForm(point.ixt) - point.ity)), 0),
};

export const metrics = { ixt, ity, beta, letters, change, aboveClosedForm };
