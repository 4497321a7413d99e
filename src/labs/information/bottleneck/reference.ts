import { gaussianRate } from './measure-model.ts';

// biome-ignore lint/suspicious/noExplicitAny: inputs are the free-form fields of a reference file
type Inputs = any;

export const reference: Record<string, (inputs: Inputs) => Record<string, unknown>> = {
  vib_kl: ({ mu, sigma }) => ({
    kl_nats: (mu as number[][]).map((row, r) => gaussianRate(row, sigma[r], row.length)),
  }),
};
