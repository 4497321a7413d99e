import { groupEnvelope, groupEnvelopeProx } from '../../../math/group-envelope.ts';
import { geometricFrames, maskNm, softened, stepwiseFrames } from './nm-pattern.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

/** Rows of outputs × inputs, from a layer laid out inputs × outputs. */
const turned = (values: ArrayLike<number>, rows: number, columns: number) =>
  Array.from({ length: rows }, (_, o) => Array.from({ length: columns }, (_value, i) => values[i * rows + o]!));

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  envelope: ({ x, k }) => ({ value: groupEnvelope(Float64Array.from(x, Math.abs), k) }),
  'envelope-prox': ({ v, groups, k, lam }) => {
    const normsOf = (values: ArrayLike<number>) =>
      Float64Array.from(groups, (group: number[]) => Math.hypot(...group.map((i) => values[i]!)));
    const { shares, factors } = groupEnvelopeProx(normsOf(v), k, lam);
    const x = Float64Array.from(v);
    groups.forEach((group: number[], g: number) => {
      for (const i of group) x[i] = x[i]! * factors[g]!;
    });
    const distance = x.reduce((sum, value, i) => sum + (value - v[i]) ** 2, 0);
    return { u: shares, x, objective: distance / 2 + lam * groupEnvelope(normsOf(x), k) };
  },
  nm: ({ W, g, N, M, b, srste_lambda }) => {
    const [outputs, inputs] = [W.length, W[0].length];
    const layer = Float64Array.from({ length: inputs * outputs }, (_, at) => W[at % outputs][Math.floor(at / outputs)]);
    const mask = new Uint8Array(layer.length);
    maskNm(layer, { inputs, outputs }, N, M, mask);
    const soft = new Float64Array(layer.length);
    softened(layer, mask, b, soft);
    const pulled = layer.map(
      (value, at) => g[at % outputs][Math.floor(at / outputs)] + (mask[at] === 0 ? srste_lambda * value : 0),
    );
    return {
      mask: turned(mask, outputs, inputs),
      soft: turned(soft, outputs, inputs),
      srste: turned(pulled, outputs, inputs),
    };
  },
  'nm-schedule': ({ N, M }) => ({ stepwise: stepwiseFrames(N, M), geometric: geometricFrames(N, M) }),
};
